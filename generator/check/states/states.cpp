#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/documents/documents.h"
#include "generator/nearest.h"
#include "generator/rules/documents_inside.h"

namespace bobgen {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view state_types[] = {"Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"};

/// The fields of each type, apart from `Type`, `Comment` and `QueryLanguage`.
constexpr std::string_view fields_of_task[] = {"Next",
                                               "End",
                                               "InputPath",
                                               "OutputPath",
                                               "Parameters",
                                               "ResultSelector",
                                               "ResultPath",
                                               "Arguments",
                                               "Output",
                                               "Assign",
                                               "Retry",
                                               "Catch",
                                               "TimeoutSeconds",
                                               "Credentials",
                                               "Resource",
                                               "TimeoutSecondsPath",
                                               "HeartbeatSeconds",
                                               "HeartbeatSecondsPath"};
constexpr std::string_view fields_of_pass[] = {"Next",       "End",    "InputPath", "OutputPath", "Parameters",
                                               "ResultPath", "Result", "Output",    "Assign"};
constexpr std::string_view fields_of_choice[] = {"Choices", "Default", "InputPath", "OutputPath", "Output", "Assign"};
constexpr std::string_view fields_of_wait[] = {"Next",      "End",         "InputPath",     "OutputPath", "Seconds",
                                               "Timestamp", "SecondsPath", "TimestampPath", "Output",     "Assign"};
constexpr std::string_view fields_of_succeed[] = {"InputPath", "OutputPath", "Output"};
constexpr std::string_view fields_of_fail[] = {"Error", "Cause", "ErrorPath", "CausePath"};
constexpr std::string_view fields_of_parallel[] = {
    "Next",      "End",    "InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath",
    "Arguments", "Output", "Assign",    "Retry",      "Catch",      "Branches"};
constexpr std::string_view fields_of_map[] = {"Next",
                                              "End",
                                              "InputPath",
                                              "OutputPath",
                                              "Parameters",
                                              "ResultSelector",
                                              "ResultPath",
                                              "Output",
                                              "Assign",
                                              "Retry",
                                              "Catch",
                                              "ItemProcessor",
                                              "Iterator",
                                              "ItemsPath",
                                              "Items",
                                              "ItemSelector",
                                              "MaxConcurrency",
                                              "MaxConcurrencyPath",
                                              "ItemReader",
                                              "ItemBatcher",
                                              "ResultWriter",
                                              "ToleratedFailureCount",
                                              "ToleratedFailureCountPath",
                                              "ToleratedFailurePercentage",
                                              "ToleratedFailurePercentagePath",
                                              "Label"};

Words fields_of_state(std::string_view type) {
    if (type == "Task") return fields_of_task;
    if (type == "Pass") return fields_of_pass;
    if (type == "Choice") return fields_of_choice;
    if (type == "Wait") return fields_of_wait;
    if (type == "Succeed") return fields_of_succeed;
    if (type == "Fail") return fields_of_fail;
    if (type == "Parallel") return fields_of_parallel;
    return fields_of_map;
}

bool is_field_of_some_state(std::string_view name) {
    return std::any_of(std::begin(state_types), std::end(state_types),
                       [&](std::string_view type) { return is_one_of(name, fields_of_state(type)); });
}

constexpr std::string_view fields_of_json_path[] = {"InputPath",
                                                    "OutputPath",
                                                    "Parameters",
                                                    "ResultSelector",
                                                    "ResultPath",
                                                    "Result",
                                                    "ItemsPath",
                                                    "SecondsPath",
                                                    "TimestampPath",
                                                    "TimeoutSecondsPath",
                                                    "HeartbeatSecondsPath",
                                                    "MaxConcurrencyPath",
                                                    "ErrorPath",
                                                    "CausePath",
                                                    "ToleratedFailureCountPath",
                                                    "ToleratedFailurePercentagePath"};
constexpr std::string_view fields_of_jsonata[] = {"Arguments", "Output", "Items"};

constexpr std::string_view comparisons[] = {"Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"};
constexpr std::string_view questions[] = {"IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"};

/// What an operator of a choice rule compares with; nothing when there is no such operator.
enum class Operand : unsigned char { text, number, truth, path };
std::optional<Operand> operand_of(std::string_view name) {
    if (is_one_of(name, questions)) return Operand::truth;
    if (name == "StringMatches") return Operand::text;
    const bool is_path = name.ends_with("Path");
    if (is_path) name.remove_suffix(4);
    std::optional<Operand> made;
    for (const auto& [kind, operand] : {std::pair<std::string_view, Operand>{"String", Operand::text},
                                        {"Timestamp", Operand::text},
                                        {"Numeric", Operand::number},
                                        {"Boolean", Operand::truth}}) {
        if (!name.starts_with(kind)) continue;
        const std::string_view comparison = name.substr(kind.size());
        if (comparison == "Equals" || (kind != "Boolean" && is_one_of(comparison, comparisons))) made = operand;
    }
    return made && is_path ? Operand::path : made;
}

std::string nearest_operator(std::string_view word) {
    std::vector<std::string> all(std::begin(questions), std::end(questions));
    all.emplace_back("StringMatches");
    for (const std::string_view kind : {"String", "Numeric", "Timestamp", "Boolean"})
        for (const std::string_view one : comparisons)
            if (kind != "Boolean" || one == "Equals") all.push_back(std::string(kind) + std::string(one));
    Nearest near(word);
    for (const std::string& one : all) near.offer(one);
    return std::string(near.best());
}

constexpr std::string_view reserved_errors[] = {"States.ALL",
                                                "States.BranchFailed",
                                                "States.DataLimitExceeded",
                                                "States.ExceedToleratedFailureThreshold",
                                                "States.HeartbeatTimeout",
                                                "States.Http.Socket",
                                                "States.IntrinsicFailure",
                                                "States.ItemReaderFailed",
                                                "States.NoChoiceMatched",
                                                "States.ParameterPathFailure",
                                                "States.Permissions",
                                                "States.QueryEvaluationError",
                                                "States.ResultPathMatchFailure",
                                                "States.ResultWriterFailed",
                                                "States.Runtime",
                                                "States.TaskFailed",
                                                "States.Timeout"};

constexpr std::string_view intrinsic_functions[] = {
    "States.Format",        "States.StringToJson", "States.JsonToString", "States.Array",       "States.ArrayPartition",
    "States.ArrayContains", "States.ArrayRange",   "States.ArrayGetItem", "States.ArrayLength", "States.ArrayUnique",
    "States.Base64Encode",  "States.Base64Decode", "States.Hash",         "States.JsonMerge",   "States.MathRandom",
    "States.MathAdd",       "States.StringSplit",  "States.UUID"};

/// A service that Step Functions calls by its own words. `actions` is empty where they are too many to be sure.
struct Integration {
    std::string_view service;
    Words actions;
    bool can_sync;
    bool can_wait_for_token;
};
constexpr std::string_view only_invoke[] = {"invoke"};
constexpr std::string_view of_dynamodb[] = {"getItem", "putItem", "deleteItem", "updateItem"};
constexpr std::string_view of_sqs[] = {"sendMessage"};
constexpr std::string_view of_sns[] = {"publish"};
constexpr std::string_view of_events[] = {"putEvents"};
constexpr std::string_view of_states[] = {"startExecution"};
constexpr std::string_view of_ecs[] = {"runTask"};
constexpr Integration integrations_known[] = {{"apigateway", only_invoke, false, true},
                                              {"athena", {}, true, false},
                                              {"batch", {}, true, false},
                                              {"codebuild", {}, true, false},
                                              {"databrew", {}, true, false},
                                              {"dynamodb", of_dynamodb, false, false},
                                              {"ecs", of_ecs, true, true},
                                              {"elasticmapreduce", {}, true, false},
                                              {"emr-containers", {}, true, false},
                                              {"emr-serverless", {}, true, false},
                                              {"events", of_events, false, true},
                                              {"glue", {}, true, false},
                                              {"http", only_invoke, false, false},
                                              {"lambda", only_invoke, false, true},
                                              {"mediaconvert", {}, true, false},
                                              {"sagemaker", {}, true, false},
                                              {"sns", of_sns, false, true},
                                              {"sqs", of_sqs, false, true},
                                              {"states", of_states, true, true}};

struct RequiredArguments {
    std::string_view call;
    std::vector<std::string_view> names;
};
const std::vector<RequiredArguments>& required_arguments() {
    static const std::vector<RequiredArguments> all = {{"lambda:invoke", {"FunctionName"}},
                                                       {"sqs:sendMessage", {"QueueUrl", "MessageBody"}},
                                                       {"sns:publish", {"Message"}},
                                                       {"dynamodb:getItem", {"TableName", "Key"}},
                                                       {"dynamodb:putItem", {"TableName", "Item"}},
                                                       {"dynamodb:deleteItem", {"TableName", "Key"}},
                                                       {"dynamodb:updateItem", {"TableName", "Key"}},
                                                       {"events:putEvents", {"Entries"}},
                                                       {"states:startExecution", {"StateMachineArn"}},
                                                       {"ecs:runTask", {"TaskDefinition"}},
                                                       {"batch:submitJob", {"JobName", "JobQueue", "JobDefinition"}},
                                                       {"glue:startJobRun", {"JobName"}},
                                                       {"codebuild:startBuild", {"ProjectName"}},
                                                       {"apigateway:invoke", {"ApiEndpoint", "Method"}},
                                                       {"bedrock:invokeModel", {"ModelId"}}};
    return all;
}

enum class Language : unsigned char { json_path, jsonata, unknown };

bool is_open(const Value* value) { return value && value->is_call(); }
bool has_holes(std::string_view name) { return name.find("${") != name.npos; }

class StateMachineCheck {
public:
    StateMachineCheck(const TemplateResource& machine, const Facts& facts, Report& report)
        : machine_(machine), facts_(facts), report_(report) {}

    void run() {
        const Value& properties = facts_.properties(machine_);
        is_sam_ = machine_.type == "AWS::Serverless::StateMachine";
        const auto type = text_of(properties.find(is_sam_ ? "Type" : "StateMachineType"));
        is_express_ = type == "EXPRESS";
        substitutions_ = properties.find("DefinitionSubstitutions");
        for (const std::string_view name : {"Definition", "DefinitionString"}) {
            const auto definition = embedded_document(machine_, facts_, name, Holes::of_text);
            if (!definition) continue;
            is_text_ = definition->is_text;
            given_ = machine_.properties.find(name);
            if (!is_readable(*definition, fmt::format("the definition of state machine `{}`", machine_.logical_id),
                             report_))
                continue;
            constexpr std::size_t most_bytes_of_definition = 1'048'576;
            if (definition->least_bytes > most_bytes_of_definition)
                add(rules::state_machine_too_large, definition->place,
                    fmt::format("the definition has {} bytes, more than the 1,048,576 that are possible",
                                definition->least_bytes),
                    "move parts into state machines of their own, and start those");
            check_machine(*definition->tree, definition->place);
            check_substitutions(name);
        }
    }

private:
    void add(const Rule& rule, Place place, std::string message, std::string fix) {
        report_.add({.rule = &rule,
                     .message = fmt::format("state machine `{}`: {}", machine_.logical_id, message),
                     .primary = {place.or_else(machine_.place), {}},
                     .related = {},
                     .fix = std::move(fix)});
    }

    void check_machine(const Value& machine, Place place) {
        if (!machine.is_map()) {
            if (!machine.is_call())
                add(rules::state_machine_without_start, place, "the definition is not an object",
                    "write an object with `StartAt` and `States`");
            return;
        }
        language_ = Language::json_path;
        if (const Value* given = machine.find("QueryLanguage")) {
            const auto language = text_of(given);
            language_ = language == "JSONata"    ? Language::jsonata
                        : language == "JSONPath" ? Language::json_path
                                                 : Language::unknown;
            if (language && language_ == Language::unknown)
                add(rules::state_field_not_allowed, place_of(given, place),
                    fmt::format("there is no query language `{}`", *language), "choose `JSONPath` or `JSONata`");
        }
        check_seconds(machine, "TimeoutSeconds", place, language_);
        check_level(machine, place, "the state machine");
    }

    /// One object with `StartAt` and `States`: the machine itself, a branch, or what a map does for each item.
    void check_level(const Value& level, Place place, const std::string& what) {
        if (!level.is_map()) return;
        const Value* states = level.find("States");
        const Value* start = level.find("StartAt");
        if (!start)
            add(rules::state_machine_without_start, place, fmt::format("{} has no `StartAt`", what),
                states && states->is_map() && !states->map().empty()
                    ? fmt::format("add `\"StartAt\": \"{}\"`, or the name of the state to begin with",
                                  states->map().front().name)
                    : "name the state to begin with");
        if (!states || (states->is_map() && states->map().empty()))
            add(rules::state_machine_without_start, states ? place_of(states, place) : place,
                fmt::format("{} has no states", what), "add at least one state");
        if (!states || !states->is_map() || states->map().empty()) return;
        const Map& all = states->map();
        // A name, or a state, that only the deployment knows may be anything.
        bool is_closed = true;
        std::unordered_map<std::string_view, std::size_t> index;
        for (std::size_t i = 0; i < all.size(); ++i) {
            index.emplace(all[i].name, i);
            is_closed &= !has_holes(all[i].name) && all[i].value.is_map() && !all[i].name.starts_with("Fn::");
        }
        std::vector<std::vector<std::size_t>> next(all.size());
        bool ends = false, is_broken = false;
        const auto go = [&](const Value* target, Place otherwise, std::string_view field,
                            std::optional<std::size_t> from) {
            if (is_open(target)) {
                is_closed = false;
                return;
            }
            if (!target || !target->is_text()) return;
            const auto found = index.find(target->text());
            if (found != index.end()) {
                if (from) next[*from].push_back(found->second);
                return;
            }
            if (!is_closed) return;
            is_broken = true;
            Nearest near(target->text());
            // Each fault looks through all states: of a hundred thousand faults, the first ones get a hint.
            constexpr std::size_t most_compared = 200'000;
            if ((compared_ += all.size()) <= most_compared || compared_ == all.size())
                for (const Member& one : all) near.offer(one.name);
            const std::string fix = near.best().empty() ? "name a state of the same level, or add the state"
                                                        : fmt::format("did you mean `{}`?", near.best());
            if (field == "StartAt")
                add(rules::state_machine_without_start, place_of(target, otherwise),
                    fmt::format("{} starts at `{}`, which does not exist", what, target->text()), fix);
            else
                add(rules::unknown_next_state, place_of(target, otherwise),
                    fmt::format("`{}` of state `{}` is `{}`, which does not exist", field, all[*from].name,
                                target->text()),
                    fix);
        };
        if (start && !start->is_text() && !start->is_call())
            add(rules::state_machine_without_start, place_of(start, place),
                fmt::format("the `StartAt` of {} is not a string", what), "name the state to begin with");
        go(start, place, "StartAt", {});
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Member& state = all[i];
            check_name(state, place);
            if (!state.value.is_map()) {
                ends |= state.value.is_call();
                continue;
            }
            const Place state_place = state.place.or_else(place);
            const auto type = text_of(state.value.find("Type"));
            const Value* end = state.value.find("End");
            ends |= type == "Succeed" || type == "Fail" || is_open(end) || (end && truth(end) == true) || !type ||
                    is_open(state.value.find("Type")) ||
                    // Told as a state that goes nowhere.
                    (type != "Choice" && !state.value.find("Next"));
            go(state.value.find("Next"), state_place, "Next", i);
            go(state.value.find("Default"), state_place, "Default", i);
            if (const Value* choices = state.value.find("Choices")) {
                is_closed &= !choices->is_call();
                if (choices->is_list())
                    for (const Value& one : choices->list()) {
                        is_closed &= !one.is_call();
                        go(one.find("Next"), place_of(&one, state_place), "Next", i);
                    }
            }
            if (const Value* catchers = state.value.find("Catch")) {
                is_closed &= !catchers->is_call();
                if (catchers->is_list())
                    for (const Value& one : catchers->list()) {
                        is_closed &= !one.is_call();
                        go(one.find("Next"), place_of(&one, state_place), "Next", i);
                    }
            }
            check_state(state, state_place);
        }
        if (!is_closed) return;
        // Where a name is wrong, the state that it means would be told as unreachable too.
        if (start && start->is_text() && !is_broken)
            if (const auto first = index.find(start->text()); first != index.end())
                check_reached(all, next, first->second, place, start->text());
        if (!ends && !is_broken)
            add(rules::state_machine_without_end, place_of(states, place), fmt::format("no state of {} ends it", what),
                "set `\"End\": true` on a state, or go on to a `Succeed`");
    }

    void check_reached(const Map& all, const std::vector<std::vector<std::size_t>>& next, std::size_t first,
                       Place place, std::string_view start) {
        std::vector<bool> seen(all.size());
        std::vector<std::size_t> waiting{first};
        seen[first] = true;
        while (!waiting.empty()) {
            const std::size_t at = waiting.back();
            waiting.pop_back();
            for (const std::size_t one : next[at])
                if (!seen[one]) {
                    seen[one] = true;
                    waiting.push_back(one);
                }
        }
        // Of an unreachable chain only its head: the others follow from it.
        std::vector<bool> is_followed(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!seen[i])
                for (const std::size_t one : next[i])
                    if (one != i) is_followed[one] = true;
        bool has_head = false;
        for (std::size_t i = 0; i < all.size(); ++i) has_head |= !seen[i] && !is_followed[i];
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (seen[i] || (has_head && is_followed[i])) continue;
            add(rules::unreachable_state, all[i].place.or_else(place),
                fmt::format("nothing leads from `{}` to state `{}`", start, all[i].name),
                "let a state go on to it, or remove it");
            if (!has_head) return;
        }
    }

    void check_name(const Member& state, Place place) {
        constexpr std::size_t most_characters_of_name = 80;
        const auto characters =
            static_cast<std::size_t>(std::count_if(state.name.begin(), state.name.end(), [](char c) {
                return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            }));
        if (characters > most_characters_of_name && !has_holes(state.name))
            add(rules::state_machine_too_large, state.place.or_else(place),
                fmt::format("the name `{:.20}…` of a state has {} characters, more than 80", state.name, characters),
                "shorten it, and describe the state in `Comment`");
        if (in_child_workflow_ > 0) return;
        const auto [known, is_new] = names_.emplace(state.name, state.place.or_else(place));
        if (is_new || has_holes(state.name)) return;
        report_.add(
            {.rule = &rules::state_name_repeated,
             .message = fmt::format("state machine `{}`: two states are called `{}`", machine_.logical_id, state.name),
             .primary = {state.place.or_else(place), "again here"},
             .related = {{known->second, "first here"}},
             .fix = "rename one of them; names are unique in all branches together"});
    }

    void check_state(const Member& state, Place place) {
        const Value& value = state.value;
        const Value* given = value.find("Type");
        if (is_open(given)) return;
        const auto type = text_of(given);
        if (!type || !is_one_of(*type, state_types)) {
            const std::string_view near = type ? nearest(*type, state_types) : "";
            add(rules::unknown_state_type, place_of(given, place),
                type ? fmt::format("state `{}` has the type `{}`, which does not exist", state.name, *type)
                     : fmt::format("state `{}` has no type", state.name),
                near.empty() ? "choose Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map"
                             : fmt::format("did you mean `{}`?", near));
            return;
        }
        const Language language = language_of(value);
        check_fields(state, *type, language, place);
        check_transition(state, *type, place);
        check_paths(state, language, place);
        if (const Value* list = value.find("Retry")) check_retriers(state, *list, place, false, language);
        if (const Value* list = value.find("Catch")) check_retriers(state, *list, place, true, language);
        if (*type == "Task") check_task(state, language, place);
        if (*type == "Wait") check_wait(state, language, place);
        if (*type == "Choice") check_choice(state, language, place);
        // What the states inside then inherit is not said anywhere.
        const Language outer = language_;
        if (value.find("QueryLanguage") && language != language_) language_ = Language::unknown;
        check_inside(state, *type, place);
        language_ = outer;
    }

    void check_inside(const Member& state, std::string_view type, Place place) {
        const Value& value = state.value;
        if (type == "Parallel") {
            const Value* branches = value.find("Branches");
            need(state, branches && !(branches->is_list() && branches->list().empty()), "Branches", place);
            if (branches && branches->is_list())
                for (const Value& one : branches->list())
                    check_level(one, place_of(&one, place), fmt::format("a branch of state `{}`", state.name));
        }
        if (type == "Map") {
            const Value* processor = value.find("ItemProcessor") ? value.find("ItemProcessor") : value.find("Iterator");
            need(state, processor, "ItemProcessor", place);
            if (!processor) return;
            const Value* mode = processor->find({"ProcessorConfig", "Mode"});
            const bool is_child = is_open(mode) || text_of(mode) == "DISTRIBUTED";
            if (text_of(mode) == "DISTRIBUTED" && !processor->find({"ProcessorConfig", "ExecutionType"}))
                add(rules::missing_state_field, place_of(mode, place),
                    fmt::format("the distributed map `{}` has no `ExecutionType`", state.name),
                    "add `\"ExecutionType\": \"STANDARD\"` or `\"EXPRESS\"` next to `Mode`");
            in_child_workflow_ += is_child;
            const bool was_express = is_express_;
            if (is_child) is_express_ = text_of(processor->find({"ProcessorConfig", "ExecutionType"})) == "EXPRESS";
            check_level(*processor, place_of(processor, place), fmt::format("what map `{}` does", state.name));
            is_express_ = was_express;
            in_child_workflow_ -= is_child;
        }
    }

    /// Its own, or that of the machine. A state between the two may hand its own on, so that it is not certain there.
    Language language_of(const Value& state) const {
        const Value* own = state.find("QueryLanguage");
        if (!own) return language_;
        const auto language = text_of(own);
        return language == "JSONata"    ? Language::jsonata
               : language == "JSONPath" ? Language::json_path
                                        : Language::unknown;
    }

    void need(const Member& state, bool has, std::string_view field, Place place) {
        if (has || is_open(&state.value)) return;
        add(rules::missing_state_field, place, fmt::format("state `{}` has no `{}`", state.name, field),
            fmt::format("add `{}`", field));
    }

    void check_fields(const Member& state, std::string_view type, Language language, Place place) {
        constexpr std::string_view of_all[] = {"Type", "Comment", "QueryLanguage"};
        const Words known = fields_of_state(type);
        for (const Member& field : state.value.map()) {
            const Place at = field.place.or_else(place);
            if (is_one_of(field.name, of_all) || has_holes(field.name)) continue;
            if (language == Language::jsonata && is_one_of(field.name, fields_of_json_path)) {
                add(rules::query_language_mismatch, at,
                    fmt::format("state `{}` uses JSONata, but has the JSONPath field `{}`", state.name, field.name),
                    "use `Arguments` and `Output` with `{% … %}` instead");
                continue;
            }
            if (language == Language::json_path && is_one_of(field.name, fields_of_jsonata)) {
                add(rules::query_language_mismatch, at,
                    fmt::format("state `{}` uses JSONPath, but has the JSONata field `{}`", state.name, field.name),
                    "set `\"QueryLanguage\": \"JSONata\"`, or use the JSONPath fields");
                continue;
            }
            if (is_one_of(field.name, known)) continue;
            const std::string_view near = nearest(field.name, known);
            const bool is_known = is_field_of_some_state(field.name);
            // A field that bob has never heard of may be newer than bob.
            if (!is_known && (near.empty() || edit_distance(field.name, near, 2) > 2)) continue;
            if ((field.name == "Next" || field.name == "End") && type != "Task") {
                add(rules::state_field_not_allowed, at,
                    fmt::format("state `{}` of type {} has `{}`", state.name, type, field.name),
                    type == "Choice" ? "put `Next` into the choices, and use `Default` for all else"
                                     : "remove it: the state ends the execution");
                continue;
            }
            add(rules::state_field_not_allowed, at,
                fmt::format("state `{}` of type {} has no field `{}`", state.name, type, field.name),
                is_known || near.empty() ? "remove it" : fmt::format("did you mean `{}`?", near));
        }
    }

    void check_transition(const Member& state, std::string_view type, Place place) {
        if (type == "Choice" || type == "Succeed" || type == "Fail") return;
        const Value *next = state.value.find("Next"), *end = state.value.find("End");
        if (is_open(next) || is_open(end)) return;
        const bool has_end = end && boolean_in(*end).value_or(true);
        if (next && has_end)
            report_.add({.rule = &rules::state_without_next,
                         .message = fmt::format("state machine `{}`: state `{}` has both `Next` and `End`",
                                                machine_.logical_id, state.name),
                         .primary = {place_of(next, place), {}},
                         .related = {},
                         .fix = "remove one of the two"});
        if (!next && !has_end)
            add(rules::state_without_next, end ? place_of(end, place) : place,
                fmt::format("state `{}` has neither `Next` nor `\"End\": true`", state.name), "add one of the two");
    }

    void check_paths(const Member& state, Language language, Place place) {
        if (language != Language::json_path) return;
        for (const Member& field : state.value.map()) {
            const Place at = place_of(&field.value, field.place.or_else(place));
            if (field.name == "InputPath" || field.name == "OutputPath" || field.name == "ResultPath" ||
                field.name == "ItemsPath" || field.name == "SecondsPath" || field.name == "TimestampPath" ||
                field.name == "TimeoutSecondsPath" || field.name == "HeartbeatSecondsPath") {
                const Value& path = field.value;
                const bool may_be_null = !field.name.starts_with("Items") &&
                                         field.name.find("Seconds") == std::string::npos &&
                                         field.name != "TimestampPath";
                if (path.is_call() || (path.is_null() && may_be_null) ||
                    (path.is_text() && (path.text().starts_with('$') || path.text().empty())))
                    continue;
                // What CloudFormation makes of other values in an object is its own affair.
                if (!path.is_text() && !is_text_) continue;
                add(rules::invalid_state_path, at,
                    path.is_text() ? fmt::format("`{}` of state `{}` is `{}`, which is not a path", field.name,
                                                 state.name, path.text())
                                   : fmt::format("`{}` of state `{}` is not a path", field.name, state.name),
                    "begin it with `$`");
            }
            if (field.name == "Parameters" || field.name == "ResultSelector" || field.name == "ItemSelector" ||
                field.name == "Assign" || field.name == "Credentials")
                check_payload(state.name, field.value, at, 0);
        }
    }

    /// Names that end in `.$` have a path or a function for their value.
    void check_payload(std::string_view state, const Value& value, Place place, unsigned depth) {
        if (depth > 100) return;
        if (value.is_list())
            for (const Value& one : value.list()) check_payload(state, one, place_of(&one, place), depth + 1);
        if (!value.is_map()) return;
        for (const Member& one : value.map()) {
            const Place at = place_of(&one.value, one.place.or_else(place));
            if (!one.name.ends_with(".$")) {
                // Names like `ItemsPath` belong to a definition that is passed on as it is.
                if (one.value.is_text() && !one.name.ends_with("Path") && !has_holes(one.name) &&
                    (one.value.text().starts_with("$.") || one.value.text().starts_with("$$.")))
                    add(rules::path_not_read, at,
                        fmt::format("`{}` of state `{}` is the text `{:.60}`, not what it points at", one.name, state,
                                    one.value.text()),
                        fmt::format("name it `{}.$`", one.name));
                check_payload(state, one.value, at, depth + 1);
                continue;
            }
            if (one.value.is_call()) continue;
            if (!one.value.is_text()) {
                if (one.value.is_map() || one.value.is_list() || is_text_)
                    add(rules::invalid_state_path, at,
                        fmt::format("`{}` of state `{}` is not a string", one.name, state),
                        fmt::format("name it `{}`, or give it a path", one.name.substr(0, one.name.size() - 2)));
                continue;
            }
            const std::string_view text = one.value.text();
            if (text.starts_with('$')) continue;
            if (text.starts_with("States.")) {
                check_intrinsic(state, text, at);
                continue;
            }
            add(rules::invalid_state_path, at,
                fmt::format("`{}` of state `{}` is `{:.60}`, which is neither a path nor a function", one.name, state,
                            text),
                fmt::format("begin it with `$`, or name it `{}` if that is the value",
                            one.name.substr(0, one.name.size() - 2)));
        }
    }

    void check_intrinsic(std::string_view state, std::string_view text, Place at) {
        const std::size_t open = text.find('(');
        const std::string_view name = text.substr(0, open);
        if (!is_one_of(name, intrinsic_functions)) {
            const std::string_view near = nearest(name, intrinsic_functions);
            if (near.empty()) return;
            add(rules::invalid_state_path, at, fmt::format("state `{}` calls `{}`, which does not exist", state, name),
                fmt::format("did you mean `{}`?", near));
            return;
        }
        int depth = 0;
        bool quoted = false;
        std::size_t end = text.npos;
        for (std::size_t i = name.size(); i < text.size(); ++i) {
            if (text[i] == '\\') {
                ++i;
            } else if (text[i] == '\'') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += text[i] == '(';
                depth -= text[i] == ')';
                if (depth == 0 && end == text.npos) end = i;
            }
        }
        if (open == text.npos || depth != 0 || quoted)
            add(rules::invalid_state_path, at, fmt::format("the call of `{}` in state `{}` does not end", name, state),
                "close its quotes and parentheses");
    }

    void check_retriers(const Member& state, const Value& list, Place place, bool is_catch, Language language) {
        const std::string_view what = is_catch ? "catcher" : "retrier";
        if (list.is_call()) return;
        if (!list.is_list()) {
            add(rules::invalid_retrier, place_of(&list, place),
                fmt::format("`{}` of state `{}` is not a list", is_catch ? "Catch" : "Retry", state.name),
                "write a list of objects with `ErrorEquals`");
            return;
        }
        for (std::size_t i = 0; i < list.list().size(); ++i) {
            const Value& one = list.list()[i];
            if (!one.is_map()) continue;
            const Place at = place_of(&one, place);
            const Value* errors = one.find("ErrorEquals");
            if (!errors || (errors->is_list() && errors->list().empty())) {
                add(rules::invalid_retrier, errors ? place_of(errors, at) : at,
                    fmt::format("a {} of state `{}` has no errors in `ErrorEquals`", what, state.name),
                    "list the errors, or `States.ALL`");
            } else if (!errors->is_call() && !errors->is_list()) {
                add(rules::invalid_retrier, place_of(errors, at),
                    fmt::format("`ErrorEquals` of a {} of state `{}` is not a list", what, state.name),
                    "write a list of strings");
            } else if (errors->is_list()) {
                check_errors(state, *errors, at, what, i + 1 == list.list().size());
            }
            if (is_catch)
                check_catcher(state, one, at, language);
            else
                check_numbers_of_retrier(state, one, at);
        }
    }

    void check_errors(const Member& state, const Value& errors, Place at, std::string_view what, bool is_last) {
        for (const Value& error : errors.list()) {
            const auto name = text_of(&error);
            if (!name) continue;
            if (*name == "States.ALL") {
                if (errors.list().size() > 1)
                    add(rules::invalid_retrier, place_of(&error, at),
                        fmt::format("`States.ALL` in a {} of state `{}` is not alone", what, state.name),
                        "leave only `States.ALL`: it includes the others");
                else if (!is_last)
                    add(rules::invalid_retrier, place_of(&error, at),
                        fmt::format("a {} of state `{}` with `States.ALL` is not the last one", what, state.name),
                        "move it to the end: those after it never get their turn");
                continue;
            }
            if (!name->starts_with("States.") || is_one_of(*name, reserved_errors)) continue;
            const std::string_view near = nearest(*name, reserved_errors);
            if (!near.empty() && edit_distance(*name, near, 2) <= 2)
                add(rules::unknown_state_error, place_of(&error, at),
                    fmt::format("Step Functions has no error `{}`", *name), fmt::format("did you mean `{}`?", near));
        }
    }

    void check_catcher(const Member& state, const Value& catcher, Place at, Language language) {
        if (!catcher.find("Next"))
            add(rules::invalid_retrier, at, fmt::format("a catcher of state `{}` has no `Next`", state.name),
                "name the state to go on with");
        if (language == Language::jsonata && catcher.find("ResultPath"))
            add(rules::query_language_mismatch, place_of(catcher.find("ResultPath"), at),
                fmt::format("a catcher of state `{}`, which uses JSONata, has `ResultPath`", state.name),
                "use `Output` with `$states.errorOutput`");
    }

    void check_numbers_of_retrier(const Member& state, const Value& retrier, Place at) {
        const auto number = [&](std::string_view name) -> std::optional<double> {
            const Value* given = retrier.find(name);
            if (!given) return {};
            if (given->kind() == Value::Kind::real) return given->real();
            if (given->kind() == Value::Kind::integer) return static_cast<double>(given->integer());
            return {};
        };
        const auto at_least = [&](std::string_view name, double least, std::string_view words) {
            const auto given = number(name);
            if (given && *given < least)
                add(rules::invalid_retrier, place_of(retrier.find(name), at),
                    fmt::format("`{}` of a retrier of state `{}` is {}", name, state.name, *given),
                    fmt::format("choose {}", words));
        };
        at_least("IntervalSeconds", 1, "1 or more");
        at_least("MaxAttempts", 0, "0 (never) or more");
        at_least("BackoffRate", 1, "1.0 or more");
        at_least("MaxDelaySeconds", 1, "1 or more");
        const auto interval = number("IntervalSeconds"), delay = number("MaxDelaySeconds");
        if (interval && delay && *delay >= 1 && *delay <= *interval)
            add(rules::invalid_retrier, place_of(retrier.find("MaxDelaySeconds"), at),
                fmt::format("`MaxDelaySeconds` of a retrier of state `{}` is not above its `IntervalSeconds`",
                            state.name),
                fmt::format("choose more than {}", *interval));
        const auto jitter = text_of(retrier.find("JitterStrategy"));
        if (jitter && *jitter != "FULL" && *jitter != "NONE")
            add(rules::invalid_retrier, place_of(retrier.find("JitterStrategy"), at),
                fmt::format("there is no `JitterStrategy` `{}`", *jitter), "choose `FULL` or `NONE`");
    }

    void check_seconds(const Value& in, std::string_view name, Place place, Language language) {
        const Value* given = in.find(name);
        if (!given || given->is_call()) return;
        if (given->is_text() && (language != Language::json_path || !is_text_)) return;
        const auto seconds = given->is_text() ? std::nullopt : whole_number(given);
        if (!seconds || *seconds < 1 || *seconds > 99'999'999)
            add(rules::state_field_not_allowed, place_of(given, place),
                fmt::format("`{}` is not a whole number from 1 to 99,999,999", name), "give a number of seconds");
    }

    void check_wait(const Member& state, Language language, Place place) {
        constexpr std::string_view ways[] = {"Seconds", "Timestamp", "SecondsPath", "TimestampPath"};
        std::vector<std::string_view> has;
        for (const std::string_view one : ways)
            if (state.value.find(one)) has.push_back(one);
        if (has.empty()) {
            add(rules::missing_state_field, place, fmt::format("state `{}` does not say how long it waits", state.name),
                "add `Seconds`, `Timestamp`, `SecondsPath` or `TimestampPath`");
        } else if (has.size() > 1) {
            add(rules::state_field_not_allowed, place_of(state.value.find(has[1]), place),
                fmt::format("state `{}` has both `{}` and `{}`", state.name, has[0], has[1]), "keep one of the two");
        }
        const Value* seconds = state.value.find("Seconds");
        if (seconds && language == Language::json_path && is_text_ && seconds->is_text())
            add(rules::state_field_not_allowed, place_of(seconds, place),
                fmt::format("`Seconds` of state `{}` is a string", state.name),
                seconds->text().starts_with('$') ? "use `SecondsPath` for a path" : "write a number without quotes");
        if (whole_number(seconds).value_or(0) < 0)
            add(rules::state_field_not_allowed, place_of(seconds, place),
                fmt::format("state `{}` waits for a negative time", state.name), "choose 0 or more");
    }

    void check_choice(const Member& state, Language language, Place place) {
        const Value* choices = state.value.find("Choices");
        need(state, choices && !(choices->is_list() && choices->list().empty()), "Choices", place);
        if (!choices || !choices->is_list()) return;
        for (const Value& one : choices->list()) {
            if (!one.is_map()) continue;
            const Place at = place_of(&one, place);
            if (!one.find("Next"))
                add(rules::invalid_choice_rule, at, fmt::format("a choice of state `{}` has no `Next`", state.name),
                    "name the state to go on with");
            if (language == Language::unknown) continue;
            if (language == Language::json_path) {
                if (one.find("Condition"))
                    add(rules::query_language_mismatch, place_of(one.find("Condition"), at),
                        fmt::format("a choice of state `{}`, which uses JSONPath, has a `Condition`", state.name),
                        "set `\"QueryLanguage\": \"JSONata\"`, or compare a `Variable`");
                else
                    check_choice_rule(state.name, one, at, 0);
                continue;
            }
            const Value* condition = one.find("Condition");
            if (one.find("Variable"))
                add(rules::query_language_mismatch, place_of(one.find("Variable"), at),
                    fmt::format("a choice of state `{}`, which uses JSONata, has a `Variable`", state.name),
                    "write a `Condition` with `{% … %}`");
            else if (!condition)
                add(rules::invalid_choice_rule, at,
                    fmt::format("a choice of state `{}` has no `Condition`", state.name),
                    "add a `Condition` with `{% … %}`");
            else if (condition->is_text() && condition->text().find("{%") == std::string::npos)
                add(rules::invalid_choice_rule, place_of(condition, at),
                    fmt::format("the `Condition` of a choice of state `{}` is not a JSONata expression", state.name),
                    "write it between `{%` and `%}`");
        }
    }

    void check_choice_rule(std::string_view state, const Value& rule, Place place, unsigned depth) {
        if (!rule.is_map() || depth > 50) return;
        const auto wrong = [&](Place at, std::string message, std::string fix) {
            add(rules::invalid_choice_rule, at, std::move(message), std::move(fix));
        };
        if (depth > 0 && rule.find("Next"))
            wrong(place_of(rule.find("Next"), place),
                  fmt::format("a condition inside another in state `{}` has `Next`", state),
                  "only the outermost rule of a choice goes on to a state");
        for (const std::string_view combined : {"And", "Or", "Not"}) {
            const Value* inner = rule.find(combined);
            if (!inner) continue;
            if (inner->is_list())
                for (const Value& one : inner->list()) check_choice_rule(state, one, place_of(&one, place), depth + 1);
            if (inner->is_list() && inner->list().empty())
                wrong(place_of(inner, place), fmt::format("`{}` in state `{}` is empty", combined, state),
                      "list what it combines");
            if (inner->is_list() && combined == "Not")
                wrong(place_of(inner, place), fmt::format("`Not` in state `{}` is a list", state),
                      "`Not` takes one rule");
            if (inner->is_map() && combined == "Not")
                check_choice_rule(state, *inner, place_of(inner, place), depth + 1);
            if (inner->is_map() && combined != "Not")
                wrong(place_of(inner, place), fmt::format("`{}` in state `{}` is not a list", combined, state),
                      "write a list of rules");
            return;
        }
        const Value* variable = rule.find("Variable");
        std::size_t operators = 0;
        for (const Member& one : rule.map()) {
            if (one.name == "Variable" || one.name == "Next" || one.name == "Comment" || one.name == "Assign" ||
                one.name == "Output" || has_holes(one.name))
                continue;
            const auto operand = operand_of(one.name);
            const Place at = place_of(&one.value, one.place.or_else(place));
            ++operators;
            if (!operand) {
                const std::string near = nearest_operator(one.name);
                wrong(one.place.or_else(at),
                      fmt::format("state `{}` compares with `{}`, which does not exist", state, one.name),
                      near.empty() ? "use an operator such as `StringEquals` or `NumericGreaterThan`"
                                   : fmt::format("did you mean `{}`?", near));
                continue;
            }
            if (one.value.is_call()) continue;
            const bool fits = *operand == Operand::path     ? one.value.is_text() && one.value.text().starts_with('$')
                              : *operand == Operand::text   ? one.value.is_text() || !is_text_
                              : *operand == Operand::number ? one.value.kind() == Value::Kind::integer ||
                                                                  one.value.kind() == Value::Kind::real || !is_text_
                                                            : one.value.kind() == Value::Kind::boolean || !is_text_;
            if (!fits)
                wrong(at, fmt::format("`{}` in state `{}` has a value of another type", one.name, state),
                      *operand == Operand::path     ? "give it a path that begins with `$`"
                      : *operand == Operand::text   ? "give it a string"
                      : *operand == Operand::number ? "give it a number, without quotes"
                                                    : "give it `true` or `false`, without quotes");
        }
        if (!variable)
            wrong(place, fmt::format("a rule of state `{}` has no `Variable`", state), "name what it looks at: `$.…`");
        else if (variable->is_text() && !variable->text().starts_with('$'))
            wrong(place_of(variable, place),
                  fmt::format("the `Variable` of state `{}` is `{}`, which is not a path", state, variable->text()),
                  fmt::format("write `$.{}`", variable->text()));
        if (operators == 0 && variable)
            wrong(place, fmt::format("a rule of state `{}` compares with nothing", state),
                  "add an operator such as `StringEquals` or `IsPresent`");
        if (operators > 1)
            wrong(place, fmt::format("a rule of state `{}` has {} operators", state, operators),
                  "combine rules of one operator each with `And`");
    }

    void check_task(const Member& state, Language language, Place place) {
        const Value* resource = state.value.find("Resource");
        need(state, resource, "Resource", place);
        check_seconds(state.value, "TimeoutSeconds", place, language);
        check_seconds(state.value, "HeartbeatSeconds", place, language);
        const auto timeout = whole_number(state.value.find("TimeoutSeconds")),
                   heartbeat = whole_number(state.value.find("HeartbeatSeconds"));
        if (timeout && heartbeat && *heartbeat >= *timeout)
            add(rules::state_field_not_allowed, place_of(state.value.find("HeartbeatSeconds"), place),
                fmt::format("state `{}` waits {}s for a heartbeat, but times out after {}s", state.name, *heartbeat,
                            *timeout),
                "choose fewer seconds for the heartbeat than for the timeout");
        if (!resource) return;
        const Place at = place_of(resource, place);
        if (const TemplateResource* function = function_by_name(*resource)) {
            report_.add({.rule = &rules::unknown_state_resource,
                         .message = fmt::format("state machine `{}`: state `{}` calls function `{}` by its name",
                                                machine_.logical_id, state.name, function->logical_id),
                         .primary = {at, {}},
                         .related = {{function->place, "`Ref` gives its name"}},
                         .fix = fmt::format("use `{}.Arn`", function->logical_id)});
            return;
        }
        const auto written = text_with_holes(resource);
        if (!written) return;
        if (!resource->is_call() && !written->starts_with("arn:")) {
            add(rules::unknown_state_resource, at,
                fmt::format("the `Resource` of state `{}` is `{:.60}`, which is not an ARN", state.name, *written),
                "give the ARN of a function or an activity, or of an integration such as "
                "`arn:aws:states:::lambda:invoke`");
            return;
        }
        if (is_express_ && written->starts_with("arn:") && written->find(":states:") != written->npos &&
            written->find(":activity:") != written->npos)
            add(rules::express_cannot_wait, at,
                fmt::format("state `{}` of an Express workflow waits for an activity", state.name),
                "make it a Standard workflow, or call a function");
        constexpr std::string_view mark = ":states:::";
        const std::size_t found = written->find(mark);
        if (found == written->npos) return;
        check_integration(state, written->substr(found + mark.size()), language, at);
    }

    void check_integration(const Member& state, std::string_view call, Language language, Place at) {
        if (has_holes(call)) return;
        const std::size_t dot = call.find('.');
        const std::string_view pattern = dot == call.npos ? "" : call.substr(dot + 1);
        const std::string_view action = call.substr(0, dot);
        const bool is_sync = pattern == "sync" || pattern == "sync:2", is_token = pattern == "waitForTaskToken";
        if (dot != call.npos && !is_sync && !is_token) {
            add(rules::unsupported_integration_pattern, at,
                fmt::format("`{}` of state `{}` ends in `.{}`, which is not an integration pattern", call, state.name,
                            pattern),
                "end it in nothing, `.sync` or `.waitForTaskToken`");
            return;
        }
        if (is_express_ && (is_sync || is_token))
            add(rules::express_cannot_wait, at,
                fmt::format("state `{}` of an Express workflow waits: `.{}`", state.name, pattern),
                "make it a Standard workflow, or call the service without waiting");
        const std::string_view service = call.substr(0, call.find(':'));
        const std::string_view word = action.size() > service.size() ? action.substr(service.size() + 1) : "";
        const auto* known = std::find_if(std::begin(integrations_known), std::end(integrations_known),
                                         [&](const Integration& one) { return one.service == service; });
        if (service == "aws-sdk" ? is_sync
                                 : known != std::end(integrations_known) &&
                                       ((is_sync && !known->can_sync) || (is_token && !known->can_wait_for_token)))
            add(rules::unsupported_integration_pattern, at,
                fmt::format("state `{}` waits for {} with `.{}`, which it does not offer", state.name, service,
                            pattern),
                "remove the ending, and ask for the outcome in states of their own if it is needed");
        if (known != std::end(integrations_known) && !known->actions.empty() && !is_one_of(word, known->actions)) {
            const std::string_view near = nearest(word, known->actions);
            add(rules::unknown_state_resource, at,
                fmt::format("state `{}` calls `{}:{}`, which is not an integration", state.name, service, word),
                near.empty()
                    ? fmt::format("call the AWS SDK: `aws-sdk:{}:{}`", service == "states" ? "sfn" : service, word)
                    : fmt::format("did you mean `{}:{}`?", service, near));
            return;
        }
        const Value* arguments = state.value.find(language == Language::jsonata ? "Arguments" : "Parameters");
        if (!arguments) arguments = state.value.find("Arguments");
        if (!arguments || !arguments->is_map()) return;
        const bool has_unknown_names =
            std::any_of(arguments->map().begin(), arguments->map().end(),
                        [](const Member& one) { return has_holes(one.name) || one.name.starts_with("Fn::"); });
        const auto has = [&](std::string_view name) {
            return has_unknown_names || arguments->find(name) || arguments->find(std::string(name) + ".$");
        };
        for (const RequiredArguments& one : required_arguments()) {
            if (one.call != action) continue;
            for (const std::string_view name : one.names)
                if (!has(name))
                    add(rules::missing_integration_argument, place_of(arguments, at),
                        fmt::format("state `{}` calls `{}` without `{}`", state.name, action, name),
                        fmt::format("add `{}`", name));
            if (action == "sns:publish" && !has("TopicArn") && !has("TargetArn") && !has("PhoneNumber"))
                add(rules::missing_integration_argument, place_of(arguments, at),
                    fmt::format("state `{}` calls `sns:publish` without a topic", state.name), "add `TopicArn`");
        }
        if (is_token && !has_unknown_names && !passes_token(*arguments, 0))
            add(rules::task_token_not_passed, at,
                fmt::format("state `{}` waits for its token, but does not pass it on", state.name),
                language == Language::jsonata ? "pass `{% $states.context.Task.Token %}`"
                                              : "pass `$$.Task.Token` under a name that ends in `.$`");
    }

    static bool passes_token(const Value& value, unsigned depth) {
        if (value.is_call() || depth > 100) return true;
        if (value.is_text()) {
            // A whole context or task object has the token too, and so may a variable or an input.
            const std::string_view text = value.text();
            return text.find("Task.Token") != text.npos || text == "$$" || text == "$$.Task" ||
                   text.find("$states.context") != text.npos || text.find("Task['Token']") != text.npos ||
                   text.find("TaskToken") != text.npos;
        }
        if (value.is_list())
            return std::any_of(value.list().begin(), value.list().end(),
                               [&](const Value& one) { return passes_token(one, depth + 1); });
        if (!value.is_map()) return false;
        return std::any_of(value.map().begin(), value.map().end(),
                           [&](const Member& one) { return passes_token(one.value, depth + 1); });
    }

    /// The function of this template that `Ref`, or `${Function}`, names instead of its ARN.
    const TemplateResource* function_by_name(const Value& resource) const {
        constexpr std::string_view type = "AWS::Lambda::Function";
        const auto named = [&](const Value& value) -> const TemplateResource* {
            if (!value.is_call(Intrinsic::ref)) return nullptr;
            return facts_.names.resource(text_of(&value.argument()).value_or(""), type);
        };
        if (const TemplateResource* found = named(resource)) return found;
        const auto text = text_with_holes(&resource);
        if (!text || !resource.is_call()) return nullptr;
        const std::vector<Substitution> holes = substitutions(*text);
        if (holes.size() != 1 || holes[0].begin != 0 || holes[0].end != text->size() || !holes[0].attribute.empty())
            return nullptr;
        if (substitutions_ && substitutions_->is_call()) return nullptr;
        if (const Value* given = substitutions_ ? substitutions_->find(holes[0].name) : nullptr) return named(*given);
        if (!given_ || !given_->is_call(Intrinsic::sub)) return nullptr;
        if (const Value& argument = given_->argument(); argument.is_list() && argument.list().size() > 1) {
            if (!argument.list()[1].is_map()) return nullptr;
            if (const Value* own = argument.list()[1].find(holes[0].name)) return named(*own);
        }
        return facts_.names.resource(holes[0].name, type);
    }

    /// Placeholders of a text that nothing fills. In `Fn::Sub` they are CloudFormation's own.
    void check_substitutions(std::string_view property) {
        const Value* given = machine_.properties.find(property);
        if (!given || !substitutions_ || !substitutions_->is_map() || given->is_call()) return;
        std::unordered_set<std::string_view> told, filled;
        for (const Member& one : substitutions_->map()) filled.insert(one.name);
        each_text(*given, machine_.place, [&](std::string_view text, Place place) {
            for (const Substitution& one : substitutions(text)) {
                const std::string_view name = text.substr(one.begin + 2, one.end - one.begin - 3);
                const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
                    return is_alphanumeric(c) || c == '_';
                });
                if (!is_name || filled.contains(name) || !told.insert(name).second) continue;
                Nearest near(name);
                constexpr std::size_t most_compared = 200'000;
                if ((compared_ += substitutions_->map().size()) <= most_compared)
                    for (const Member& known : substitutions_->map()) near.offer(known.name);
                const auto lines = embedded_text(Value(text).at(place), place, Holes::of_text);
                add(rules::unknown_substitution, lines ? lines->place_at(one.begin) : place,
                    fmt::format("`${{{}}}` is not in `DefinitionSubstitutions`", name),
                    near.best().empty() ? fmt::format("add `{}` to `DefinitionSubstitutions`", name)
                                        : fmt::format("did you mean `{}`?", near.best()));
            }
        });
    }

    std::size_t compared_ = 0;
    const TemplateResource& machine_;
    const Facts& facts_;
    Report& report_;
    const Value* substitutions_ = nullptr;
    const Value* given_ = nullptr;
    bool is_sam_ = false;
    bool is_express_ = false;
    bool is_text_ = false;
    Language language_ = Language::json_path;
    int in_child_workflow_ = 0;
    std::unordered_map<std::string, Place> names_;
};

}  // namespace

void check_state_machine(const TemplateResource& machine, const Facts& facts, Report& report) {
    StateMachineCheck(machine, facts, report).run();
    if (is_of_sam(machine.type)) check_sam_events(machine, facts, report);
}

}  // namespace bobgen
