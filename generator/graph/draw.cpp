#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "generator/analysis/facts.h"
#include "generator/analysis/roles.h"
#include "generator/diff/effects/routes.h"
#include "generator/graph/picture.h"

namespace bobgen::graph {

namespace {

struct DrawnType {
    std::string_view type;
    Kind kind;
    std::string_view what;
    std::string_view affix = {};  ///< before or behind the name in a logical id, where the word says it already
};
constexpr DrawnType drawn_types[] = {
    {"AWS::Lambda::Function", Kind::worker, "function", "LambdaFunction"},
    {"AWS::Serverless::Function", Kind::worker, "function", "Function"},
    {"AWS::StepFunctions::StateMachine", Kind::worker, "state machine"},
    {"AWS::Serverless::StateMachine", Kind::worker, "state machine"},
    {"AWS::Pipes::Pipe", Kind::worker, "pipe"},
    {"AWS::DynamoDB::Table", Kind::store, "table", "Table"},
    {"AWS::DynamoDB::GlobalTable", Kind::store, "global table", "Table"},
    {"AWS::Serverless::SimpleTable", Kind::store, "table", "Table"},
    {"AWS::S3::Bucket", Kind::store, "bucket", "Bucket"},
    {"AWS::RDS::DBCluster", Kind::store, "database"},
    {"AWS::RDS::DBInstance", Kind::store, "database"},
    {"AWS::SecretsManager::Secret", Kind::store, "secret", "Secret"},
    {"AWS::SSM::Parameter", Kind::store, "parameter"},
    {"AWS::ElastiCache::ServerlessCache", Kind::store, "cache"},
    {"AWS::EFS::FileSystem", Kind::store, "file system"},
    {"AWS::SQS::Queue", Kind::queue, "queue", "Queue"},
    {"AWS::SNS::Topic", Kind::queue, "topic", "Topic"},
    {"AWS::Kinesis::Stream", Kind::queue, "stream", "Stream"},
    {"AWS::KinesisFirehose::DeliveryStream", Kind::queue, "delivery stream"},
    {"AWS::Events::EventBus", Kind::queue, "event bus", "EventBus"},
    {"AWS::Events::Rule", Kind::schedule, "rule"},
    {"AWS::Scheduler::Schedule", Kind::schedule, "schedule"},
    {"AWS::CloudWatch::Alarm", Kind::schedule, "alarm"},
    {"AWS::IoT::TopicRule", Kind::schedule, "IoT rule"},
    {"AWS::Logs::SubscriptionFilter", Kind::schedule, "log filter"},
    {"AWS::CloudFront::Distribution", Kind::schedule, "distribution"},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", Kind::schedule, "load balancer"},
    {"AWS::Cognito::UserPool", Kind::pool, "user pool", "CognitoUserPool"},
    {"AWS::Cognito::IdentityPool", Kind::pool, "identity pool", "IdentityPool"},
    {"AWS::KMS::Key", Kind::other, "key"},
};

const DrawnType* drawn_as(std::string_view type) {
    const auto* found = std::ranges::find(drawn_types, type, &DrawnType::type);
    return found == std::end(drawn_types) ? nullptr : found;
}

std::string_view without_affix(std::string_view id, std::string_view affix) {
    if (id.size() <= affix.size()) return id;
    if (id.ends_with(affix))
        id.remove_suffix(affix.size());
    else if (id.starts_with(affix))
        id.remove_prefix(affix.size());
    return id;
}

/// Stands for what is in no template.
constexpr std::string_view elsewhere_prefix = "elsewhere: ";
constexpr std::string_view caller_prefix = "caller: ";

constexpr std::string_view anyone = "anyone";
constexpr std::string_view connected = "whoever is connected";
constexpr std::string_view websocket_api = "WebSocket API";

/// `orders` of `arn:${AWS::Partition}:sqs:…:orders`, with the service before it.
std::string short_arn(std::string_view arn) {
    std::vector<std::string_view> parts;
    while (parts.size() < 5 && arn.find(':') != arn.npos) {
        // A placeholder has colons of its own.
        std::size_t end = 0, depth = 0;
        for (; end < arn.size() && (depth > 0 || arn[end] != ':'); ++end) {
            if (arn.substr(end).starts_with("${")) ++depth;
            if (arn[end] == '}' && depth > 0) --depth;
        }
        if (end == arn.size()) break;
        parts.push_back(arn.substr(0, end));
        arn.remove_prefix(end + 1);
    }
    if (parts.size() < 5 || parts[0] != "arn") return std::string(arn);
    return fmt::format("{} {}", parts[2], arn);
}

class Drawer {
public:
    Drawer(const Template& tree, std::string title) : facts_(tree), roles_(facts_) { made_.title = std::move(title); }

    Picture run() {
        for (const TemplateResource& one : facts_.tree.resources) add_resource(one);
        add_routes();
        for (const TemplateResource& one : facts_.tree.resources) add_sources(one);
        for (const TemplateResource& one : facts_.tree.resources) add_grants(one);
        leave_out_what_connects_nothing();
        std::ranges::stable_sort(made_.nodes, {}, &Node::kind);
        if (left_out_ > 0)
            made_.remarks.push_back(
                fmt::format("{} of {} resources are not drawn: they only belong to others, such as roles, log groups "
                            "and permissions.",
                            left_out_, facts_.tree.resources.size()));
        return std::move(made_);
    }

private:
    void add_resource(const TemplateResource& one) {
        const DrawnType* as = drawn_as(one.type);
        if (!as) {
            ++left_out_;
            return;
        }
        const std::string_view label = without_affix(one.logical_id, as->affix);
        std::string what(as->what);
        const Value& properties = facts_.properties(one);
        if (as->kind == Kind::schedule)
            if (const auto when = text_of(properties.find("ScheduleExpression"))) what = *when;
        add_node({one.logical_id, as->kind, std::string(label), std::move(what)});
    }

    void add_node(Node node) {
        if (known_.try_emplace(node.id, made_.nodes.size()).second) made_.nodes.push_back(std::move(node));
    }

    void add_edge(std::string_view from, std::string_view to, Edge::Kind kind, std::string_view word = {}) {
        if (from.empty() || to.empty()) return;
        const auto [found, is_new] = edges_.try_emplace({std::string(from), std::string(to), kind}, made_.edges.size());
        if (is_new) made_.edges.push_back({std::string(from), std::string(to), kind, {}});
        if (!word.empty()) made_.edges[found->second].words.insert(std::string(word));
    }

    /// The node of a resource that a value names; of what is elsewhere, one that stands for it. Empty when nothing is
    /// named.
    std::string named(const Value* value) {
        if (!value || value->is_null()) return {};
        const RoleTarget target = roles_.target(value);
        return of_target(target);
    }

    std::string of_target(const RoleTarget& target) {
        if (target.resource) {
            const TemplateResource* one = target.resource;
            if (const TemplateResource* function = function_of(one->logical_id, facts_.names)) one = function;
            return known_.contains(one->logical_id) ? one->logical_id : std::string();
        }
        if (target.arn.empty()) return {};
        const bool is_all = target.arn == "*";
        std::string id = fmt::format("{}{}", elsewhere_prefix, target.arn);
        add_node({id, Kind::elsewhere, is_all ? "any resource" : short_arn(target.arn), is_all ? "" : "elsewhere"});
        return id;
    }

    void add_routes() {
        const diff::Side side(facts_.tree, facts_.names, roles_.deployment);
        for (const auto& [key, route] : diff::routes_of(side)) {
            std::string group;
            if (const TemplateResource* api = facts_.names.resource(route.api)) {
                group = api->logical_id;
                if (std::ranges::find(made_.groups, group, &Group::id) == made_.groups.end())
                    made_.groups.push_back({group, api_label(*api)});
            }
            const std::string id = "route: " + key;
            const TemplateResource* function = function_of(route.target, facts_.names);
            const std::string target = function ? function->logical_id : route.target;
            std::string label = diff::shown(route.name);
            if (label.starts_with("URL of ")) label = fmt::format("URL of {}", without_affix(target, "LambdaFunction"));
            add_node({id, Kind::route, std::move(label), "route", group});
            const std::string caller = caller_of(route);
            add_edge(caller, id, Edge::Kind::calls);
            if (known_.contains(target))
                add_edge(id, target, Edge::Kind::calls);
            else
                add_target_of_route(route, id);
        }
    }

    std::string api_label(const TemplateResource& api) const {
        if (api.type == "AWS::ApiGateway::RestApi" || api.type == "AWS::Serverless::Api") return "REST API";
        return std::string(is_websocket_api(facts_.properties(api)) ? websocket_api : "HTTP API");
    }

    /// Of the authorizer's logical id, or of a reference to it.
    static std::string signed_in(std::string_view authorizer) {
        if (authorizer.starts_with("${") && authorizer.ends_with("}"))
            authorizer = authorizer.substr(2, authorizer.size() - 3);
        for (const std::string_view affix : {"HttpApiAuthorizer", "ApiGatewayAuthorizer"})
            authorizer = without_affix(authorizer, affix);
        return fmt::format("signed in: {}", authorizer);
    }

    std::string caller_of(const diff::GuardedRoute& route) {
        std::string label(anyone);
        const TemplateResource* api = facts_.names.resource(route.api);
        if (!route.open && api && api_label(*api) == websocket_api && route.name != "$connect") {
            label = connected;
        } else if (!route.open) {
            const std::size_t blank = route.guard.find(' ');
            const std::string type = route.guard.substr(0, blank);
            std::string_view authorizer =
                blank == std::string::npos ? "" : std::string_view(route.guard).substr(blank + 1);
            if (type == "AWS_IAM")
                label = "identities of AWS";
            else if (type == "NONE" && authorizer.empty())
                label = "whoever has an API key";
            else
                label = signed_in(diff::shown(authorizer));
        }
        std::string id = fmt::format("{}{}", caller_prefix, label);
        add_node({id, Kind::caller, label, "caller"});
        return id;
    }

    /// A route that leads to a service, as the role of its integration may call it.
    void add_target_of_route(const diff::GuardedRoute& route, const std::string& id) {
        const TemplateResource* resource = facts_.names.resource(route.logical_id);
        if (!resource) return;
        for (const Mention& one : facts_.mentions(*resource)) {
            const TemplateResource* integration = facts_.names.resource(one.name, "AWS::ApiGatewayV2::Integration");
            if (integration) add_grants_of(id, role_in(*integration));
        }
        add_grants_of(id, role_in(*resource));
    }

    const Role* role_in(const TemplateResource& of) const {
        const Value& properties = facts_.properties(of);
        for (const std::string_view name : {"Role", "RoleArn", "CredentialsArn"})
            if (const Role* role = roles_.find(properties.find(name))) return role;
        const Value* integration = properties.find("Integration");
        return integration ? roles_.find(integration->find("Credentials")) : nullptr;
    }

    void add_grants(const TemplateResource& of) {
        const auto found = known_.find(of.logical_id);
        if (found == known_.end()) return;
        if (const Role* role = role_in(of)) add_grants_of(of.logical_id, role);
        if (of.type == "AWS::Cognito::IdentityPool") add_roles_of_pool(of);
    }

    void add_roles_of_pool(const TemplateResource& pool) {
        for (const TemplateResource& one : facts_.tree.resources) {
            if (one.type != "AWS::Cognito::IdentityPoolRoleAttachment") continue;
            const Value& properties = facts_.properties(one);
            if (target_of_arn(properties.find("IdentityPoolId")) != pool.logical_id) continue;
            if (const Value* roles = properties.find("Roles"); roles && roles->is_map())
                for (const Member& role : roles->map())
                    if (const Role* known = roles_.find(&role.value)) add_grants_of(pool.logical_id, known);
        }
    }

    void add_grants_of(std::string_view from, const Role* role) {
        if (!role) return;
        for (const PolicyDocument* document : roles_.policies(*role))
            for (const PolicyStatement& one : document->statements) {
                if (one.allows == Verdict::no) continue;
                add_statement(from, one);
            }
    }

    void add_statement(std::string_view from, const PolicyStatement& statement) {
        const auto is_of_logs = [](const PolicyText& one) {
            return one.text.starts_with("logs:Create") || one.text.starts_with("logs:Put");
        };
        if (!statement.actions.negated && std::ranges::all_of(statement.actions.all, is_of_logs)) return;
        std::vector<PolicyText> resources = statement.resources.all;
        if (statement.resources.negated) resources = {{"*", statement.place}};
        for (const PolicyText& resource : resources) {
            if (resource.text.find("/@connections") != resource.text.npos) {
                add_messages_to_clients(from);
                continue;
            }
            RoleTarget target{resource.text, roles_.owner(resource.text)};
            if (!target.resource) target.resource = named_with_wildcard(resource.text);
            const std::string to = of_target(target);
            if (to.empty() || to == from) continue;
            if (statement.actions.negated) add_edge(from, to, Edge::Kind::may, "all but some");
            for (const PolicyText& action : statement.actions.all)
                add_edge(from, to, Edge::Kind::may, word_of(action.text, resource.text));
        }
    }

    /// Who manages the connections of a WebSocket API talks to those who are connected.
    void add_messages_to_clients(std::string_view from) {
        const std::string id = fmt::format("{}{}", elsewhere_prefix, connected);
        add_node({id, Kind::elsewhere, std::string(connected), "clients"});
        add_edge(from, id, Edge::Kind::may, "ManageConnections");
    }

    /// `arn:…:table/Orders/index/*` is about the table, `bucket/*` about the bucket.
    const TemplateResource* named_with_wildcard(std::string_view arn) const {
        for (const std::string_view end : {"/*", ":*", "*"})
            if (arn.size() > end.size() && arn.ends_with(end))
                if (const TemplateResource* found = roles_.owner(arn.substr(0, arn.size() - end.size()))) return found;
        return nullptr;
    }

    static std::string word_of(std::string_view action, std::string_view resource) {
        const std::size_t colon = action.find(':');
        if (colon == action.npos) return "everything";
        const std::string_view service = action.substr(0, colon), name = action.substr(colon + 1);
        if (resource == "*") return std::string(action);
        if (service != "dynamodb") return std::string(name);
        std::string_view index;
        if (const std::size_t at = resource.find("/index/"); at != resource.npos) index = resource.substr(at + 7);
        const bool is_stream = resource.find("/stream/") != resource.npos;
        struct Verb {
            std::string_view action, word;
        };
        static constexpr Verb verbs[] = {
            {"GetItem", "read"},
            {"BatchGetItem", "read"},
            {"ConditionCheckItem", "check"},
            {"Query", "query"},
            {"Scan", "scan"},
            {"PutItem", "write"},
            {"UpdateItem", "write"},
            {"BatchWriteItem", "write"},
            {"DeleteItem", "delete"},
            {"PartiQLSelect", "select"},
            {"PartiQLInsert", "write"},
            {"PartiQLUpdate", "write"},
            {"PartiQLDelete", "delete"},
            {"SearchVectors", "search"},
        };
        const auto* verb = std::ranges::find(verbs, name, &Verb::action);
        std::string word(is_stream ? "stream" : verb == std::end(verbs) ? name : verb->word);
        if (!index.empty()) word += fmt::format(" {}", index == "*" ? "any index" : index);
        return word;
    }

    /// What makes something run: who sends it events.
    void add_sources(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        const auto each_function = [&](const Value* in, auto visit) {
            if (!in) return;
            each_mention(*in, one.place, [&](const Mention& mention) {
                const TemplateResource* target = function_of(mention.name, facts_.names);
                if (!target) target = facts_.names.resource(mention.name);
                if (target && known_.contains(target->logical_id) && target->logical_id != one.logical_id)
                    visit(*target);
            });
        };
        const auto from_this = [&](const Value* in, std::string_view word = {}) {
            each_function(in, [&](const TemplateResource& to) {
                add_edge(one.logical_id, to.logical_id, Edge::Kind::calls, word);
            });
        };
        const std::string_view type = one.type;
        if (type == "AWS::Lambda::EventSourceMapping") {
            std::string from = named(properties.find("EventSourceArn"));
            if (from.empty() && properties.find("SelfManagedEventSource"))
                from = of_target({"Kafka outside of AWS", nullptr});
            add_edge(from, named_function(properties.find("FunctionName")), Edge::Kind::calls, "events");
            add_destinations(named_function(properties.find("FunctionName")), properties);
        } else if (type == "AWS::Lambda::EventInvokeConfig") {
            add_destinations(named_function(properties.find("FunctionName")), properties);
        } else if (type == "AWS::SNS::Subscription") {
            add_edge(named(properties.find("TopicArn")), named(properties.find("Endpoint")), Edge::Kind::calls,
                     "events");
        } else if (type == "AWS::S3::Bucket") {
            from_this(properties.find("NotificationConfiguration"), "events");
        } else if (type == "AWS::Cognito::UserPool") {
            if (const Value* triggers = properties.find("LambdaConfig"); triggers && triggers->is_map())
                for (const Member& trigger : triggers->map()) from_this(&trigger.value, trigger.name);
        } else if (type == "AWS::Events::Rule") {
            if (const Value* bus = properties.find("EventBusName"))
                add_edge(named(bus), one.logical_id, Edge::Kind::calls);
            from_this(properties.find("Targets"));
        } else if (type == "AWS::Scheduler::Schedule") {
            from_this(properties.find("Target"));
        } else if (type == "AWS::CloudWatch::Alarm") {
            for (const std::string_view name : {"AlarmActions", "OKActions"}) from_this(properties.find(name));
        } else if (type == "AWS::IoT::TopicRule") {
            from_this(properties.find("TopicRulePayload"));
        } else if (type == "AWS::Logs::SubscriptionFilter") {
            from_this(properties.find("DestinationArn"));
        } else if (type == "AWS::StepFunctions::StateMachine" || type == "AWS::Serverless::StateMachine") {
            for (const std::string_view name : {"Definition", "DefinitionString", "DefinitionSubstitutions"})
                from_this(properties.find(name), "runs");
        } else if (type == "AWS::Pipes::Pipe") {
            add_edge(named(properties.find("Source")), one.logical_id, Edge::Kind::calls, "events");
            for (const std::string_view name : {"Enrichment", "Target"}) from_this(properties.find(name));
        } else if (type == "AWS::SQS::Queue") {
            from_this(properties.find("RedrivePolicy"), "dead letters");
        } else if (type == "AWS::DynamoDB::Table") {
            from_this(properties.find("KinesisStreamSpecification"), "changes");
        } else if (type == "AWS::CloudFront::Distribution" || type == "AWS::ElasticLoadBalancingV2::TargetGroup") {
            for (const Mention& mention : facts_.mentions(one)) add_origin(one, mention);
        } else if (type == "AWS::ApiGateway::Authorizer" || type == "AWS::ApiGatewayV2::Authorizer") {
            const std::string caller = fmt::format("{}{}", caller_prefix, signed_in(one.logical_id));
            if (known_.contains(caller))
                each_function(properties.find("AuthorizerUri"), [&](const TemplateResource& to) {
                    add_edge(caller, to.logical_id, Edge::Kind::calls, "is let in by");
                });
        }
    }

    void add_origin(const TemplateResource& from, const Mention& mention) {
        const TemplateResource* to = function_of(mention.name, facts_.names);
        if (!to) to = facts_.names.resource(mention.name);
        if (!to || to == &from) return;
        if (known_.contains(to->logical_id)) add_edge(from.logical_id, to->logical_id, Edge::Kind::calls);
        for (const Node& node : made_.nodes)
            if (node.kind == Kind::route && node.group == to->logical_id)
                add_edge(from.logical_id, node.id, Edge::Kind::calls);
    }

    std::string named_function(const Value* value) const {
        const TemplateResource* one = value ? facts_.names.resource(target_of_arn(value)) : nullptr;
        const TemplateResource* function = one ? function_of(one->logical_id, facts_.names) : nullptr;
        if (function) one = function;
        return one && known_.contains(one->logical_id) ? one->logical_id : std::string();
    }

    void add_destinations(const std::string& from, const Value& properties) {
        const Value* destinations = properties.find("DestinationConfig");
        if (!destinations) return;
        for (const auto& [name, word] : {std::pair("OnFailure", "on failure"), std::pair("OnSuccess", "on success")})
            if (const Value* one = destinations->find(name))
                add_edge(from, named(one->find("Destination")), Edge::Kind::calls, word);
    }

    /// Alarms that tell nobody, keys and rules without a function in sight say nothing in a picture.
    void leave_out_what_connects_nothing() {
        std::set<std::string_view> connected;
        for (const Edge& one : made_.edges) {
            connected.insert(one.from);
            connected.insert(one.to);
        }
        std::set<std::string_view> into_worker;
        for (const Edge& one : made_.edges)
            if (made_.nodes[known_.at(one.to)].kind == Kind::worker) into_worker.insert(one.from);
        const auto is_dull = [&](const Node& one) {
            if (one.what == "alarm") return !into_worker.contains(one.id);
            return (one.kind == Kind::schedule || one.kind == Kind::other) && !connected.contains(one.id);
        };
        std::set<std::string> gone;
        for (const Node& one : made_.nodes)
            if (is_dull(one)) gone.insert(one.id);
        left_out_ += gone.size();
        std::erase_if(made_.nodes, [&](const Node& one) { return gone.contains(one.id); });
        std::erase_if(made_.edges, [&](const Edge& one) { return gone.contains(one.from) || gone.contains(one.to); });
    }

    Facts facts_;
    Roles roles_;
    Picture made_;
    std::unordered_map<std::string, std::size_t> known_;
    std::map<std::tuple<std::string, std::string, Edge::Kind>, std::size_t> edges_;
    std::size_t left_out_ = 0;
};

}  // namespace

const Node* Picture::find(std::string_view id) const {
    const auto found = std::ranges::find(nodes, id, &Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

std::string label_of(const Edge& edge) {
    constexpr std::size_t most = 4, most_characters = 60;
    std::string made;
    std::size_t count = 0, left = 0;
    const auto add = [&](std::string_view sign, const std::string& word) {
        const bool is_too_long = !made.empty() && made.size() + word.size() > most_characters;
        if (++count > most || left > 0 || is_too_long) {
            ++left;
            return;
        }
        made += (made.empty() ? "" : ", ") + std::string(sign) + word;
    };
    for (const std::string& word : edge.gained) add("+ ", word);
    for (const std::string& word : edge.lost) add("- ", word);
    for (const std::string& word : edge.words)
        if (!edge.gained.contains(word)) add("", word);
    if (left > 0) made += fmt::format(", {} more", left);
    return made;
}

std::string signed_label_of(const Edge& edge) {
    const bool has_signs = !edge.gained.empty() || !edge.lost.empty();
    return fmt::format("{}{}", has_signs ? "" : sign_of(edge.mark), label_of(edge));
}

std::string second_line_of(const Node& node) {
    std::string made = node.kind == Kind::caller || node.kind == Kind::route ? "" : node.what;
    if (!node.note.empty()) made += (made.empty() ? "" : ", ") + node.note;
    return made;
}

std::string on_one_line(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return made;
}

bool is_called(const Node& node, std::string_view name) { return node.id == name || node.label == name; }

namespace {

struct MarkWords {
    std::string_view name, sign, colour;
};
/// In the order of `Mark`.
constexpr MarkWords mark_words[] = {{"same", "", ""},
                                    {"added", "+ ", "#0072B2"},
                                    {"removed", "- ", "#767676"},
                                    {"changed", "~ ", "#B07D00"},
                                    {"dangerous", "! ", "#D55E00"}};
const MarkWords& words_of(Mark mark) { return mark_words[static_cast<std::size_t>(mark)]; }

}  // namespace

std::string_view name_of(Mark mark) { return words_of(mark).name; }
std::string_view sign_of(Mark mark) { return words_of(mark).sign; }
std::string_view colour_of(Mark mark) { return words_of(mark).colour; }

Picture draw_all_grants(const Template& tree, std::string title) { return Drawer(tree, std::move(title)).run(); }

Picture without_grants_of_events(Picture picture) {
    static constexpr std::string_view reading[] = {"stream",
                                                   "ReceiveMessage",
                                                   "DeleteMessage",
                                                   "GetQueueAttributes",
                                                   "ChangeMessageVisibility",
                                                   "DescribeStream",
                                                   "DescribeStreamSummary",
                                                   "GetRecords",
                                                   "GetShardIterator",
                                                   "ListShards",
                                                   "ListStreams",
                                                   "SubscribeToShard",
                                                   "ListStreams any index"};
    static constexpr std::string_view sending[] = {"SendMessage", "Publish", "InvokeFunction", "StartExecution"};
    std::set<std::pair<std::string, std::string>> calls;
    for (const Edge& one : picture.edges)
        if (one.kind == Edge::Kind::calls) calls.emplace(one.from, one.to);
    std::erase_if(picture.edges, [&](Edge& one) {
        if (one.kind != Edge::Kind::may) return false;
        const bool is_source = calls.contains({one.to, one.from});
        const bool is_destination = calls.contains({one.from, one.to});
        if (is_source)
            for (const std::string_view word : reading) one.words.erase(std::string(word));
        if (is_destination)
            for (const std::string_view word : sending) one.words.erase(std::string(word));
        return (is_source || is_destination) && one.words.empty();
    });
    return picture;
}

Picture draw(const Template& tree, std::string title) {
    return without_grants_of_events(draw_all_grants(tree, std::move(title)));
}

}  // namespace bobgen::graph
