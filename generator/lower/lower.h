/// From the model to the template: what each declaration becomes in CloudFormation. Each kind has its own
/// `bob::lower()`, declared next to it in dsl/ and defined in a file here; this header has what they share.
///
/// Logical ids and properties are the ones that the Serverless Framework generates for the same functions and events,
/// so that both outputs mean the same and a team can switch between them without replacing a resource.
#pragma once

#include <span>

#include "generator/model.h"
#include "generator/template.h"

namespace bobgen {

Template lower(const Model&);

namespace lowering {

void function(const Model&, const FunctionModel&, Template&);
/// Whether the Serverless Framework has words for its VPC: not for a parameter that is a list.
bool vpc_by_serverless(const FunctionModel&);
/// Whether it takes the URI of an image, which has to be a text.
bool image_by_serverless(const Value& uri);
/// What it is given in place of one that is not.
inline constexpr std::string_view image_for_serverless =
    "000000000000.dkr.ecr.us-east-1.amazonaws.com/"
    "in-the-extensions@sha256:0000000000000000000000000000000000000000000000000000000000000000";
/// Whether it has words for when the runtime is updated.
bool runtime_management_by_serverless(const Model&, const FunctionModel&);
/// The version that a function publishes, and its alias.
void versions(const Model&, const FunctionModel&, Template&);
/// Its URL, and what lets anyone call that.
void function_url(const Model&, const FunctionModel&, Template&);
/// Whether the framework has words for the CORS of its URL: for texts.
bool url_cors_by_serverless(const Model&, const FunctionModel&);
/// Gives each version a hash of its function's configuration, when nothing changes that any more.
void name_configurations(const Model&, Template&);
/// Tells the Serverless Framework, which knows functions alone, what of its own resources calls an alias instead.
void call_aliases(const Model&, Template&);
/// The role of a function: its logs, its event sources, what it uses, and its own statements.
void role(const Model&, const FunctionModel&, Template&);
/// Tells what the roles must allow that are given to functions.
void given_roles(const Model&);
/// Event source mappings, subscriptions, rules, permissions: everything except routes.
void events(const Model&, const FunctionModel&, Template&);
/// The same of sources beside AWS's queues and streams.
void sources(const Model&, const FunctionModel&, Template&);
/// What a role needs for those, and to tell of records that failed for good.
List source_statements(const Model&, const FunctionModel&);
/// Properties of a mapping: `ProvisionedPollerConfig`, `FilterCriteria` and `DestinationConfig`; null when nothing is
/// said.
Value pollers(const Model&, const bob::Pollers&);
Value filter_criteria(const Model&, std::span<const bob::Text> patterns);
Value failure_destination(const Model&, const bob::Link<bob::Kind::queue, bob::Kind::topic>&);
std::string_view starting_position(bob::StartingPosition);
/// The resources that a deployment of a REST API is a snapshot of, and the deployment behind them, by position.
struct Snapshot {
    std::size_t first = 0;
    std::size_t deployment = 0;
};
std::optional<Snapshot> rest_api(const Model&, Template&);
/// The deployment's logical id is a hash of what it deploys, since CloudFormation makes no other one under the same id.
void name_deployment(const Snapshot&, Template&);
/// Its id until then, for what waits for it.
inline constexpr std::string_view rest_deployment_id = "ApiGatewayDeployment";
void http_api(const Model&, Template&);
/// The same for the WebSocket API; its deployment is a snapshot, too.
std::optional<Snapshot> websocket_api(const Model&, Template&);
void name_websocket_deployment(const Snapshot&, Template&);
/// What of the level API Gateway logs by.
std::string_view execution_logs_name(bob::ExecutionLogs);

/// The alarms and the dashboard of a stack that asks for them, of all resources that are there.
void monitoring(const Model&, Template&);

/// A resource that the caller completes.
TemplateResource& add(Template&, std::string logical_id, std::string_view type, Place place);
/// The resource of a declaration: its logical id and condition, and both policies for a kind that holds data.
template <class T>
TemplateResource& add(const Model& model, const T& from, std::string_view type, Template& into) {
    TemplateResource& made =
        add(into, model.logical_id(T::kind, from.name.text, from.name.place), type, from.name.place);
    made.id_place = from.logical_id.place;
    made.condition = from.condition.text;
    made.condition_place = from.condition.place;
    if constexpr (requires { from.deletion_policy; }) {
        made.deletion_policy = model.policy(from.deletion_policy);
        made.update_replace_policy = model.replacement_policy(from.update_replace_policy);
    }
    return made;
}
/// Adds a property unless the value is null.
void put(Value& properties, std::string_view name, Value value);
/// Sets a property that the Serverless Framework has no word for, of a resource that it makes: an extension says it.
void extend(TemplateResource&, std::string_view name, Value value);
/// The ids of the raw resources of a type.
std::vector<std::string_view> raw_resources(const Model&, std::string_view type);
/// What calls the function use: `Ref: XLambdaAlias`, or without an alias `Fn::GetAtt: [XLambdaFunction, Arn]`.
Value arn_of(const FunctionModel&);
/// Actions of a statement, all with one place.
Value texts(std::initializer_list<std::string_view> actions, Place);
Value allow(Value actions, Value resource);
/// To send to a topic or a queue.
Value to_receiver(bob::Kind, Place, const Value& arn);
/// `AssumeRolePolicyDocument` of a role that a service takes.
Value trust(std::string_view service, Value condition = {});
/// `Policies` of a role with one policy.
Value policies(std::string_view name, List statements);
/// The statement in the form of a policy document.
Value statement(const Model&, const bob::Statement&);
/// A statement of a resource policy, such as a bucket's.
Value policy_statement(const Model&, const bob::PolicyStatement&);
/// What `allows<…>` grants: a statement for each resource, in the order of first use. Reports an action that can't be
/// limited to the resource.
List action_statements(const Model&, std::span<const bob::Use>);
/// Lets a role use a KMS key, and only through the service whose data it encrypts.
Value on_key(const std::vector<std::string_view>& actions, Value key, std::string_view service, Place);
/// Whom a role is for, as findings call it.
struct RoleOwner {
    std::string named;  ///< "function `mail`"
    std::string_view noun;
    Place place;
};
/// What the role of these statements needs of the keys that their resources are encrypted with. Reports a key that a
/// policy can't name.
List key_statements(const Model&, const RoleOwner&, const List& statements);
/// Allows an AWS service to invoke the function. `which` tells it from the function's other permissions.
void permission(const FunctionModel&, std::string logical_id, std::string_view service, Value source_arn, Template&,
                bool made_by_serverless, std::string_view which);
/// A JSON string from the author as a value; invalid JSON is reported, and becomes null.
Value json(const Model&, const bob::Text&);
/// The same, written without whitespace, as AWS expects event patterns and inputs.
std::string compact_json(const Model&, const bob::Text&);
/// By what name the Serverless Framework calls an event source in logical ids, from its ARN; empty for an ARN that the
/// framework can't read, so that bob declares the mapping in both outputs.
std::string source_name(const Value& arn, bob::Kind);
/// Whether the framework takes such a value as an ARN: a literal, or one of a few functions.
bool framework_takes_arn(const Value&);
/// The same for the id of an HTTP API, where it takes a literal and `Fn::ImportValue`.
bool framework_takes_api_id(const Value&);
/// Whether the Serverless Framework creates the trigger, as it does for a pool with the logical id that it would
/// generate (for any other it would create a second pool), and for one without a version.
bool made_by_serverless(const Model&, const bob::CognitoEvent&);
/// Whether it creates one of the pool's.
bool has_triggers_of_serverless(const Model&, const TemplateResource& pool);
/// Its member of `LambdaConfig`, "PostConfirmation".
std::string_view trigger_name(bob::Trigger);
/// "V2_0", where the trigger has one: then `LambdaConfig` has a map of the function and the version.
std::string_view trigger_version(bob::Trigger);

}  // namespace lowering
}  // namespace bobgen
