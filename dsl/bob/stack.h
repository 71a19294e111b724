/// A stack: everything that is deployed together, as a list.
#pragma once

#include <vector>

#include "bob/function.h"
#include "bob/outputs.h"
#include "bob/raw.h"
#include "bob/stage.h"

namespace bob {

/// One declaration, copied: the original may be a `constexpr` object or a temporary.
///
/// The list of kinds stands here. To add one: its declaration, its line here, and its lowering in generator/lower/.
/// The bodies are in the library, so that a stack's own source stays quick to compile.
class Resource {
public:
    template <class Item>
        requires(!std::is_void_v<Item>)
    Resource(const Table<Item>& table) : Resource(without_item(table)) {}
    Resource(const Table<>&);
    Resource(const Function&);
    Resource(const UserPool&);
    Resource(const UserPoolClient&);
    Resource(const UserPoolDomain&);
    Resource(const IdentityProvider&);
    Resource(const CognitoAuthorizer&);
    Resource(const JwtAuthorizer&);
    Resource(const LambdaAuthorizer&);
    Resource(const RestApi&);
    Resource(const HttpApi&);
    Resource(const Bucket&);
    Resource(const Queue&);
    Resource(const Topic&);
    Resource(const Output&);
    Resource(const Parameter&);
    Resource(const Condition&);
    Resource(const RawResource&);

    Resource(const Resource&);
    Resource(Resource&&) noexcept;
    Resource& operator=(const Resource&);
    Resource& operator=(Resource&&) noexcept;
    ~Resource();

    Kind kind() const { return kind_; }
    std::string_view name() const { return name_; }
    /// The declaration, when it is of this kind.
    template <class T>
    const T* as() const {
        return kind_ == T::kind ? static_cast<const T*>(declaration_) : nullptr;
    }

private:
    template <class T>
    explicit Resource(const T* copied);

    struct Copy;

    Kind kind_;
    std::string_view name_;
    const void* declaration_;
    Copy* copy_;  ///< shared by the copies of a Resource
};

/// What every function of the stack has unless it says otherwise.
struct FunctionDefaults {
    Setting<Seconds> timeout = {};
    Setting<Megabytes> memory = {};
    Setting<Architecture> architecture = {};
    Setting<Runtime> runtime = {};
    Setting<std::chrono::days> log_retention = {};
    Setting<Tracing> tracing = {};
    List<Variable, 16> environment = {};
};

struct Stack {
    Name name;
    Text description = {};
    FunctionDefaults functions = {};
    /// What happens to tables, user pools and buckets that leave the stack, where they do not say it themselves.
    Setting<DeletionPolicy> data_policy = {};
    List<Tag, 50> tags = {};  ///< on everything that takes tags
    std::vector<Resource> resources = {};

    /// For resources that only some stages have.
    void add(std::initializer_list<Resource> more);
    void add(const Resource& one);
};

}  // namespace bob
