#include <algorithm>

#include "generator/lower/lower.h"

namespace bobgen::lowering {

namespace {

Value texts(std::initializer_list<std::string_view> actions, Place place) {
    List made;
    for (std::string_view action : actions) made.push_back(Value(action).at(place));
    return made;
}

Value allow(Value actions, Value resource) {
    return map({{"Effect", "Allow"}, {"Action", std::move(actions)}, {"Resource", std::move(resource)}});
}

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
        case bob::Access::partiql_read:
            return {"dynamodb:PartiQLSelect"};
        case bob::Access::partiql_write:
            return {"dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"};
        case bob::Access::send:
            return {"sqs:SendMessage"};
        case bob::Access::publish:
            return {"sns:Publish"};
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
        const std::string id = model.logical_id(target.first->kind, target.first->target, target.first->place);
        Value resource = target.first->kind == bob::Kind::topic ? bobgen::ref(id)
                         : target.first->index.empty()
                             ? get_att(id, "Arn")
                             : sub("${" + id + ".Arn}/index/" + std::string(target.first->index));
        if (target.selects && !target.scans) made.push_back(deny_full_scan(resource, target.first->place));
        made.push_back(allow(std::move(target.actions), std::move(resource).at(target.first->place)));
    }
    return made;
}

}  // namespace

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

void role(const Model& model, const FunctionModel& function, Template& into) {
    const bob::Function& declared = *function.declared;
    TemplateResource& made = add(into, function.role_id, "AWS::IAM::Role", function.place);
    made.condition = declared.condition.text;
    made.condition_place = declared.condition.place;
    made.properties.set("AssumeRolePolicyDocument",
                        map({{"Version", "2012-10-17"},
                             {"Statement", list({map({{"Effect", "Allow"},
                                                      {"Principal", map({{"Service", "lambda.amazonaws.com"}})},
                                                      {"Action", "sts:AssumeRole"}})})}}));

    List statements;
    statements.push_back(allow(texts({"logs:CreateLogStream", "logs:PutLogEvents"}, function.place),
                               get_att(function.log_group_id, "Arn")));
    for (const bob::StreamEvent& event : declared.stream)
        statements.push_back(allow(texts({"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                                          "dynamodb:ListStreams"},
                                         event.table.place),
                                   get_att(model.logical_id(event.table), "StreamArn").at(event.table.place)));
    for (const bob::KinesisEvent& event : declared.kinesis)
        statements.push_back(allow(texts({"kinesis:DescribeStream", "kinesis:DescribeStreamSummary",
                                          "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
                                         event.stream.place),
                                   model.value(event.stream)));
    for (const bob::QueueEvent& event : declared.sqs)
        statements.push_back(
            allow(texts({"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}, event.queue.place),
                  get_att(model.logical_id(event.queue), "Arn").at(event.queue.place)));
    if (!function.dead_letter_arn.is_null())
        statements.push_back(
            allow(texts({declared.dead_letter.kind == bob::Kind::topic ? "sns:Publish" : "sqs:SendMessage"},
                        declared.dead_letter.place),
                  function.dead_letter_arn));
    if (function.tracing.is_text() && function.tracing.text() == "Active")
        statements.push_back(
            allow(texts({"xray:PutTraceSegments", "xray:PutTelemetryRecords"}, function.tracing.place), "*"));
    for (Value& one : use_statements(model, function)) statements.push_back(std::move(one));
    for (const bob::Statement& one : declared.statements) statements.push_back(statement(model, one));

    made.properties.set(
        "Policies",
        list({map({{"PolicyName", function.key},
                   {"PolicyDocument", map({{"Version", "2012-10-17"}, {"Statement", std::move(statements)}})}})}));
    put(made.properties, "Tags", model.tags(declared.tags));
}

}  // namespace bobgen::lowering
