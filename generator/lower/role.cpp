#include <algorithm>

#include "generator/characters.h"
#include "generator/emit/json.h"
#include "generator/lower/lower.h"
#include "generator/rules/existing.h"

namespace bobgen::lowering {

Value texts(std::initializer_list<std::string_view> actions, Place place) {
    List made;
    for (std::string_view action : actions) made.push_back(Value(action).at(place));
    return made;
}

Value allow(Value actions, Value resource) {
    return map({{"Effect", "Allow"}, {"Action", std::move(actions)}, {"Resource", std::move(resource)}});
}

Value to_receiver(bob::Kind kind, Place place, const Value& arn) {
    return allow(texts({kind == bob::Kind::topic ? "sns:Publish" : "sqs:SendMessage"}, place), arn);
}

Value trust(Value services, Value condition) {
    Value made = map(
        {{"Effect", "Allow"}, {"Principal", map({{"Service", std::move(services)}})}, {"Action", "sts:AssumeRole"}});
    put(made, "Condition", std::move(condition));
    return map({{"Version", "2012-10-17"}, {"Statement", list({std::move(made)})}});
}

Value policies(std::string_view name, List statements) {
    return list({map({{"PolicyName", name},
                      {"PolicyDocument", map({{"Version", "2012-10-17"}, {"Statement", std::move(statements)}})}})});
}

namespace {

std::vector<std::string_view> actions_of(bob::Access access) {
    switch (access) {
        case bob::Access::read:
            return {"dynamodb:GetItem", "dynamodb:BatchGetItem"};
        case bob::Access::write:
            return {"dynamodb:PutItem", "dynamodb:UpdateItem"};
        case bob::Access::remove:
            return {"dynamodb:DeleteItem"};
        case bob::Access::query:
            return {"dynamodb:Query"};
        case bob::Access::check:
            return {"dynamodb:ConditionCheckItem"};
        case bob::Access::batch_write:
            return {"dynamodb:BatchWriteItem"};
        case bob::Access::scan:
            return {"dynamodb:Scan"};
        case bob::Access::search:
            return {"dynamodb:SearchVectors"};
        case bob::Access::partiql_read:
            return {"dynamodb:PartiQLSelect"};
        case bob::Access::partiql_write:
            return {"dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"};
        case bob::Access::send:
            return {"sqs:SendMessage"};
        case bob::Access::publish:
            return {"sns:Publish"};
        case bob::Access::invoke:
            return {"lambda:InvokeFunction"};
        case bob::Access::manage:
            return {"execute-api:ManageConnections"};
        case bob::Access::client_secret:
            return {"cognito-idp:DescribeUserPoolClient"};
        case bob::Access::fetch:
        case bob::Access::allow:
            break;  // `secret_statements`, `action_statements`
    }
    return {};
}

/// A SELECT without the whole partition key reads everything, like a scan, and the text of the statement is not known
/// here (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html).
Value deny_full_scan(const Value& resource, Place place) {
    return map({{"Effect", "Deny"},
                {"Action", texts({"dynamodb:PartiQLSelect"}, place)},
                {"Resource", resource},
                {"Condition", map({{"Bool", map({{"dynamodb:FullTableScan", list({"true"})}})}})}});
}

/// The ARN of a function, or of its alias, spelt out: two that call each other would otherwise wait for each other.
Value arn_by_name(const Model& model, const FunctionModel& function) {
    return sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" +
               model.name_to_call(*function.declared));
}

/// All connections of the API's stage, and no other stage's.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
Value connections_arn(const Model& model, const std::string& api) {
    return joined_texts({"arn:", bobgen::ref("AWS::Partition"), ":execute-api:", bobgen::ref("AWS::Region"), ":",
                         bobgen::ref("AWS::AccountId"), ":", bobgen::ref(api), "/", model.websocket_stage(),
                         "/*/@connections/*"});
}

/// One statement for each table, index, queue or topic that the function uses, in the order of first use.
List use_statements(const Model& model, const FunctionModel& function) {
    struct Target {
        const bob::Use* first;
        List actions;
        bool selects = false;
        bool scans = false;
    };
    std::vector<Target> targets;
    for (const bob::Use& use : function.declared->uses) {
        if (use.access == bob::Access::fetch || use.access == bob::Access::allow) continue;
        auto same = std::find_if(targets.begin(), targets.end(), [&](const Target& one) {
            return one.first->kind == use.kind && one.first->target == use.target && one.first->index == use.index;
        });
        if (same == targets.end()) same = targets.insert(targets.end(), {&use, {}});
        same->selects |= use.access == bob::Access::partiql_read;
        same->scans |= use.access == bob::Access::scan;
        for (std::string_view action : actions_of(use.access)) {
            const bool there = std::any_of(same->actions.begin(), same->actions.end(),
                                           [&](const Value& other) { return other.text() == action; });
            if (!there) same->actions.push_back(Value(action).at(use.place));
        }
    }
    List made;
    for (Target& target : targets) {
        std::string id = model.logical_id(target.first->kind, target.first->target, target.first->place);
        // A client is a part of its pool, which is what IAM knows.
        if (const auto* client = target.first->kind == bob::Kind::user_pool_client
                                     ? model.find<bob::UserPoolClient>(target.first->target)
                                     : nullptr)
            id = model.logical_id(client->user_pool);
        const FunctionModel* called =
            target.first->kind == bob::Kind::function ? model.function(target.first->target) : nullptr;
        const bool of_sockets = target.first->kind == bob::Kind::websocket_api;
        Value resource = called                                   ? arn_by_name(model, *called)
                         : of_sockets                             ? connections_arn(model, id)
                         : target.first->kind == bob::Kind::topic ? bobgen::ref(id)
                         : target.first->index.empty()
                             ? get_att(id, "Arn")
                             : sub("${" + id + ".Arn}/index/" + std::string(target.first->index));
        if (target.selects && !target.scans) made.push_back(deny_full_scan(resource, target.first->place));
        made.push_back(allow(std::move(target.actions), std::move(resource).at(target.first->place)));
    }
    return made;
}

/// The ARN of a secret: Secrets Manager adds six characters of its own to a name, which nobody knows beforehand
/// (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html).
///
/// An ARN whose name ends in a dash and six more may be whole, or be that of a secret which is named so. Only the
/// service knows, so both are allowed: no other secret is likely to have such a name.
Value secret_arn(const SecretLocation& location) {
    if (location.in_parameter_store) {
        if (location.id.starts_with("arn:")) return location.id;
        std::string name = location.id.substr(0, location.id.find(':'));  // without a version
        if (!name.starts_with('/')) name.insert(0, "/");
        return sub("arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter" + name);
    }
    constexpr std::string_view any_ending = "-??????";
    const std::size_t dash = location.id.rfind('-');
    const bool may_be_whole =
        dash != std::string::npos && dash + any_ending.size() == location.id.size() &&
        std::all_of(location.id.begin() + static_cast<std::ptrdiff_t>(dash) + 1, location.id.end(), is_alphanumeric);
    if (location.id.starts_with("arn:")) {
        Value partial = location.id + std::string(any_ending);
        return may_be_whole ? Value(List{location.id, std::move(partial)}) : partial;
    }
    return sub("arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:" + location.id +
               std::string(any_ending));
}

/// What Lambda needs in the name of the function to send it a record of an invocation.
Value to_destination(const Model& model, const bob::Destination& to, const Value& arn) {
    if (to.bus_arn) return allow(texts({"events:PutEvents"}, arn.place), arn);
    if (to.kind != bob::Kind::function) return to_receiver(to.kind, to.place, arn);
    const FunctionModel* called = model.function(to.name);
    return allow(texts({"lambda:InvokeFunction"}, to.place), called ? arn_by_name(model, *called).at(to.place) : arn);
}

/// The actions of AWS's own policy `AWSLambdaVPCAccessExecutionRole`, without those on logs. Only those that describe
/// need to be allowed on everything (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html). The subnets
/// of a shared VPC belong to another account.
List network_statements(Place place) {
    return {allow(texts({"ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"}, place), "*"),
            allow(texts({"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses",
                         "ec2:UnassignPrivateIpAddresses"},
                        place),
                  sub("arn:${AWS::Partition}:ec2:${AWS::Region}:*:*/*"))};
}

/// One statement for each secret, whatever parts of it are wanted, and one for a key of the author's own.
List secret_statements(const FunctionModel& function) {
    List made;
    const auto add_once = [&](Value statement) {
        if (std::find(made.begin(), made.end(), statement) == made.end()) made.push_back(std::move(statement));
    };
    for (const FunctionModel::FetchedSecret& one : function.secrets) {
        const bool parameter = one.location.in_parameter_store;
        const Place place = one.use->place;
        add_once(allow(texts({parameter ? "ssm:GetParameter" : "secretsmanager:GetSecretValue"}, place),
                       secret_arn(one.location).at(place)));
        if (!one.location.kms_key.empty())
            add_once(on_key({"kms:Decrypt"}, one.location.kms_key, parameter ? "ssm" : "secretsmanager", place));
    }
    return made;
}

}  // namespace

Value on_key(const std::vector<std::string_view>& actions, Value key, std::string_view service, Place place) {
    List named;
    for (const std::string_view action : actions) named.push_back(Value(action).at(place));
    Value made = allow(std::move(named), std::move(key).at(place));
    made.set("Condition",
             map({{"StringEquals",
                   map({{"kms:ViaService", sub(std::string(service) + ".${AWS::Region}.${AWS::URLSuffix}")}})}}));
    return made;
}

Value statement(const Model& model, const bob::Statement& from) {
    Value made = Map{};
    if (from.sid) made.set("Sid", Model::text(from.sid));
    made.set("Effect", from.effect == bob::Effect::allow ? "Allow" : "Deny");
    made.set("Action", Model::texts(from.actions));
    List resources;
    for (const bob::Expression& resource : from.resources) resources.push_back(model.value(resource));
    if (resources.size() == 1)
        made.set("Resource", std::move(resources.front()));
    else
        made.set("Resource", std::move(resources));
    Value conditions;
    for (const bob::StatementCondition& one : from.conditions) {
        Value* test = conditions.find(one.test.text);
        if (!test) test = &conditions.set(one.test.text, Map{}, one.test.place);
        Value values = model.values(one.values);
        test->set(one.key.text, values.list().size() == 1 ? std::move(values.list().front()) : std::move(values),
                  one.key.place);
    }
    put(made, "Condition", std::move(conditions));
    return std::move(made).at(from.place());
}

namespace {

/// What a function's role allows.
List role_statements(const Model& model, const FunctionModel& function) {
    const bob::Function& declared = *function.declared;
    List statements;
    statements.push_back(allow(texts({"logs:CreateLogStream", "logs:PutLogEvents"}, function.place),
                               get_att(function.log_group_id, "Arn")));
    // Its copies write into groups of the Regions where they run, which the first of them makes
    // (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-logs.html).
    if (declared.edge.set)
        statements.push_back(
            allow(texts({"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}, declared.edge.place),
                  sub("arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:/aws/lambda/us-east-1." +
                      function.full_name + ":*")));
    for (const bob::StreamEvent& event : declared.stream)
        statements.push_back(allow(texts({"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                                          "dynamodb:ListStreams"},
                                         event.table.place),
                                   get_att(model.logical_id(event.table), "StreamArn").at(event.table.place)));
    for (const bob::CognitoEvent& event : declared.cognito) {
        const bool sends =
            event.trigger == bob::Trigger::custom_email_sender || event.trigger == bob::Trigger::custom_sms_sender;
        const auto* pool = sends ? model.find<bob::UserPool>(event.user_pool.name) : nullptr;
        if (!pool || !pool->custom_sender_key) continue;
        Value decrypt = allow(texts({"kms:Decrypt"}, event.user_pool.place), model.value(pool->custom_sender_key));
        if (std::find(statements.begin(), statements.end(), decrypt) == statements.end())
            statements.push_back(std::move(decrypt));
    }
    for (const bob::KinesisEvent& event : declared.kinesis)
        statements.push_back(allow(texts({"kinesis:DescribeStream", "kinesis:DescribeStreamSummary",
                                          "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
                                         event.stream.place),
                                   model.value(event.stream)));
    for (const bob::QueueEvent& event : declared.sqs)
        statements.push_back(
            allow(texts({"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}, event.queue.place),
                  get_att(model.logical_id(event.queue), "Arn").at(event.queue.place)));
    for (Value& one : source_statements(model, function)) statements.push_back(std::move(one));
    if (!function.dead_letter_arn.is_null())
        statements.push_back(
            to_receiver(declared.dead_letter.kind, declared.dead_letter.place, function.dead_letter_arn));
    for (const auto& [to, arn] : {std::pair(&declared.async_invocation.on_success, &function.on_success),
                                  std::pair(&declared.async_invocation.on_failure, &function.on_failure)}) {
        if (arn->is_null()) continue;
        Value made_of = to_destination(model, *to, *arn);
        if (std::find(statements.begin(), statements.end(), made_of) == statements.end())
            statements.push_back(std::move(made_of));
    }
    if (!function.vpc.is_null())
        for (Value& one : network_statements(function.vpc.place)) statements.push_back(std::move(one));
    if (declared.file_system) {
        const Value access_point = model.value(declared.file_system.access_point);
        Value mount =
            allow(texts({"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"}, access_point.place), "*");
        mount.set("Condition", map({{"StringEquals", map({{"elasticfilesystem:AccessPointArn", access_point}})}}));
        statements.push_back(std::move(mount));
    }
    if (declared.kms_key)
        statements.push_back(on_key({"kms:Decrypt"}, model.value(declared.kms_key), "lambda", declared.kms_key.place));
    if (function.tracing.is_text() && function.tracing.text() == "Active")
        statements.push_back(
            allow(texts({"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, function.tracing.place), "*"));
    for (Value& one : use_statements(model, function)) statements.push_back(std::move(one));
    for (Value& one : action_statements(model, {declared.uses.begin(), declared.uses.size()}))
        statements.push_back(std::move(one));
    for (Value& one : secret_statements(function)) statements.push_back(std::move(one));
    for (const bob::Statement& one : declared.statements) statements.push_back(statement(model, one));
    for (Value& one :
         key_statements(model, {"function `" + function.key + "`", "function", function.place}, statements))
        statements.push_back(std::move(one));
    return statements;
}

/// A statement in one line: `sqs:SendMessage on {"Fn::ImportValue":"mail-arn"}`.
std::string line_of(const Value& statement) {
    const auto words = [&](std::string_view name) {
        std::string made;
        const Value* all = statement.find(name);
        for (const Value& one : !all ? List{} : all->is_list() ? all->list() : List{*all})
            made += (made.empty() ? "" : ", ") + (one.is_text() ? one.text() : to_json(one, JsonStyle::compact));
        return made;
    };
    const Value* effect = statement.find("Effect");
    const bool denies = effect && effect->is_text() && effect->text() == "Deny";
    std::string made = (denies ? "not " : "") + words("Action") + " on " + words("Resource");
    if (const Value* condition = statement.find("Condition")) made += " if " + to_json(*condition, JsonStyle::compact);
    return made;
}

/// Whether the role is one of the template, where all rules see it.
bool is_of_the_stack(const Model& model, const Value& role) {
    if (!role.is_call(Intrinsic::get_att)) return false;
    const List& path = role.argument().list();
    return !path.empty() && path[0].is_text() && model.find(bob::Kind::resource, path[0].text());
}

}  // namespace

void role(const Model& model, const FunctionModel& function, Template& into) {
    const bob::Function& declared = *function.declared;
    TemplateResource& made = add(into, function.role_id, "AWS::IAM::Role", function.place);
    made.condition = declared.condition.text;
    made.condition_place = declared.condition.place;
    put(made.properties, "Path", function.role_path);
    put(made.properties, "PermissionsBoundary", function.permissions_boundary);
    if (!declared.managed_policies.empty())
        made.properties.set("ManagedPolicyArns", model.values(declared.managed_policies));
    constexpr std::string_view lambda = "lambda.amazonaws.com";
    made.properties.set(
        "AssumeRolePolicyDocument",
        trust(declared.edge.set ? Value(bobgen::list({lambda, "edgelambda.amazonaws.com"})) : Value(lambda)));
    made.properties.set("Policies", policies(function.key, role_statements(model, function)));
    put(made.properties, "Tags", model.tags(declared.tags));
}

namespace {

/// One role that is given, with all functions that have it.
struct GivenRole {
    const Value* arn;
    Place place;
    std::string functions = {};
    std::vector<std::string> needs = {};
};

void is_role_arn(const GivenRole& role, Report& report) {
    if (!role.arn->is_text() || role.arn->text().starts_with("arn:") || role.arn->text().starts_with("{{")) return;
    report.add({.rule = &rules::not_of_this_kind,
                .message = backticked(role.arn->text()) + " is not the ARN of a role",
                .primary = {role.place, "given as the role"},
                .related = {},
                .fix = "write `arn:aws:iam::<account>:role/<name>`; the ARN of a role of this stack is "
                       "`attribute(\"<logical id>\", \"Arn\")`"});
}

}  // namespace

void given_roles(const Model& model) {
    std::vector<GivenRole> roles;
    for (const FunctionModel& function : model.functions) {
        if (function.role.is_null()) continue;
        auto same =
            std::find_if(roles.begin(), roles.end(), [&](const GivenRole& one) { return *one.arn == function.role; });
        if (same == roles.end())
            same = roles.insert(roles.end(), {&function.role, function.role.place.or_else(function.place)});
        same->functions += (same->functions.empty() ? "" : ", ") + backticked(function.key);
        for (Value& one : role_statements(model, function)) {
            std::string line = line_of(model.existing.resolved(std::move(one)));
            if (std::find(same->needs.begin(), same->needs.end(), line) == same->needs.end())
                same->needs.push_back(std::move(line));
        }
    }
    for (const GivenRole& role : roles) {
        is_role_arn(role, model.report);
        if (is_of_the_stack(model, *role.arn)) continue;
        std::string lines;
        for (const std::string& line : role.needs) lines += "\n" + line;
        model.report.add(
            {.rule = &rules::given_role,
             .message = "the role of " + role.functions + " is given, so bob can't put into it what is needed",
             .primary = {role.place, "made elsewhere"},
             .related = {},
             .fix = "see that the role can be assumed by lambda.amazonaws.com and allows:" + lines});
    }
}

}  // namespace bobgen::lowering
