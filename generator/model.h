/// A stack for one stage, with every name turned into a logical id, every default filled in, and every configured value
/// looked up. Made by `resolve()`; read by the lowering, by the checks that need more than the template, and by the
/// outputs that have their own syntax for functions.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "bob/http.h"
#include "bob/operation.h"
#include "bob/stack.h"
#include "bob/websocket.h"
#include "generator/existing.h"
#include "generator/report/report.h"
#include "generator/value.h"

namespace bobgen {

/// Where a secret is kept, and never what it is.
struct SecretLocation {
    bool in_parameter_store = false;  ///< SSM, else Secrets Manager
    std::string id;                   ///< its name, or its ARN
    std::string key;                  ///< of the JSON that its text is; empty when the text is the secret
    std::string kms_key;              ///< the ARN of a key of the author's own; mostly empty
};
/// `{{resolve:secretsmanager:…}}`
std::string dynamic_reference(const SecretLocation&);

/// A stage's YAML file, with the arguments of the command line. Provides the values that a stack uses; missing values
/// are reported.
class StageConfiguration : public bob::detail::Configuration {
public:
    /// The value of a scalar of the file, with its type; null when missing (which is reported).
    virtual Value value(std::string_view path, bob::Place asked) = 0;
    /// Nothing when it is missing, or is no place of a secret, which is reported.
    virtual std::optional<SecretLocation> secret(std::string_view path, bob::Place asked) = 0;
};

/// A function with all values resolved.
struct FunctionModel {
    const bob::Function* declared;
    std::string key;           ///< its name, as `functions:` has it
    std::string id;            ///< prefix of its logical ids: "BookAvailability"
    std::string logical_id;    ///< "BookAvailabilityLambdaFunction"
    std::string log_group_id;  ///< "BookAvailabilityLogGroup"
    std::string role_id;       ///< "BookAvailabilityRole"
    std::string full_name;     ///< "scheduler-dev-bookAvailability"
    std::string alias_id;      ///< "BookAvailabilityLambdaAlias"; empty without an alias
    std::string version_id;    ///< "BookAvailabilityLambdaVersion"; empty when no version is published
    Value runtime, handler, architecture, memory, timeout, log_retention, tracing;  ///< null: not set
    Value ephemeral_storage, reserved_concurrency, dead_letter_arn;
    Value environment;  ///< a map; null when empty
    Value role;         ///< the ARN of one that is given; null when bob makes it
    Value role_path, permissions_boundary;
    Value vpc;                     ///< as CloudFormation has it, `SecurityGroupIds` and `SubnetIds`
    Value on_success, on_failure;  ///< the ARNs of its destinations
    List layers;
    /// What `fetches<…>` of a `Secret` asks for, where the stage says its place.
    struct FetchedSecret {
        const bob::Use* use;
        SecretLocation location;
    };
    std::vector<FetchedSecret> secrets;
    Place place;
};

enum class ApiKind : unsigned char { rest, http };

/// One route of one of the stack's two APIs.
struct Route {
    ApiKind api;
    std::size_t function;  ///< position in `Model::functions`, unless it has none
    bob::Method method;
    bob::RoutePath path;
    bob::Authorization authorizer;
    bob::CorsChoice cors;  ///< REST only
    bool api_key_required = false;
    bob::Shared<bob::Integration> integration = {};    ///< REST only
    bob::Shared<bob::RequestValidation> request = {};  ///< REST only
    bool response_streaming = false;                   ///< REST only
    const bob::RestRoute* rest_route = nullptr;        ///< of one without a function
    const bob::HttpRoute* http_route = nullptr;        ///< the same of the HTTP API
    bob::Shared<bob::HttpIntegration> http_integration = {};
    bob::Items<bob::Text, 8> groups = {};  ///< of whom the handler is called for; for anyone when empty
    bob::Shared<bob::Operation> operation = {};

    bool has_function() const { return !rest_route && !http_route; }
    std::string_view name_without_function() const {
        return rest_route   ? std::string_view(rest_route->name.text)
               : http_route ? std::string_view(http_route->name.text)
                            : std::string_view();
    }
};

/// One route of the stack's WebSocket API.
struct SocketRoute {
    std::size_t function;  ///< position in `Model::functions`
    const bob::WebSocketEvent* event;
};

class Model {
public:
    Model(bob::Stack stack, std::string stage, StageConfiguration& configuration, Report& report);
    Model(const Model&) = delete;  // points into its own stack
    Model& operator=(const Model&) = delete;

    std::string stack_name;
    std::string stage;
    bool production = false;
    bool hardened = false;
    std::string description;
    bob::Stack stack;
    std::vector<FunctionModel> functions;
    std::vector<Route> routes;
    std::vector<SocketRoute> socket_routes;
    const bob::RestApi* rest_api = nullptr;  ///< its settings, when declared
    const bob::HttpApi* http_api = nullptr;
    const bob::WebSocketApi* websocket_api = nullptr;
    ExistingThings existing;
    /// The stack's own tags, with their values for the stage.
    struct StackTag {
        std::string key;
        std::string value;
        Place place;
    };
    std::vector<StackTag> stack_tags;
    Report& report;
    StageConfiguration& configuration;

    template <class T>
    const T* find(std::string_view name) const {
        const bob::Resource* found = find(T::kind, name);
        return found ? found->as<T>() : nullptr;
    }
    const bob::Resource* find(bob::Kind kind, std::string_view name) const;
    const FunctionModel* function(std::string_view name) const;
    bool has_routes(ApiKind) const;

    /// "scheduler-dev-bookAvailability"
    std::string full_name(std::string_view name) const { return stack_name + "-" + stage + "-" + std::string(name); }
    /// A function's full name, with its alias if it has one.
    std::string name_to_call(const bob::Function&) const;
    /// The logical id of a declaration; reports a name that is not in the stack.
    std::string logical_id(bob::Kind kind, std::string_view name, Place asked) const;
    /// The logical id that an override or the declaration itself gives it; empty if it is derived from the name.
    std::string_view given_id(bob::Kind kind, std::string_view name) const;
    template <bob::Kind... Kinds>
    std::string logical_id(const bob::Link<Kinds...>& link) const {
        return logical_id(link.kind, link.name, link.place);
    }
    /// The ARN of a queue, a topic or a function. A topic's is its `Ref`: AWS::SNS::Topic has no attribute `Arn`.
    template <bob::Kind... Kinds>
    Value arn_of(const bob::Link<Kinds...>& link) const {
        const std::string id = logical_id(link);
        return (link.kind == bob::Kind::topic ? bobgen::ref(id) : get_att(id, "Arn")).at(link.place);
    }
    /// Whether the stack attaches its routes to an API that exists outside of it.
    bool attached(ApiKind) const;
    /// Whether the Serverless Framework makes the REST API, and bob only what it has no word for. Not one without a
    /// function's route, and not one with settings of its stage: the framework makes that with a deployment whose
    /// logical id nobody knows, so nothing can extend it.
    bool rest_api_by_framework() const;
    /// The same of the HTTP API, which it makes for the routes of functions.
    bool http_api_by_framework() const;

    /// Whether the Serverless Framework makes the WebSocket API. It names the deployment by what it makes itself,
    /// before extensions are merged: what those say of a route would never be deployed. So whatever it has no word for,
    /// other than of the stage, makes the whole API one of the resources.
    bool websocket_api_by_framework() const;
    /// The stage of the WebSocket API, and where it is: by `wss` for clients, by `https` for who manages connections.
    Value websocket_stage() const;
    Value websocket_url(std::string_view scheme) const;

    /// An expression as CloudFormation writes it.
    Value value(const bob::Expression&) const;
    /// `owner` is the place of what contains the property, for properties without a place.
    Value value(const bob::Property&, Place owner = {}) const;
    Value values(const auto& list) const {
        List made;
        for (const auto& one : list) made.push_back(value(one));
        return made;
    }
    /// Strings with their places.
    static Value text(const bob::Text& from) { return Value(from.text).at(from.place); }
    static Value texts(const auto& list) {
        List made;
        for (const auto& one : list) made.push_back(text(one));
        return made;
    }

    /// Reports what is there twice of the names of one map.
    void report_repeated(const std::vector<bob::Text>& names) const;

    /// A setting's value, from the declaration or the configuration; null when it was left out.
    Value setting(const bob::Setting<int>&) const;
    Value setting(const bob::Setting<std::int64_t>&) const;
    Value setting(const bob::Setting<bool>&) const;
    Value setting(const bob::Setting<double>&) const;
    Value setting(const bob::Setting<bob::Seconds>&) const;
    Value setting(const bob::Setting<std::chrono::milliseconds>&) const;
    Value setting(const bob::Setting<std::chrono::minutes>&) const;
    Value setting(const bob::Setting<std::chrono::days>&) const;
    Value setting(const bob::Setting<bob::Megabytes>&) const;

    /// `Tags`, the stack's and then the resource's: a list of Key and Value, or a map where AWS expects one. Null when
    /// there are none.
    Value tags(const auto& own) const;
    Value tag_map(const auto& own) const;

    /// Whether data is protected from deletion unless its declaration says otherwise.
    bool protects_data(std::string_view deletion_policy) const {
        return (production || hardened) && deletion_policy == "Retain";
    }
    /// A setting that a hardened stack turns on; null when neither says anything.
    Value on_if_hardened(const bob::Setting<bool>& own) const;
    /// How long the lines of an API's access log are kept; null when there is no log.
    Value access_log_days(const bob::Setting<std::chrono::days>& own) const;
    /// The author's key that a table, queue, topic or bucket is encrypted with: its own or the stack's; empty when the
    /// service has the key.
    const bob::Expression& encryption_key(const bob::Table<>&) const;
    const bob::Expression& encryption_key(const bob::Queue&) const;
    const bob::Expression& encryption_key(const bob::Topic&) const;
    const bob::Expression& encryption_key(const bob::Bucket&) const;

    /// "Retain" unless the declaration, then the stack, says otherwise.
    std::string policy(const bob::Setting<bob::DeletionPolicy>& own) const;
    /// The same for `UpdateReplacePolicy`, which does not allow `RetainExceptOnCreate`: a replaced resource already
    /// exists.
    std::string replacement_policy(const bob::Setting<bob::DeletionPolicy>& own) const;

private:
    void add_function(const bob::Function&);
    void add_rest_route(const bob::RestRoute&);
    void report_unlisted_api(bob::Kind, std::string_view name, Place asked) const;
    void add_http_route(const bob::HttpRoute&);
    void add_stack_tags();
    Value vpc(const bob::VpcConfig&) const;
    Value destination(const bob::Destination&) const;

    std::unordered_map<std::string, std::string_view> ids_by_override_;  ///< by kind and name
    std::unordered_map<std::string, const bob::Resource*> declared_;     ///< by kind and name
    std::unordered_map<std::string_view, std::size_t> functions_by_name_;
};

/// The stack's declarations, resolved. Reports unknown names and missing configuration, and always returns a model.
Model resolve(bob::Stack stack, std::string stage, StageConfiguration& configuration, Report& report);

/// Names as the Serverless Framework generates them, so that both outputs have the same logical ids.
namespace naming {
/// `get-user` → `GetDashuser`: for functions and authorizers.
std::string of_function(std::string_view name);
/// Letters and digits only, the first one upper case: for everything else.
std::string of_object(std::string_view name);
/// `/availability/{owner}` → `AvailabilityOwnerVar`.
std::string of_path(std::string_view path);
/// `get` → `Get`.
std::string of_method(bob::Method);
/// "GET"
std::string_view verb(bob::Method);
/// `$connect` → `Sconnect`, `list-rooms` → `listDashrooms`: of a route of a WebSocket API.
std::string of_socket_route(std::string_view route);
/// `get-user` → `GetDashuserLambdaAlias`.
std::string alias_of(std::string_view function);
/// The parameter with the hash of a function's code: `get-user` → `GetDashuserCodeSha256`.
std::string code_hash_of(std::string_view function);
/// The logical id of a declaration, by its kind.
std::string logical_id(bob::Kind kind, std::string_view name, std::string_view given = {});
}  // namespace naming

Value Model::tags(const auto& own) const {
    List made;
    for (const bob::Tag& tag : stack.tags) made.push_back(map({{"Key", text(tag.key)}, {"Value", text(tag.value)}}));
    for (const bob::Tag& tag : own) made.push_back(map({{"Key", text(tag.key)}, {"Value", text(tag.value)}}));
    return made.empty() ? Value() : Value(std::move(made));
}

Value Model::tag_map(const auto& own) const {
    Value made;
    for (const bob::Tag& tag : stack.tags) made.set(tag.key.text, text(tag.value));
    for (const bob::Tag& tag : own) made.set(tag.key.text, text(tag.value));
    return made;
}

}  // namespace bobgen
