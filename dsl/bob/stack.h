/// A stack: everything that is deployed together, as a list.
#pragma once

#include <vector>

#include "bob/function.h"
#include "bob/outputs.h"
#include "bob/raw.h"
#include "bob/stage.h"
#include "bob/tombstone.h"

namespace bob {

/// One declaration, copied: the original may be a `constexpr` object or a temporary.
///
/// Accepts any kind that has a name and a `lower()` function, which turns it into CloudFormation.
class Resource {
public:
    template <class Item>
        requires(!std::is_void_v<Item>)
    Resource(const Table<Item>& table) : Resource(without_item(table)) {}
    template <Declared T>
    Resource(const T& declared)
        : Resource(T::kind, declared.name, [&] {
              auto* copy = new CopyOf<T>(declared);
              copy->declaration = &copy->value;
              if constexpr (requires { declared.logical_id; }) copy->logical_id = declared.logical_id.text;
              return copy;
          }()) {}

    Resource(const Resource&);
    Resource(Resource&&) noexcept;
    Resource& operator=(const Resource&);
    Resource& operator=(Resource&&) noexcept;
    ~Resource();

    Kind kind() const { return kind_; }
    std::string_view name() const { return name_.text; }
    const Text& written_name() const { return name_; }
    Place place() const { return name_.place; }
    /// The logical id set by the author; empty if it is derived from the name.
    std::string_view logical_id() const { return copy_->logical_id; }
    /// The declaration, if it is of this kind.
    template <class T>
    const T* as() const {
        return kind_ == T::kind ? static_cast<const T*>(copy_->declaration) : nullptr;
    }
    /// Adds its CloudFormation to the template.
    void lower_into(bobgen::Template& into, const bobgen::Model& model) const { copy_->lower_into(into, model); }

private:
    /// Shared by the copies of a Resource.
    struct Copy {
        unsigned uses = 1;
        const void* declaration = nullptr;
        std::string_view logical_id;
        Copy() = default;
        Copy(const Copy&) = delete;
        Copy& operator=(const Copy&) = delete;
        virtual ~Copy();
        virtual void lower_into(bobgen::Template& into, const bobgen::Model& model) const = 0;
    };
    template <class T>
    struct CopyOf final : Copy {
        T value;
        explicit CopyOf(const T& original) : value(original) {}
        void lower_into(bobgen::Template& into, const bobgen::Model& model) const override {
            lower(value, model, into);
        }
    };

    Resource(Kind kind, const Text& name, Copy* copy);

    Kind kind_;
    Text name_;
    Copy* copy_;
};

// The copies of bob's own kinds are compiled once, in the library, and not with every edit of a stack.
extern template Resource::Resource(const Bucket&);
extern template Resource::Resource(const CognitoAuthorizer&);
extern template Resource::Resource(const Condition&);
extern template Resource::Resource(const Function&);
extern template Resource::Resource(const HttpApi&);
extern template Resource::Resource(const IdentityProvider&);
extern template Resource::Resource(const JwtAuthorizer&);
extern template Resource::Resource(const LambdaAuthorizer&);
extern template Resource::Resource(const Output&);
extern template Resource::Resource(const Parameter&);
extern template Resource::Resource(const Queue&);
extern template Resource::Resource(const RawResource&);
extern template Resource::Resource(const RestApi&);
extern template Resource::Resource(const Topic&);
extern template Resource::Resource(const UserPool&);
extern template Resource::Resource(const UserPoolClient&);
extern template Resource::Resource(const UserPoolDomain&);
extern template Resource::Resource(const Table<>&);

/// Defaults for all functions of the stack.
struct FunctionDefaults {
    Setting<Seconds> timeout = {};
    Setting<Megabytes> memory = {};
    Setting<Architecture> architecture = {};
    Setting<Runtime> runtime = {};
    Setting<std::chrono::days> log_retention = {};
    Setting<Tracing> tracing = {};
    List<Variable, 16> environment = {};
};

/// What a stack function returns for one stage.
struct Stack {
    Name name;
    Text description = {};
    FunctionDefaults functions = {};
    /// What happens to tables, user pools and buckets that leave the stack, unless their declaration sets it.
    Setting<DeletionPolicy> data_policy = {};
    List<Tag, 50> tags = {};  ///< for everything that supports tags
    std::vector<Resource> resources = {};
    /// Resources that held data and are gone. A stack with nothing else is being removed.
    std::vector<Tombstone> tombstones = {};

    /// For resources that only some stages have.
    void add(std::initializer_list<Resource> more);
    void add(const Resource& one);
};

}  // namespace bob
