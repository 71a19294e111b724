/// A stack: everything that is deployed together, as a list.
#pragma once

#include <vector>

#include "bob/function.h"
#include "bob/outputs.h"
#include "bob/override.h"
#include "bob/raw.h"
#include "bob/stage.h"
#include "bob/tombstone.h"

namespace bob {

/// One declaration: a constant of the program where it stands, anything else, such as a temporary, copied.
///
/// Accepts any kind that has a name and a `lower()` function, which turns it into CloudFormation.
class Resource {
public:
    template <class Item>
        requires(!std::is_void_v<Item>)
    Resource(const Table<Item>& table) : Resource(Kind::table, table.name, without_item(&table)) {
        // `Item` only says what a key may name, so both have the same members, and the library needs no code for each.
        static_assert(sizeof(Table<Item>) == sizeof(Table<>) && std::is_trivially_copyable_v<Table<Item>>);
    }
    /// Of a type in `bob::aws`.
    template <detail::OfAws T>
    Resource(const T& declared) : Resource(raw_resource(T::aws, declared)) {}
    /// Of a kind that is one resource of such a type, which its `resource()` makes.
    template <detail::MadeOfAws T>
    Resource(const T& declared) : Resource(declared.resource()) {}
    template <Declared T>
    Resource(const T& declared)
        : Resource(T::kind, declared.name, [&] {
              Kept* kept = is_constant(&declared) ? new Original<T>(declared) : new CopyOf<T>([&] { return declared; });
              if constexpr (requires { declared.logical_id; }) kept->logical_id = declared.logical_id.text;
              return kept;
          }()) {}

    Resource(const Override&);
    Resource(const Every&);

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
    std::string_view logical_id() const { return kept_->logical_id; }
    /// The declaration, if it is of this kind.
    template <class T>
    const T* as() const {
        return kind_ == T::kind ? static_cast<const T*>(kept_->declaration) : nullptr;
    }
    /// Adds its CloudFormation to the template.
    void lower_into(bobgen::Template& into, const bobgen::Model& model) const { kept_->lower_into(into, model); }

private:
    /// Shared by the copies of a Resource.
    struct Kept {
        unsigned uses = 1;
        const void* declaration;
        std::string_view logical_id;
        explicit Kept(const void* at) : declaration(at) {}
        Kept(const Kept&) = delete;
        Kept& operator=(const Kept&) = delete;
        virtual ~Kept();
        virtual void lower_into(bobgen::Template& into, const bobgen::Model& model) const = 0;
    };
    template <class T>
    struct Original : Kept {
        explicit Original(const T& at) : Kept(&at) {}
        void lower_into(bobgen::Template& into, const bobgen::Model& model) const final {
            lower(*static_cast<const T*>(this->declaration), model, into);
        }
    };
    template <class T>
    struct CopyOf final : Original<T> {
        T value;
        /// What is made is made in its place: a table takes 40 kB, too.
        explicit CopyOf(const auto& make) : Original<T>(value), value(make()) {}
    };

    Resource(Kind kind, const Text& name, Kept* kept);
    /// A copy of a table with any item type, as the generator uses it.
    static Kept* without_item(const void* table);
    /// Whether an object lies in memory of the program that nobody can write to. A function takes 40 kB.
    static bool is_constant(const void* object);

    Kind kind_;
    Text name_;
    Kept* kept_;
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
extern template Resource::Resource(const ResourceServer&);
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
    Setting<RuntimeChoice> runtime = {};
    Setting<std::chrono::days> log_retention = {};
    Setting<Tracing> tracing = {};
    Expression role = {};  ///< the ARN of a role that is given
    VpcConfig vpc = {};
    List<Variable, 16> environment = {};
    RolePath role_path = {};
    Expression permissions_boundary = {};
};

/// A tag of the stack itself. CloudFormation passes it on to every resource that supports tags.
struct StackTag {
    Text key;
    StageValue value;
};

/// An alarm for each function, table, dead-letter queue and API of the stack that fails or is throttled. An alarm costs
/// money each month.
struct Alarms {
    /// Who hears of them. No topic, no alarms.
    List<Link<Kind::topic>, limits::alarm_actions.value> topics = {};
};

/// What a stack function returns for one stage.
struct Stack {
    Name name;
    Text description = {};
    FunctionDefaults functions = {};
    /// What happens to tables, user pools and buckets that leave the stack, unless their declaration sets it.
    Setting<DeletionPolicy> data_policy = {};
    /// What costs money or users' time is on unless a declaration says otherwise: point-in-time recovery, deletion
    /// protection, a second factor, threat protection, access logs, tracing. docs/secure-defaults.md lists it.
    Setting<bool> hardened = {};
    /// A KMS key of yours for each table, queue, topic and bucket that names none.
    Expression kms_key = {};
    Alarms alarms = {};
    /// A dashboard of CloudWatch with the metrics of the stack's functions, tables, queues and APIs.
    Setting<bool> dashboard = {};
    List<Tag, 50> tags = {};  ///< for everything that supports tags, written at each resource
    /// Given with the deployment, not in the template: `provider.stackTags` in serverless.yml, and a file
    /// `stack-tags.json` beside template.yml.
    List<StackTag, limits::stack_tags.value> stack_tags = {};
    std::vector<Resource> resources = {};
    /// Resources that held data and are gone. A stack with nothing else is being removed.
    std::vector<Tombstone> tombstones = {};

    /// For resources that only some stages have.
    void add(std::initializer_list<Resource> more);
    void add(const Resource& one);
};

}  // namespace bob
