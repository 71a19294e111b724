/// The compiler has checked the literals. This checks what was built while the stack's function ran, and what the types
/// alone do not exclude.
#include <fmt/format.h>

#include <algorithm>

#include "bob/identity_pool.h"
#include "generator/characters.h"
#include "generator/check/declared/model.h"
#include "generator/check/template/attributes.h"
#include "generator/lower/lower.h"
#include "generator/rules/combinations.h"
#include "generator/rules/functions.h"
#include "generator/rules/model.h"
#include "generator/rules/properties.h"
#include "generator/rules/rest.h"
#include "generator/rules/routes.h"

namespace bobgen {

namespace {

/// Checks one declaration.
class DeclarationCheck {
public:
    DeclarationCheck(std::string_view noun, std::string_view name, Place place, Report& report)
        : what_(noun), place_(place), report_(report) {
        if (!name.empty()) what_.append(" `").append(name).append("`");
    }

    void name(const bob::Text& given, bool valid, std::string_view noun, std::string_view wanted) {
        if (valid) return;
        report_.add({.rule = &rules::invalid_name,
                     .message = (given.empty() ? "an empty text" : "`" + std::string(given.text) + "`") +
                                " is not a valid name for " + std::string(noun),
                     .primary = {Place(given.place).or_else(place_), "built at run time"},
                     .related = {},
                     .fix = "use " + std::string(wanted)});
    }
    void object_name(const bob::Text& given, std::string_view noun) {
        name(given, bob::names::is_object_name(given.text), noun,
             "letters, digits, `.`, `-` and `_`, starting with a letter");
    }
    void table_name(const bob::Text& given, std::string_view noun) {
        name(given, bob::names::is_table_name(given.text), noun, "3 to 255 letters, digits, `.`, `-` and `_`");
    }
    void logical_id(const bob::Text& given, std::string_view noun) {
        name(given, bob::names::is_logical_id(given.text), noun, "1 to 255 letters and digits");
    }

    /// Lists that were given more elements than they can hold.
    void room(const auto& list, std::string_view elements, Place place = {}) {
        if (!list.overflow()) return;
        const std::string limit = std::to_string(list.limit());
        report_.add({.rule = &rules::too_many_elements,
                     .message = what_ + " has more than " + limit + " " + std::string(elements),
                     .primary = {place.or_else(place_), {}},
                     .related = {},
                     .fix = "declare at most " + limit});
    }
    void statement(const bob::Statement& one) {
        room(one.actions, "actions in a statement", one.place());
        room(one.resources, "resources in a statement", one.place());
        room(one.conditions, "conditions in a statement", one.place());
        for (const bob::StatementCondition& condition : one.conditions)
            room(condition.values, "values in a statement's condition", condition.test.place);
    }
    /// Letters, digits, blanks and `_.:/=+-@`; characters beyond ASCII are left to the service.
    void tag(std::string_view key, std::string_view value, Place place) {
        const auto valid = [](std::string_view text) {
            return std::all_of(text.begin(), text.end(), [](char c) {
                return (static_cast<unsigned char>(c) & 0x80) != 0 || bob::names::every({&c, 1}, " _.:/=+-@");
            });
        };
        const bool key_fits = !key.empty() && key.size() <= 128 && !key.starts_with("aws:");
        if (key_fits && value.size() <= 256 && valid(key) && valid(value)) return;
        report_.add({.rule = &rules::invalid_tag,
                     .message = what_ + " has a tag that AWS rejects: `" + std::string(key) + "`",
                     .primary = {place.or_else(place_), {}},
                     .related = {},
                     .fix = "use a key of 1 to 128 characters that does not start with `aws:` and a value of at "
                            "most 256 characters, both with letters, digits, blanks and `_.:/=+-@` only"});
    }
    void tags(const auto& list) {
        room(list, "tags");
        for (const bob::Tag& one : list) tag(one.key.text, one.value.text, one.key.place);
    }
    /// They are handed to a command as `key=value`, and each key once.
    void stack_tags(const std::vector<Model::StackTag>& all) {
        for (auto one = all.begin(); one != all.end(); ++one) {
            tag(one->key, one->value, one->place);
            const auto first =
                std::find_if(all.begin(), one, [&](const Model::StackTag& other) { return other.key == one->key; });
            if (first != one)
                report_.add({.rule = &rules::invalid_tag,
                             .message = what_ + " has the tag `" + one->key + "` twice",
                             .primary = {Place(one->place).or_else(place_), "again"},
                             .related = {{first->place, "first here"}},
                             .fix = "remove one of the two"});
            else if (one->value.empty() || one->key.find('=') != one->key.npos)
                report_.add({.rule = &rules::invalid_tag,
                             .message = what_ + " has a tag that a deployment can't be given: `" + one->key + "`",
                             .primary = {Place(one->place).or_else(place_), {}},
                             .related = {},
                             .fix = "use a key without `=`, and a value that is not empty",
                             .why = "CloudFormation takes a stack's tags as `key=value`, and its tags have a value of "
                                    "1 to 256 characters"});
        }
    }
    void role_path(const bob::Text& given) {
        if (given)
            name(given, bob::names::is_role_path(given.text), "the path of a role",
                 "`/`, or at most 512 printable characters without a blank that begin and end with a slash");
    }
    void vpc(const bob::VpcConfig& given) {
        room(given.security_group_ids, "security groups");
        room(given.subnet_ids, "subnets");
        if (given.security_group_ids.empty() == given.subnet_ids.empty()) return;
        const bool has_subnets = given.security_group_ids.empty();
        report_.add(
            {.rule = &rules::incomplete_function,
             .message =
                 what_ + (has_subnets ? " has subnets, but no security group" : " has security groups, but no subnet"),
             .primary = {Place((has_subnets ? given.subnet_ids[0] : given.security_group_ids[0]).place).or_else(place_),
                         {}},
             .related = {},
             .fix = has_subnets ? "add `.security_group_ids`" : "add `.subnet_ids`",
             .why = "Lambda connects a function to a VPC by both, and refuses one without the other"});
    }
    void fault(const Rule& rule, std::string_view what, Place place, std::string fix, std::string_view why = {}) {
        report_.add({.rule = &rule,
                     .message = what_ + " " + std::string(what),
                     .primary = {place.or_else(place_), {}},
                     .related = {},
                     .fix = std::move(fix),
                     .why = std::string(why)});
    }
    void alias(const bob::Alias& given) {
        if (!given.given()) return;
        const Place place = given.name.place;
        if (given.name)
            name(given.name, bob::names::is_alias_name(given.name.text), "an alias",
                 "1 to 128 letters, digits, `-` and `_` that are not digits alone");
        else
            fault(rules::invalid_name, "has an alias without a name", place, "set `.alias.name`",
                  "an alias is called by its name, and without one there is none");
        const bob::AdditionalVersion& other = given.additional_version;
        if (other.version && !other.weight.set) without(".weight", ".additional_version.version", other.version.place);
        if (other.weight.set && !other.version) without(".version", ".additional_version.weight", other.weight.place);
        room(given.scaling.schedules, "schedules of its provisioned concurrency", place);
        if (given.scaling && !given.provisioned_concurrency.set)
            without(".alias.provisioned_concurrency", ".alias.scaling",
                    Place(given.scaling.maximum.place).or_else(place));
        if (given.scaling && !given.scaling.maximum.set)
            without(".maximum", ".alias.scaling", Place(given.scaling.target_utilization.place).or_else(place));
    }
    void url(const bob::FunctionUrl& given) {
        if (!given.given()) return;
        if (!given) without(".auth_type", ".url", Place(given.cors.place).or_else(given.invoke_mode.place));
        cors(given.cors);
    }
    /// Lambda rejects a mapping or a rule that lacks one of these.
    void sources(const bob::Function& one) {
        const auto lacks = [&](std::string_view what, std::string fix, Place place) {
            fault(rules::missing_property, what, place, std::move(fix),
                  "nothing would come from there: the deployment fails at this event");
        };
        for (const bob::KafkaEvent& event : one.kafka) {
            room(event.bootstrap_servers, "bootstrap servers of an event", event.topic.place);
            room(event.access, "ways of access of an event", event.topic.place);
            room(event.filters, "filters of an event", event.topic.place);
            if (!bob::detail::is_whole(event))
                lacks("has a Kafka event without a topic, or not with one of a cluster and bootstrap servers",
                      "set `.topic`, and either `.cluster` or `.bootstrap_servers`", event.topic.place);
        }
        for (const bob::BrokerEvent& event : one.mq) {
            room(event.filters, "filters of an event", event.queue.place);
            if (!bob::detail::is_whole(event))
                lacks("has an event of a broker that lacks its broker, queue or credentials",
                      "set `.broker`, `.queue` and `.credentials`", event.queue.place);
        }
        for (const bob::DocumentDbEvent& event : one.document_db) {
            room(event.filters, "filters of an event", event.database.place);
            if (!bob::detail::is_whole(event))
                lacks("has an event of DocumentDB that lacks its cluster, database or credentials",
                      "set `.cluster`, `.database` and `.credentials`", event.database.place);
        }
        for (const bob::AlbEvent& event : one.alb) {
            room(event.paths, "paths of an event", event.listener.place);
            room(event.hosts, "hosts of an event", event.listener.place);
            room(event.methods, "methods of an event", event.listener.place);
            if (!bob::detail::is_whole(event))
                lacks("has an event of a load balancer that lacks its listener, a priority or a condition",
                      "set `.listener`, `.priority`, and one of `.paths`, `.hosts` and `.methods`",
                      event.listener.place);
        }
    }
    void form(const bob::Function& one) {
        const bob::FileSystem& files = one.file_system;
        if (files && !files.access_point) without(".access_point", ".file_system", files.local_mount_path.place);
        if (files && !bob::names::is_mount_path(files.local_mount_path.text))
            fault(rules::function_setting_out_of_range, "mounts its file system at a path that Lambda refuses",
                  Place(files.local_mount_path.place).or_else(files.access_point.place),
                  "write `/mnt/` and a name of letters, digits, `-`, `_` and `.`, of at most 160 characters in all");
        if (one.image.given() && !one.image)
            fault(rules::incomplete_function, "has settings of a container image, and no image", {},
                  "set `.image.uri`");
        if (one.image)
            for (const auto& [there, word, place] :
                 {std::tuple(static_cast<bool>(one.handler), ".handler", Place(one.handler.place)),
                  std::tuple(one.runtime.set, ".runtime", Place(one.runtime.place)),
                  std::tuple(!one.layers.empty(), ".layers",
                             one.layers.empty() ? Place() : Place(one.layers[0].place))})
                if (there)
                    fault(rules::image_with_runtime, fmt::format("is a container image, and sets `{}`", word), place,
                          fmt::format("remove `{}`: the image has its own", word));
        if (one.snap_start.set && !one.alias.given() && !one.publish_version.set)
            without(".alias", ".snap_start", one.snap_start.place);
        const bob::RuntimeManagement& updates = one.runtime_management;
        const bool manual = updates.update_on.set && *updates.update_on == bob::UpdateRuntimeOn::manual;
        if (manual && !updates.version_arn)
            without(".version_arn", ".runtime_management.update_on", updates.update_on.place);
        if (!manual && updates.version_arn)
            without(".update_on", ".runtime_management.version_arn", updates.version_arn.place);
        const bob::Logging& logging = one.logging;
        const bool json = logging.format.set && *logging.format == bob::LogFormat::json;
        if ((logging.application_level.set || logging.system_level.set) && !json)
            without(".format = LogFormat::json",
                    logging.application_level.set ? ".logging.application_level" : ".logging.system_level",
                    logging.application_level.set ? logging.application_level.place : logging.system_level.place);
    }
    void without(std::string_view missing, std::string_view setting, Place place) {
        report_.add({.rule = &rules::setting_without_target,
                     .message = what_ + " has " + backticked(setting) + " without " + backticked(missing),
                     .primary = {place.or_else(place_), "has no effect"},
                     .related = {},
                     .fix = "set " + backticked(missing) + ", or remove this"});
    }
    void statements_of_given_role(const bob::Statement& first, const bob::Expression& role) {
        report_.add({.rule = &rules::setting_without_target,
                     .message = what_ + " has `.statements`, and its role is given",
                     .primary = {Place(first.place()).or_else(place_), "has no effect"},
                     .related = {{role.place, "the role"}},
                     .fix = "remove them here, and allow it where the role is made"});
    }
    void mapped_client(std::string_view name, Place place) {
        report_.add(
            {.rule = &rules::setting_without_target,
             .message = what_ + " maps roles of client " + backticked(name) + ", which is not among its `.clients`",
             .primary = {place, "has no effect"},
             .related = {},
             .fix = "add the client to `.clients`, or remove the mapping"});
    }
    void private_domain() {
        report_.add({.rule = &rules::domain_not_offered,
                     .message = what_ + " is of a private API",
                     .primary = {place_, "`.endpoint_type = EndpointType::private_`"},
                     .related = {},
                     .fix = "declare a `bob::aws::apigateway::DomainNameV2`, or make this one regional",
                     .why = "a private domain is of another type, with a policy and with access associations"});
    }
    void batch(const bob::StreamBatch& one) { room(one.filters, "filters of an event"); }
    void cors(const bob::CorsChoice& choice) {
        if (!choice.settings) return;
        room(choice.settings->origins, "origins in its CORS", choice.place);
        room(choice.settings->headers, "headers in its CORS", choice.place);
        room(choice.settings->methods, "methods in its CORS", choice.place);
        room(choice.settings->expose_headers, "exposed headers in its CORS", choice.place);
        const auto& origins = choice.settings->origins;
        const bool any = origins.empty() || std::any_of(origins.begin(), origins.end(),
                                                        [](const bob::Expression& one) { return one.text == "*"; });
        if (!choice.settings->allow_credentials || !any) return;
        report_.add({.rule = &rules::credentials_for_any_origin,
                     .message = what_ + " allows credentials for any origin",
                     .primary = {Place(choice.place).or_else(place_), "these CORS settings"},
                     .related = {},
                     .fix = "list the origins in `.origins`, or remove `.allow_credentials`"});
    }

    /// A reference to where a secret is kept tells nothing.
    void no_default(const bob::Expression& given) {
        using Form = bob::Expression::Form;
        if (given.form == Form::none || given.form == Form::secret || given.text.starts_with("{{resolve:")) return;
        report_.add({.rule = &rules::published_default,
                     .message = what_ + " is not to be shown, and its default is in the template for all to read",
                     .primary = {Place(given.place).or_else(place_), {}},
                     .related = {},
                     .fix = "remove `.default_value`, and give the value with each deployment; or keep it in Secrets "
                            "Manager, and write `bob::Secret` where it is used"});
    }
    void no_snapshot(const bob::Setting<bob::DeletionPolicy>& own, std::string_view words) {
        if (!own.set || *own != bob::DeletionPolicy::snapshot) return;
        report_.add({.rule = &rules::unsupported_deletion_policy,
                     .message = what_ + " " + std::string(words),
                     .primary = {own.place, {}},
                     .related = {{place_, "declared here"}},
                     .fix = "write `retain` to keep it, or `remove` to delete it"});
    }
    void replacement_policy(const bob::Setting<bob::DeletionPolicy>& own) {
        if (own.set && *own == bob::DeletionPolicy::retain_except_on_create) {
            report_.add({.rule = &rules::unsupported_deletion_policy,
                         .message = what_ + " has a replacement policy that is only allowed for deletion",
                         .primary = {own.place, {}},
                         .related = {{place_, "declared here"}},
                         .fix = "write `retain`: a resource that is replaced already exists"});
        }
    }

private:
    std::string what_;
    Place place_;
    Report& report_;
};

/// The statements of a resource policy.
void policy(const auto& statements, DeclarationCheck& look, Place place = {}) {
    look.room(statements, "policy statements", place);
    for (const bob::PolicyStatement& each : statements) {
        look.statement(each.statement);
        look.room(each.principal.ids, "ids of a principal", each.principal.type.place);
    }
}

void check(const bob::Table<>& one, DeclarationCheck& look) {
    look.table_name(one.name, "a table");
    look.room(one.global_indexes, "global indexes");
    look.room(one.local_indexes, "local indexes");
    const auto index = [&](const auto& each) {
        look.table_name(each.name, "an index");
        look.room(each.projection.attributes, "projected attributes in an index", each.name.place);
    };
    for (const auto& each : one.global_indexes) {
        index(each);
        look.room(each.partition_key, "partition key attributes in an index", each.name.place);
        look.room(each.sort_key, "sort key attributes in an index", each.name.place);
    }
    for (const auto& each : one.local_indexes) index(each);
    look.room(one.vector_indexes, "vector indexes");
    for (const auto& each : one.vector_indexes) {
        index(each);
        look.room(each.filters, "filters in a vector index", each.name.place);
    }
    if (one.policy) policy(one.policy.settings->statements, look);
    if (!one.replication) return;
    const bob::Replication& with = *one.replication.settings;
    look.room(with.replicas, "replicas", one.replication.place);
    const bool provisioned = one.capacity.mode == bob::BillingMode::provisioned;
    for (const bob::Replica& each : with.replicas) {
        look.tags(each.tags);
        if (each.read && !provisioned) look.without(".capacity = Provisioned{…}", ".read", each.read.place);
        if (each.read_scaling && !provisioned)
            look.without(".capacity = Provisioned{…}", ".read_scaling", each.read_scaling.min.place);
        if (each.max_read && provisioned) look.without(".capacity = OnDemand{…}", ".max_read", each.max_read.place);
        if (each.policy) policy(each.policy.settings->statements, look);
    }
}

void check(const bob::Function& one, DeclarationCheck& look) {
    look.name(one.name, bob::names::is_function_name(one.name.text), "a function",
              "1 to 64 letters, digits, `-` and `_`");
    look.room(one.http, "`http` events");
    look.room(one.http_api, "`http_api` events");
    look.room(one.websocket, "`websocket` events");
    look.room(one.stream, "`stream` events");
    look.room(one.kinesis, "`kinesis` events");
    look.room(one.sqs, "`sqs` events");
    look.room(one.sns, "`sns` events");
    look.room(one.s3, "`s3` events");
    look.room(one.event_bridge, "`event_bridge` events");
    look.room(one.schedule, "`schedule` events");
    look.room(one.cognito, "`cognito` events");
    look.room(one.uses, "`uses`");
    look.room(one.statements, "statements");
    look.room(one.environment, "environment variables");
    look.room(one.layers, "layers");
    look.room(one.managed_policies, "managed policies");
    look.room(one.image.command, "words in its command");
    look.room(one.image.entry_point, "words in its entry point");
    look.room(one.kafka, "`kafka` events");
    look.room(one.mq, "`mq` events");
    look.room(one.document_db, "`document_db` events");
    look.room(one.iot, "`iot` events");
    look.room(one.logs, "`logs` events");
    look.room(one.alarms, "`alarms`");
    look.room(one.alb, "`alb` events");
    look.sources(one);
    look.alias(one.alias);
    look.url(one.url);
    look.form(one);
    look.role_path(one.role_path);
    look.vpc(one.vpc);
    for (const bob::HttpEvent& event : one.http) look.cors(event.cors);
    for (const bob::StreamEvent& event : one.stream) look.batch(event.batch);
    for (const bob::KinesisEvent& event : one.kinesis) look.batch(event.batch);
    for (const bob::QueueEvent& event : one.sqs) look.room(event.filters, "filters of an event", event.queue.place);
    for (const bob::EventBridgeEvent& event : one.event_bridge) {
        look.room(event.sources, "sources of an event");
        look.room(event.detail_types, "detail types of an event");
    }
    for (const bob::Statement& statement : one.statements) look.statement(statement);
}

void check(const bob::UserPool& one, DeclarationCheck& look) {
    look.room(one.username_attributes, "user name attributes");
    look.room(one.alias_attributes, "alias attributes");
    look.room(one.auto_verified_attributes, "verified attributes");
    look.room(one.schema, "attributes in its schema");
    look.room(one.mfa_methods, "second factors");
    look.room(one.first_factors, "first factors");
    look.room(one.account_recovery, "ways of recovery");
}

void check(const bob::UserPoolClient& one, DeclarationCheck& look) {
    look.room(one.auth_flows, "authentication flows");
    look.room(one.oauth_flows, "OAuth flows");
    look.room(one.oauth_scopes, "OAuth scopes");
    look.room(one.callback_urls, "callback URLs");
    look.room(one.logout_urls, "logout URLs");
    look.room(one.identity_providers, "identity providers");
    look.room(one.read_attributes, "attributes to read");
    look.room(one.write_attributes, "attributes to write");
}

void check(const bob::ResourceServer& one, DeclarationCheck& look) { look.room(one.scopes, "scopes"); }

void check(const bob::IdentityPool& one, DeclarationCheck& look) {
    look.room(one.clients, "clients");
    look.room(one.saml_providers, "SAML providers");
    look.room(one.oidc_providers, "OpenID Connect providers");
    look.room(one.role_mappings, "role mappings");
    for (const bob::RoleMapping& each : one.role_mappings) {
        look.room(each.rules, "rules in a role mapping", Place(each.client.place).or_else(each.provider.place));
        bool signs_in = !each.client;
        for (const auto& client : one.clients) signs_in |= client.name == each.client.name;
        if (!signs_in) look.mapped_client(each.client.name, each.client.place);
    }
    for (const bob::IdentityRole* role : {&one.users, &one.guests}) {
        look.room(role->statements, "statements");
        for (const bob::Statement& statement : role->statements) look.statement(statement);
    }
}

void check(const bob::UserPoolDomain&, DeclarationCheck&) {}

void check(const bob::IdentityProvider& one, DeclarationCheck& look) {
    look.room(one.attribute_mapping, "mapped attributes");
}

void check(const bob::CognitoAuthorizer& one, DeclarationCheck& look) { look.room(one.scopes, "scopes"); }

void check(const bob::JwtAuthorizer& one, DeclarationCheck& look) {
    look.room(one.clients, "clients");
    look.room(one.audiences, "audiences");
    look.room(one.scopes, "scopes");
}

void check(const bob::LambdaAuthorizer& one, DeclarationCheck& look) {
    look.room(one.identity_sources, "identity sources");
}

/// A trace is in the execution log, or nowhere. A value of the stage's configuration counts for either.
void unlogged_traces(const auto& stage, const auto& parts, DeclarationCheck& look, Place place) {
    const auto traces = [](const auto& one) {
        return one.data_trace.set && (!one.data_trace.literal() || *one.data_trace);
    };
    const auto logs = [](const auto& one) {
        return one.execution_logs.set && *one.execution_logs != bob::ExecutionLogs::off;
    };
    bool is_logged = logs(stage), is_traced = traces(stage);
    for (const auto& one : parts) {
        is_logged = is_logged || logs(one);
        is_traced = is_traced || traces(one);
    }
    if (is_traced && !is_logged) look.without(".execution_logs", ".data_trace", place);
}

void check(const bob::RestApi& one, DeclarationCheck& look) {
    look.cors(one.cors);
    look.room(one.existing.paths, "existing paths");
    look.room(one.gateway_responses, "gateway responses");
    look.room(one.vpc_endpoint_ids, "VPC endpoints");
    look.room(one.binary_media_types, "media types");
    if (!one.vpc_endpoint_ids.empty() && one.endpoint_type != bob::EndpointType::private_ && !one.existing)
        look.without(".endpoint_type = EndpointType::private_", ".vpc_endpoint_ids", one.vpc_endpoint_ids[0].place);
    if (one.policy) policy(one.policy.settings->statements, look, one.policy.place);
    if (one.stage) {
        const bob::RestStage& stage = *one.stage.settings;
        look.room(stage.methods, "methods in its stage", one.stage.place);
        look.room(stage.variables, "variables in its stage", one.stage.place);
        look.room(stage.canary.variables, "variables in its canary", one.stage.place);
        unlogged_traces(stage, stage.methods, look, one.stage.place);
        if (!stage.canary.variables.empty() && !stage.canary.percent)
            look.without(".canary.percent", ".canary.variables", stage.canary.variables[0].name.place);
    }
}

void check(const bob::RestRoute& one, DeclarationCheck& look) {
    look.cors(one.http.cors);
    look.room(one.statements, "statements");
    for (const bob::Statement& statement : one.statements) look.statement(statement);
}
void check(const bob::ApiKey&, DeclarationCheck&) {}
void check(const bob::UsagePlan& one, DeclarationCheck& look) {
    look.room(one.methods, "methods");
    look.room(one.keys, "keys");
}
void check(const bob::RestDomain& one, DeclarationCheck& look) {
    look.room(one.base_paths, "base paths");
    if (one.endpoint_type == bob::EndpointType::private_) look.private_domain();
}

void check(const bob::HttpApi& one, DeclarationCheck& look) {
    look.cors(one.cors);
    if (!one.stage) return;
    look.room(one.stage.settings->routes, "routes in its stage", one.stage.place);
    look.room(one.stage.settings->variables, "variables in its stage", one.stage.place);
}

void check(const bob::HttpRoute& one, DeclarationCheck& look) {
    look.room(one.statements, "statements");
    for (const bob::Statement& statement : one.statements) look.statement(statement);
    if (one.vpc_link && !one.uri) look.without(".uri", ".vpc_link", one.vpc_link.place);
    if (one.tls_server_name && !one.vpc_link) look.without(".vpc_link", ".tls_server_name", one.tls_server_name.place);
    if (one.role && one.calls.name().empty()) look.without(".calls", ".role", one.role.place);
    if (!one.statements.empty() && one.calls.name().empty())
        look.without(".calls", ".statements", one.statements[0].place());
    if (!one.statements.empty() && !one.calls.name().empty() && one.role)
        look.statements_of_given_role(one.statements[0], one.role);
    if (one.service_method.set && !one.uri) look.without(".uri", ".service_method", one.service_method.place);
}
void check(const bob::VpcLink& one, DeclarationCheck& look) {
    look.room(one.subnet_ids, "subnets");
    look.room(one.security_group_ids, "security groups");
}
void check(const bob::HttpDomain& one, DeclarationCheck& look) { look.room(one.base_paths, "base paths"); }

void check(const bob::WebSocketApi& one, DeclarationCheck& look) {
    look.room(one.routes, "routes of its stage");
    look.room(one.variables, "variables of its stage");
    unlogged_traces(one, one.routes, look, Place(one.name.place).or_else(one.route_selection_expression.place));
}

void check(const bob::Bucket& one, DeclarationCheck& look) {
    look.room(one.cors, "CORS rules");
    for (const bob::BucketCorsRule& rule : one.cors) {
        const Place place = rule.allowed_origins.empty() ? Place() : rule.allowed_origins[0].place;
        look.room(rule.allowed_origins, "origins in a CORS rule", place);
        look.room(rule.allowed_methods, "methods in a CORS rule", place);
        look.room(rule.allowed_headers, "headers in a CORS rule", place);
        look.room(rule.expose_headers, "exposed headers in a CORS rule", place);
    }
    policy(one.policy, look);
    if (one.access_logs.prefix && !one.access_logs.bucket && !one.existing)
        look.without(".access_logs.bucket", ".access_logs.prefix", one.access_logs.prefix.place);
}

void check(const bob::Queue& one, DeclarationCheck& look) {
    if (one.dead_letters.max_receive_count && !one.dead_letters.queue && !one.existing)
        look.without(".dead_letters.queue", ".dead_letters.max_receive_count",
                     one.dead_letters.max_receive_count.place);
}
void check(const bob::Topic&, DeclarationCheck&) {}

// The logical ids of resources, parameters and outputs are checked in the template.
void check(const bob::Output&, DeclarationCheck&) {}
void check(const bob::RawResource&, DeclarationCheck&) {}
void check(const bob::Parameter& one, DeclarationCheck& look) {
    look.room(one.allowed_values, "allowed values");
    if (one.no_echo) look.no_default(one.default_value);
}

void check(const bob::Condition& one, DeclarationCheck& look) {
    look.logical_id(one.name, "a condition");
    look.room(one.equals, "strings to compare");
    look.room(one.not_equals, "strings to compare");
    look.room(one.all_of, "conditions in it");
    look.room(one.any_of, "conditions in it");
}

template <class T>
void check_if(const bob::Resource& resource, Report& report) {
    const T* one = resource.as<T>();
    if (!one) return;
    DeclarationCheck look(bob::info(resource.kind()).noun, resource.name(), one->name.place, report);
    check(*one, look);
    if constexpr (requires { one->tags; }) look.tags(one->tags);
    if constexpr (requires { one->deletion_policy; }) {
        bool snapshots = false;
        if constexpr (requires { one->type; }) snapshots = has_snapshots(one->type.text);
        if (!snapshots) {
            look.no_snapshot(one->deletion_policy,
                             "asks for a snapshot when it is deleted, but its type does not support snapshots");
            look.no_snapshot(one->update_replace_policy,
                             "asks for a snapshot when it is replaced, but its type does not support snapshots");
        }
        look.replacement_policy(one->update_replace_policy);
    }
}

template <class... Kinds>
void check_any(const bob::Resource& resource, Report& report) {
    (check_if<Kinds>(resource, report), ...);
}

/// For kinds whose name becomes a logical id by dropping everything except letters and digits. Tables and functions
/// have their own rules, and names that are logical ids are checked in the template.
void check_name(const bob::Resource& resource, Report& report) {
    const bob::KindInfo& info = bob::info(resource.kind());
    const bool own_rules = info.kind == bob::Kind::table || info.kind == bob::Kind::function;
    if (own_rules || (info.form != bob::IdForm::object && info.form != bob::IdForm::function)) return;
    const bool vowel = std::string_view("aeioAEIO").find(info.noun[0]) != std::string_view::npos;
    DeclarationCheck(info.noun, resource.name(), resource.place(), report)
        .object_name(resource.written_name(), (vowel ? "an " : "a ") + std::string(info.noun));
}

template <class T>
void check_change(const bob::Resource& resource, Report& report) {
    const T* one = resource.as<T>();
    if (!one) return;
    DeclarationCheck look(bob::info(resource.kind()).noun, {}, resource.place(), report);
    look.tags(one->tags);
    look.room(one->remove, "paths to remove");
    look.room(one->depends_on, "dependencies");
}

void check_stack(const Model& model, Report& report) {
    const bob::Stack& stack = model.stack;
    DeclarationCheck look("stack", stack.name.text, stack.name.place, report);
    look.object_name(stack.name, "a stack");
    look.tags(stack.tags);
    look.room(stack.stack_tags, "tags of the stack itself");
    look.room(stack.alarms.topics, "topics that alarms tell");
    look.stack_tags(model.stack_tags);
    look.room(stack.functions.environment, "environment variables for its functions");
    look.role_path(stack.functions.role_path);
    look.vpc(stack.functions.vpc);
    look.no_snapshot(stack.data_policy,
                     "asks for snapshots of its data, but tables, user pools and buckets do not support snapshots");
}

/// The one of which it is a version.
bob::Trigger moment_of(bob::Trigger trigger) {
    const bool is_version =
        trigger == bob::Trigger::pre_token_generation_v2 || trigger == bob::Trigger::pre_token_generation_v3;
    return is_version ? bob::Trigger::pre_token_generation : trigger;
}

void check_triggers(const Model& model, Report& report) {
    struct Seen {
        const bob::CognitoEvent* event;
        const FunctionModel* function;
    };
    std::vector<Seen> seen;
    for (const FunctionModel& function : model.functions)
        for (const bob::CognitoEvent& event : function.declared->cognito) {
            const auto same = std::find_if(seen.begin(), seen.end(), [&](const Seen& one) {
                return one.event->user_pool.name == event.user_pool.name &&
                       moment_of(one.event->trigger) == moment_of(event.trigger);
            });
            if (same == seen.end()) {
                seen.push_back({&event, &function});
                continue;
            }
            report.add({.rule = &rules::trigger_declared_twice,
                        .message = "user pool " + backticked(event.user_pool.name) + " has its trigger " +
                                   backticked(lowering::trigger_name(moment_of(event.trigger))) + " twice",
                        .primary = {Place(event.user_pool.place).or_else(function.place),
                                    "function " + backticked(function.key)},
                        .related = {{Place(same->event->user_pool.place).or_else(same->function->place),
                                     "function " + backticked(same->function->key)}},
                        .fix = "keep one of the two, and let it call the other's code"});
        }
}

}  // namespace

void check_declarations(const Model& model, Report& report) {
    check_stack(model, report);
    check_triggers(model, report);
    for (const bob::Resource& resource : model.stack.resources) {
        check_name(resource, report);
        check_change<bob::Override>(resource, report);
        check_change<bob::Every>(resource, report);
        check_any<bob::Table<>, bob::Function, bob::UserPool, bob::UserPoolClient, bob::UserPoolDomain,
                  bob::IdentityProvider, bob::ResourceServer, bob::IdentityPool, bob::CognitoAuthorizer,
                  bob::JwtAuthorizer, bob::LambdaAuthorizer, bob::RestApi, bob::RestRoute, bob::ApiKey, bob::UsagePlan,
                  bob::RestDomain, bob::HttpApi, bob::WebSocketApi, bob::HttpRoute, bob::VpcLink, bob::HttpDomain,
                  bob::Bucket, bob::Queue, bob::Topic, bob::Output, bob::Parameter, bob::Condition, bob::RawResource>(
            resource, report);
    }
}

}  // namespace bobgen
