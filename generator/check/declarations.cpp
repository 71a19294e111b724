/// Literals were checked by the C++ compiler; this looks at what was made while the stack's function ran.
#include "generator/check/model.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

void name(const bob::Text& given, bool valid, std::string_view wanted, Report& report) {
    if (valid) return;
    report.add({.rule = &rules::invalid_name,
                .message = "`" + std::string(given.text) + "` is not a valid name here",
                .primary = {given.place, "made at run time"},
                .related = {},
                .fix = "use " + std::string(wanted)});
}

void object_name(const bob::Text& given, Report& report) {
    name(given, bob::names::is_object_name(given.text), "letters, digits, `.`, `-` and `_`, beginning with a letter",
         report);
}

void table_name(const bob::Text& given, Report& report) {
    name(given, bob::names::is_table_name(given.text), "3 to 255 letters, digits, `.`, `-` and `_`", report);
}

void logical_id(const bob::Text& given, Report& report) {
    if (!given.empty()) name(given, bob::names::is_logical_id(given.text), "letters and digits only", report);
}

void room(bool overflow, std::string_view what, unsigned limit, Place place, Report& report) {
    if (!overflow) return;
    report.add({.rule = &rules::too_many_elements,
                .message = "there are more than " + std::to_string(limit) + " " + std::string(what),
                .primary = {place, "of this"},
                .related = {},
                .fix = "declare at most " + std::to_string(limit)});
}

void table(const bob::Table<>& one, Report& report) {
    table_name(one.name, report);
    logical_id(one.logical_id, report);
    room(one.global_indexes.overflow(), "global indexes", one.global_indexes.limit(), one.name.place, report);
    room(one.local_indexes.overflow(), "local indexes", one.local_indexes.limit(), one.name.place, report);
    room(one.tags.overflow(), "tags", one.tags.limit(), one.name.place, report);
    for (const auto& index : one.global_indexes) {
        room(index.partition_key.overflow(), "partition key attributes", index.partition_key.limit(), index.name.place,
             report);
        room(index.sort_key.overflow(), "sort key attributes", index.sort_key.limit(), index.name.place, report);
        room(index.projection.attributes.overflow(), "projected attributes", index.projection.attributes.limit(),
             index.name.place, report);
    }
}

void function(const bob::Function& one, Report& report) {
    name(one.name, bob::names::is_function_name(one.name.text), "1 to 64 letters, digits, `-` and `_`", report);
    const auto list = [&](const auto& elements, std::string_view what) {
        room(elements.overflow(), what, elements.limit(), one.name.place, report);
    };
    list(one.http, "`http` events");
    list(one.http_api, "`http_api` events");
    list(one.stream, "`stream` events");
    list(one.kinesis, "`kinesis` events");
    list(one.sqs, "`sqs` events");
    list(one.sns, "`sns` events");
    list(one.s3, "`s3` events");
    list(one.event_bridge, "`event_bridge` events");
    list(one.schedule, "`schedule` events");
    list(one.cognito, "`cognito` events");
    list(one.uses, "`uses`");
    list(one.statements, "statements");
    list(one.environment, "environment variables");
    list(one.layers, "layers");
    list(one.tags, "tags");
    for (const bob::Statement& statement : one.statements) {
        list(statement.actions, "actions in a statement");
        list(statement.resources, "resources in a statement");
        list(statement.conditions, "conditions in a statement");
    }
}

}  // namespace

void check_declarations(const Model& model, Report& report) {
    object_name(model.stack.name, report);
    for (const bob::Resource& resource : model.stack.resources) {
        if (const auto* one = resource.as<bob::Table<>>()) {
            table(*one, report);
        } else if (const auto* one = resource.as<bob::Function>()) {
            function(*one, report);
        } else if (const auto* one = resource.as<bob::UserPool>()) {
            object_name(one->name, report);
            logical_id(one->logical_id, report);
        } else if (const auto* one = resource.as<bob::UserPoolClient>()) {
            object_name(one->name, report);
            logical_id(one->logical_id, report);
        } else if (const auto* one = resource.as<bob::Bucket>()) {
            object_name(one->name, report);
            logical_id(one->logical_id, report);
        } else if (const auto* one = resource.as<bob::Queue>()) {
            object_name(one->name, report);
            logical_id(one->logical_id, report);
        } else if (const auto* one = resource.as<bob::Topic>()) {
            object_name(one->name, report);
            logical_id(one->logical_id, report);
        }
    }
}

}  // namespace bobgen
