#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/documents/documents.h"
#include "generator/nearest.h"
#include "generator/rules/documents_inside.h"

namespace bobgen {

namespace {

constexpr std::string_view pattern_operators[] = {
    "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "exists", "cidr"};
constexpr std::string_view negated_operators[] = {"prefix", "suffix", "equals-ignore-case", "wildcard"};
/// What people write who come from another language. Any other unknown operator may be newer than bob.
constexpr std::string_view foreign_operators[] = {
    "contains",    "equals",   "not",     "in",          "regex",      "matches", "startswith",  "endswith",
    "startsWith",  "endsWith", "gt",      "lt",          "eq",         "ne",      "gte",         "lte",
    ">",           "<",        "=",       ">=",          "<=",         "like",    "and",         "or",
    "greaterThan", "lessThan", "exist",   "ignore-case", "ip-address", "range",   "begins-with", "ends-with",
    "not-equals",  "!=",       "between", "any-of",      "one-of"};

bool is_number(const Value& value) { return value.kind() == Value::Kind::integer || value.kind() == Value::Kind::real; }
double number_in(const Value& value) {
    return value.kind() == Value::Kind::real ? value.real() : static_cast<double>(value.integer());
}

/// An IPv4 or IPv6 block, as far as certain faults show.
bool is_broken_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    const bool is_v6 = address.find(':') != address.npos;
    if (slash != text.npos) {
        const std::string_view bits = text.substr(slash + 1);
        if (bits.empty() || bits.size() > 3 || !std::all_of(bits.begin(), bits.end(), is_digit)) return true;
        int number = 0;
        for (const char c : bits) number = number * 10 + (c - '0');
        if (number > (is_v6 ? 128 : 32)) return true;
    } else {
        return true;
    }
    if (is_v6) return false;
    int parts = 1, part = 0;
    std::size_t digits = 0;
    for (const char c : address) {
        if (c == '.') {
            if (digits == 0) return true;
            ++parts;
            part = 0;
            digits = 0;
        } else if (is_digit(c)) {
            part = part * 10 + (c - '0');
            if (++digits > 3 || part > 255) return true;
        } else {
            return true;
        }
    }
    return parts != 4 || digits == 0;
}

/// Whether a field that the event does not have satisfies the list, or may.
bool allows_absence(const Value& list) {
    if (!list.is_list()) return true;
    return std::any_of(list.list().begin(), list.list().end(), [](const Value& one) {
        const Value* exists = one.find("exists");
        return one.is_call() || (exists && truth(exists) != true);
    });
}

class PatternCheck {
public:
    PatternCheck(std::string what, Place place, Report& report)
        : what_(std::move(what)), place_(place), report_(report) {}

    void run(const Value& pattern) {
        if (pattern.is_call()) return;
        if (!pattern.is_map())
            return add(rules::pattern_value_not_list, place_of(&pattern, place_),
                       fmt::format("{} is not an object", what_), "write an object whose values are lists");
        check_object(pattern, place_of(&pattern, place_), 0);
    }

    void add(const Rule& rule, Place place, std::string message, std::string fix) {
        report_.add({.rule = &rule,
                     .message = std::move(message),
                     .primary = {place.or_else(place_), {}},
                     .related = {},
                     .fix = std::move(fix)});
    }
    void add_related(const Rule& rule, Place place, std::string message, Label related, std::string fix) {
        report_.add({.rule = &rule,
                     .message = std::move(message),
                     .primary = {place.or_else(place_), {}},
                     .related = {std::move(related)},
                     .fix = std::move(fix)});
    }
    const std::string& what() const { return what_; }

private:
    void bad(Place place, std::string message, std::string fix) {
        add(rules::invalid_pattern_operand, place, fmt::format("{}: {}", what_, message), std::move(fix));
    }

    void check_object(const Value& object, Place place, unsigned depth) {
        if (depth > 100) return;
        for (const Member& one : object.map()) {
            const Place at = place_of(&one.value, one.place.or_else(place));
            const Value& value = one.value;
            if (value.is_call() || one.name.find("${") != std::string::npos || one.name.starts_with("Fn::")) continue;
            if (one.name == "$or") {
                check_or(value, at, depth);
            } else if (value.is_map()) {
                if (value.map().empty())
                    bad(at, fmt::format("`{}` is an empty object", one.name), "list what may match, or remove it");
                check_object(value, at, depth + 1);
            } else if (value.is_list()) {
                if (value.list().empty())
                    bad(at, fmt::format("`{}` is an empty list, which nothing matches", one.name),
                        "list what may match, or remove it");
                for (const Value& element : value.list()) check_element(element, one.name, place_of(&element, at));
            } else if (!is_unknown(value) && (!value.is_text() || value.text().find("${") == std::string::npos)) {
                add(rules::pattern_value_not_list, at,
                    fmt::format("{}: the value of `{}` is not in a list", what_, one.name), "put it in a list: `[…]`");
            }
        }
    }

    void check_or(const Value& value, Place at, unsigned depth) {
        if (!value.is_list()) return bad(at, "`$or` is not a list", "list the objects of which one has to match");
        if (value.list().size() < 2 && !(value.list().size() == 1 && value.list().front().is_call()))
            bad(at, "`$or` has fewer than two objects", "add an alternative, or remove the `$or`");
        for (const Value& one : value.list())
            if (one.is_map())
                check_object(one, place_of(&one, at), depth + 1);
            else if (!one.is_call())
                bad(place_of(&one, at), "an alternative of `$or` is not an object",
                    "write an object with the field's name");
    }

    void check_element(const Value& element, std::string_view field, Place at) {
        if (element.is_list())
            return add(rules::pattern_value_not_list, at, fmt::format("{}: `{}` has a list in its list", what_, field),
                       "write one list of values");
        if (!element.is_map()) return;
        if (element.map().size() != 1)
            return bad(at,
                       fmt::format("`{}` has an object with {} names where an operator is expected", field,
                                   element.map().size()),
                       "write an object for each operator");
        const Member& given = element.map().front();
        check_operator(given, field, place_of(&given.value, given.place.or_else(at)));
    }

    void check_operator(const Member& given, std::string_view field, Place at) {
        const std::string_view name = given.name;
        const Value& value = given.value;
        if (!is_one_of(name, pattern_operators)) return tell_unknown(given, field, pattern_operators, at);
        if (value.is_call()) return;
        if (name == "exists") {
            if (!boolean_in(value))
                bad(at, fmt::format("`exists` of `{}` is neither true nor false", field), "give it `true` or `false`");
        } else if (name == "prefix" || name == "suffix") {
            const Value* inner = value.find("equals-ignore-case");
            if (value.is_map() ? !inner || (!inner->is_text() && !inner->is_call()) : !value.is_text())
                bad(at, fmt::format("`{}` of `{}` is not a string", name, field), "give it a string");
        } else if (name == "equals-ignore-case") {
            if (!value.is_text()) bad(at, fmt::format("`{}` of `{}` is not a string", name, field), "give it a string");
        } else if (name == "wildcard") {
            check_wildcard(value, field, at);
        } else if (name == "cidr") {
            if (!value.is_text() || is_broken_cidr(value.text()))
                bad(at, fmt::format("`cidr` of `{}` is not a block of addresses", field),
                    "write an address and the number of bits, as in `10.0.0.0/24`");
        } else if (name == "numeric") {
            check_numeric(value, field, at);
        } else {
            check_anything_but(value, field, at);
        }
    }

    void tell_unknown(const Member& given, std::string_view field, std::span<const std::string_view> known, Place at) {
        const std::string_view near = nearest(given.name, known);
        const bool is_near = !near.empty() && edit_distance(given.name, near, 2) <= 2;
        if (!is_near && !is_one_of(given.name, foreign_operators)) return;
        add(rules::unknown_pattern_operator, given.place.or_else(at),
            fmt::format("{}: `{}` of `{}` is not an operator", what_, given.name, field),
            is_near
                ? fmt::format("did you mean `{}`?", near)
                : "use one of prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric, exists and cidr");
    }

    void check_wildcard(const Value& value, std::string_view field, Place at) {
        if (!value.is_text())
            return bad(at, fmt::format("`wildcard` of `{}` is not a string", field), "give it a string");
        const std::string_view text = value.text();
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\\') {
                if (i + 1 >= text.size() || (text[i + 1] != '*' && text[i + 1] != '\\'))
                    return bad(
                        at, fmt::format("`wildcard` of `{}` has a backslash before another character than `*`", field),
                        "escape only `*` and `\\`");
                ++i;
            } else if (text[i] == '*' && i + 1 < text.size() && text[i + 1] == '*') {
                return bad(at, fmt::format("`wildcard` of `{}` has two `*` in a row", field), "write one `*`");
            }
        }
    }

    void check_numeric(const Value& value, std::string_view field, Place at) {
        constexpr std::string_view signs[] = {"<", "<=", "=", ">", ">="};
        const auto wrong = [&](Place where, std::string_view why) {
            bad(where, fmt::format("`numeric` of `{}` {}", field, why),
                "write `[\">\", 0]`, or a range: `[\">\", 0, \"<=\", 5]`");
        };
        if (!value.is_list()) return wrong(at, "is not a list");
        const List& parts = value.list();
        if (std::any_of(parts.begin(), parts.end(), [](const Value& one) { return one.is_call(); })) return;
        if (parts.size() != 2 && parts.size() != 4) return wrong(at, fmt::format("has {} elements", parts.size()));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Place here = place_of(&parts[i], at);
            if (i % 2 == 0) {
                if (!parts[i].is_text() || !is_one_of(parts[i].text(), signs))
                    return wrong(here, "has something else where <, <=, =, > or >= is expected");
            } else if (!is_number(parts[i])) {
                // A parameter's value becomes a string, which CloudFormation may turn back.
                double ignored = 0;
                if (!parts[i].is_text() || sscanf(parts[i].text().c_str(), "%lf", &ignored) != 1)
                    return wrong(here, "has something else where a number is expected");
                return;
            }
        }
        if (parts.size() == 2) return;
        if (!parts[0].text().starts_with('>') || !parts[2].text().starts_with('<'))
            return wrong(at, "is a range that does not go from > or >= to < or <=");
        if (number_in(parts[1]) >= number_in(parts[3])) wrong(at, "is a range that is empty");
    }

    void check_anything_but(const Value& value, std::string_view field, Place at) {
        if (value.is_list() && value.list().empty())
            return bad(at, fmt::format("`anything-but` of `{}` is an empty list", field), "list what must not match");
        if (value.is_list())
            for (const Value& one : value.list())
                if (one.is_map() || one.is_list())
                    return bad(place_of(&one, at),
                               fmt::format("`anything-but` of `{}` lists something that is not a value", field),
                               "list strings or numbers, or give one operator with a list");
        if (!value.is_map()) return;
        if (value.map().size() != 1)
            return bad(at, fmt::format("`anything-but` of `{}` has {} operators", field, value.map().size()),
                       "give it one operator");
        const Member& inner = value.map().front();
        const Place here = place_of(&inner.value, inner.place.or_else(at));
        if (!is_one_of(inner.name, negated_operators)) {
            if (is_one_of(inner.name, pattern_operators))
                return bad(here, fmt::format("`anything-but` of `{}` can't hold `{}`", field, inner.name),
                           "use prefix, suffix, equals-ignore-case or wildcard there");
            return tell_unknown(inner, field, negated_operators, here);
        }
        each(&inner.value, [&](const Value& one) {
            if (one.is_call()) return;
            if (inner.name == "wildcard")
                check_wildcard(one, field, place_of(&one, here));
            else if (!one.is_text())
                bad(place_of(&one, here), fmt::format("`{}` of `{}` is not a string", inner.name, field),
                    "give it a string");
        });
    }

    std::string what_;
    Place place_;
    Report& report_;
};

std::size_t compact_size(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::text:
            return value.text().size() + 2;
        case Value::Kind::list: {
            std::size_t made = 2 + (value.list().empty() ? 0 : value.list().size() - 1);
            for (const Value& one : value.list()) made += compact_size(one);
            return made;
        }
        case Value::Kind::map: {
            std::size_t made = 2 + (value.map().empty() ? 0 : value.map().size() - 1);
            for (const Member& one : value.map()) made += one.name.size() + 3 + compact_size(one.value);
            return made;
        }
        case Value::Kind::null:
        case Value::Kind::boolean:
        case Value::Kind::integer:
        case Value::Kind::real:
        case Value::Kind::call:
            break;
    }
    return 1;
}

/// Whether all of it is plain text, so that nothing else matches.
bool is_all_text(const Value* list) {
    return list && list->is_list() && !list->list().empty() &&
           std::all_of(list->list().begin(), list->list().end(), [](const Value& one) { return one.is_text(); });
}

constexpr std::string_view s3_detail_types[] = {"Object Created",
                                                "Object Deleted",
                                                "Object Restore Initiated",
                                                "Object Restore Completed",
                                                "Object Restore Expired",
                                                "Object Tags Added",
                                                "Object Tags Deleted",
                                                "Object ACL Updated",
                                                "Object Storage Class Changed",
                                                "Object Access Tier Changed"};

/// Detail types that many rules wait for, to find them misspelt.
constexpr std::string_view common_detail_types[] = {"AWS API Call via CloudTrail",
                                                    "AWS Console Sign In via CloudTrail",
                                                    "AWS Health Event",
                                                    "AWS Service Event via CloudTrail",
                                                    "Batch Job State Change",
                                                    "CloudFormation Resource Status Change",
                                                    "CloudFormation Stack Status Change",
                                                    "CloudWatch Alarm State Change",
                                                    "CodeBuild Build Phase Change",
                                                    "CodeBuild Build State Change",
                                                    "CodeCommit Pull Request State Change",
                                                    "CodeCommit Repository State Change",
                                                    "CodeDeploy Deployment State-change Notification",
                                                    "CodePipeline Action Execution State Change",
                                                    "CodePipeline Pipeline Execution State Change",
                                                    "CodePipeline Stage Execution State Change",
                                                    "Config Configuration Item Change",
                                                    "Config Rules Compliance Change",
                                                    "EBS Snapshot Notification",
                                                    "EBS Volume Notification",
                                                    "EC2 Instance Launch Successful",
                                                    "EC2 Instance Launch Unsuccessful",
                                                    "EC2 Instance Rebalance Recommendation",
                                                    "EC2 Instance State-change Notification",
                                                    "EC2 Instance Terminate Successful",
                                                    "EC2 Spot Instance Interruption Warning",
                                                    "ECR Image Action",
                                                    "ECR Image Scan",
                                                    "ECS Container Instance State Change",
                                                    "ECS Deployment State Change",
                                                    "ECS Service Action",
                                                    "ECS Task State Change",
                                                    "Glue Crawler State Change",
                                                    "Glue Job State Change",
                                                    "GuardDuty Finding",
                                                    "RDS DB Cluster Event",
                                                    "RDS DB Instance Event",
                                                    "Scheduled Event",
                                                    "Security Hub Findings - Imported",
                                                    "Step Functions Execution Status Change",
                                                    "Tag Change on Resource"};

constexpr std::string_view services_that_send[] = {
    "autoscaling", "batch",      "cloudformation", "cloudwatch",  "codebuild",
    "codecommit",  "codedeploy", "codepipeline",   "config",      "ec2",
    "ecr",         "ecs",        "glue",           "guardduty",   "health",
    "rds",         "s3",         "states",         "securityhub", "events",
    "tag"};

std::string without_marks(std::string_view name) {
    std::string made;
    for (const char c : name)
        if (c != '-' && c != '_') made += to_lower(c);
    return made;
}

/// What no event has: fields and values that are spelt differently in what the services send.
class EventRuleCheck {
public:
    EventRuleCheck(const Value& pattern, const Facts& facts, PatternCheck& shape)
        : pattern_(pattern), facts_(facts), shape_(shape) {}

    void run() {
        check_names();
        const Value* source = pattern_.find("source");
        const Value* types = pattern_.find("detail-type");
        const bool is_of_aws = is_all_text(source) &&
                               std::all_of(source->list().begin(), source->list().end(),
                                           [](const Value& one) { return to_lower(one.text()).starts_with("aws."); });
        if (is_all_text(types) && is_of_aws) check_types(*types);
        if (is_all_text(source)) check_sources(*source, types);
        const bool is_of_s3 =
            is_all_text(source) && source->list().size() == 1 && source->list().front().text() == "aws.s3";
        const bool is_native =
            is_all_text(types) && std::all_of(types->list().begin(), types->list().end(),
                                              [](const Value& one) { return is_one_of(one.text(), s3_detail_types); });
        if (is_of_s3 && is_native) check_s3();
    }

private:
    void never(Place place, std::string message, std::string fix) {
        shape_.add(rules::pattern_never_matches, place, fmt::format("{} never matches: {}", shape_.what(), message),
                   std::move(fix));
    }

    void check_names() {
        constexpr std::string_view fields[] = {"version", "id",     "detail-type", "source", "account",
                                               "time",    "region", "resources",   "detail"};
        for (const Member& one : pattern_.map()) {
            if (is_one_of(one.name, fields) || (one.value.is_list() && allows_absence(one.value))) continue;
            for (const std::string_view field : fields)
                if (without_marks(one.name) == without_marks(field))
                    never(one.place, fmt::format("events have no `{}`", one.name), fmt::format("write `{}`", field));
        }
    }

    void check_sources(const Value& source, const Value* types) {
        const bool has_type_of_aws =
            is_all_text(types) && std::all_of(types->list().begin(), types->list().end(), [](const Value& one) {
                return is_one_of(one.text(), common_detail_types) || is_one_of(one.text(), s3_detail_types);
            });
        for (const Value& one : source.list()) {
            const std::string lower = to_lower(one.text());
            if (lower.starts_with("aws.") && lower != one.text() && !lower.starts_with("aws.partner"))
                never(one.place, fmt::format("AWS's services send with sources in small letters, not `{}`", one.text()),
                      fmt::format("write `{}`", lower));
            if (!lower.starts_with("aws.") && has_type_of_aws && is_one_of(lower, services_that_send))
                never(one.place,
                      fmt::format("events of the service have the source `aws.{}`, not `{}`", lower, one.text()),
                      fmt::format("write `aws.{}`", lower));
        }
    }

    void check_types(const Value& types) {
        for (const Value& one : types.list()) {
            const auto check = [&](std::span<const std::string_view> known) {
                for (const std::string_view type : known)
                    if (one.text() != type && to_lower(one.text()) == to_lower(std::string(type)))
                        never(one.place, fmt::format("the detail type is `{}`, not `{}`", type, one.text()),
                              "write it exactly so: capitals count");
            };
            check(common_detail_types);
            check(s3_detail_types);
        }
    }

    void check_s3() {
        const Value* detail = pattern_.find("detail");
        if (!detail || !detail->is_map()) return;
        constexpr std::string_view of_other_events[] = {
            "requestParameters", "eventName",    "eventSource", "s3",     "key",
            "bucketName",        "userIdentity", "Bucket",      "Object", "Records"};
        for (const Member& one : detail->map())
            if (is_one_of(one.name, of_other_events) && !(one.value.is_list() && allows_absence(one.value)))
                never(one.place, fmt::format("the `detail` of S3's own events has no `{}`", one.name),
                      "use `bucket.name` and `object.key`");
        constexpr std::string_view of_bucket[] = {"name"};
        constexpr std::string_view of_object[] = {"key", "size", "etag", "version-id", "sequencer"};
        check_part(*detail, "bucket", of_bucket);
        check_part(*detail, "object", of_object);
        check_bucket(detail->find({"bucket", "name"}));
    }

    void check_part(const Value& detail, std::string_view name, std::span<const std::string_view> fields) {
        const Value* part = detail.find(name);
        if (!part) return;
        if (part->is_list() && !allows_absence(*part))
            never(part->place, fmt::format("`detail.{}` is an object in S3's events", name),
                  fmt::format("use `{}.{}`", name, fields.front()));
        if (!part->is_map()) return;
        for (const Member& one : part->map())
            if (!is_one_of(one.name, fields) && one.name != "$or" && !allows_absence(one.value))
                never(one.place, fmt::format("`detail.{}` has no `{}` in S3's events", name, one.name),
                      fmt::format("use `{}.{}`", name, fields.front()));
    }

    /// A bucket of this template that the pattern names.
    void check_bucket(const Value* names) {
        if (!names || !names->is_list()) return;
        // Something else may switch the events on. CloudFormation takes 500 resources, and the time stays bounded.
        constexpr std::size_t most_resources = 500;
        if (facts_.tree.resources.size() > most_resources) return;
        for (const TemplateResource& one : facts_.tree.resources)
            if (one.type.empty() || one.type.starts_with("Custom::") ||
                one.type == "AWS::CloudFormation::CustomResource")
                return;
        for (const Value& one : names->list()) {
            const TemplateResource* bucket = bucket_of(one);
            if (!bucket || !bucket->condition.empty()) continue;
            const Value& properties = facts_.properties(*bucket);
            const Value* notifications = properties.find("NotificationConfiguration");
            if (notifications && !notifications->is_map()) continue;
            const Value* given = notifications ? notifications->find("EventBridgeConfiguration") : nullptr;
            const Value* enabled = given ? given->find("EventBridgeEnabled") : nullptr;
            if (given && (!enabled || truth(enabled) != false)) continue;
            shape_.add_related(
                rules::bucket_sends_no_events, one.place,
                fmt::format("{} waits for events of bucket `{}`, which does not send any to EventBridge", shape_.what(),
                            bucket->logical_id),
                {bucket->place, "the bucket"},
                "set `NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}` "
                "on the bucket");
        }
    }

    const TemplateResource* bucket_of(const Value& name) const {
        constexpr std::string_view type = "AWS::S3::Bucket";
        if (name.is_call(Intrinsic::ref)) return facts_.names.resource(text_of(&name.argument()).value_or(""), type);
        const auto text = text_with_holes(&name);
        if (!text) return nullptr;
        if (name.is_call()) {
            const auto holes = substitutions(*text);
            if (holes.size() != 1 || holes[0].begin != 0 || holes[0].end != text->size()) return nullptr;
            return facts_.names.resource(holes[0].name, type);
        }
        for (const TemplateResource& one : facts_.tree.resources)
            if (one.type == type && text_of(facts_.properties(one).find("BucketName")) == *text) return &one;
        return nullptr;
    }

    const Value& pattern_;
    const Facts& facts_;
    PatternCheck& shape_;
};

/// What records of the source never have.
class RecordFilterCheck {
public:
    RecordFilterCheck(const Value& pattern, std::string_view service, PatternCheck& shape)
        : pattern_(pattern), service_(service), shape_(shape) {}

    void run() {
        if (!pattern_.is_map()) return;
        const std::string_view field = service_ == "sqs" ? "body" : service_ == "kinesis" ? "data" : "dynamodb";
        for (const Member& one : pattern_.map())
            if (one.name != field && to_lower(one.name) == field)
                never(one.place, fmt::format("records have no `{}`", one.name), fmt::format("write `{}`", field));
        // What the records of another source have, or what is one level down.
        static constexpr std::string_view of_others[] = {"body",     "data",    "dynamodb", "NewImage",
                                                         "OldImage", "Keys",    "detail",   "detail-type",
                                                         "Records",  "Message", "s3",       "messageAttributes"};
        for (const Member& one : pattern_.map()) {
            const bool is_own = one.name == field || (service_ == "sqs" && one.name == "messageAttributes");
            if (is_own || !is_one_of(one.name, of_others) || (one.value.is_list() && allows_absence(one.value)))
                continue;
            never(one.place, fmt::format("records of {} have no `{}`", source_in_words(), one.name),
                  fmt::format("look into `{}`", field));
        }
        if (service_ != "dynamodb") return;
        const Value* name = pattern_.find("eventName");
        constexpr std::string_view events[] = {"INSERT", "MODIFY", "REMOVE"};
        if (is_all_text(name))
            for (const Value& one : name->list())
                if (!is_one_of(one.text(), events))
                    never(one.place, fmt::format("a stream has no event `{}`", one.text()),
                          "use INSERT, MODIFY or REMOVE");
        const Value* record = pattern_.find("dynamodb");
        if (!record) return;
        for (const std::string_view image : {"Keys", "NewImage", "OldImage"})
            if (const Value* item = record->find(image); item && item->is_map())
                for (const Member& attribute : item->map()) check_attribute(attribute);
    }

private:
    std::string_view source_in_words() const {
        return service_ == "sqs" ? "a queue" : service_ == "kinesis" ? "a Kinesis stream" : "a table's stream";
    }

    void never(Place place, std::string message, std::string fix) {
        shape_.add(rules::pattern_never_matches, place, fmt::format("{} never matches: {}", shape_.what(), message),
                   std::move(fix));
    }

    void check_attribute(const Member& attribute) {
        constexpr std::string_view kinds[] = {"S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"};
        if (attribute.name == "$or") return;
        if (attribute.value.is_list() && !allows_absence(attribute.value))
            return never(place_of(&attribute.value, attribute.place),
                         fmt::format("attribute `{}` is an object with its type in a stream", attribute.name),
                         fmt::format("write `\"{}\": {{\"S\": […]}}`", attribute.name));
        if (!attribute.value.is_map()) return;
        for (const Member& kind : attribute.value.map()) {
            if (!is_one_of(kind.name, kinds)) {
                const std::string upper = to_upper(kind.name);
                if (kind.value.is_list() && !allows_absence(kind.value) && is_one_of(upper, kinds))
                    never(kind.place, fmt::format("attribute `{}` has no type `{}`", attribute.name, kind.name),
                          fmt::format("write `{}`", upper));
                continue;
            }
            if (kind.name != "N" || !kind.value.is_list()) continue;
            for (const Value& one : kind.value.list())
                if (is_number(one) || one.find("numeric"))
                    never(place_of(&one, kind.place),
                          fmt::format("the number `{}` is a string in a stream", attribute.name),
                          "compare it as a string: `\"N\": [\"100\"]`");
        }
    }

    const Value& pattern_;
    std::string_view service_;
    PatternCheck& shape_;
};

void check_filters(const Value* criteria, const Value* source, const std::string& subject, Place otherwise,
                   const Facts& facts, Report& report) {
    if (!criteria || !criteria->is_map()) return;
    const Value* filters = criteria->find("Filters");
    if (!filters || !filters->is_list()) return;
    std::string_view service;
    if (source) {
        const std::string arn = spelt_out(*source, facts.names);
        for (const std::string_view one : {"sqs", "kinesis", "dynamodb"})
            if (arn.starts_with("arn:") && arn.find(fmt::format(":{}:", one)) != arn.npos) service = one;
        if (facts.names.resource(target_of_attribute(source, "StreamArn"), dynamodb_table)) service = "dynamodb";
    }
    for (const Value& filter : filters->list()) {
        const Value* given = filter.find("Pattern");
        if (!given) continue;
        const Place place = place_of(given, place_of(&filter, otherwise));
        // CloudFormation turns an object into JSON here too.
        const Embedded pattern = embedded_document(*given, place, Holes::of_functions);
        const std::string what = fmt::format("a filter of {}", subject);
        if (!is_readable(pattern, what, report)) continue;
        PatternCheck shape(what, place, report);
        shape.run(*pattern.tree);
        constexpr std::size_t most_characters_of_filter = 4096;
        if (pattern.least_bytes > most_characters_of_filter)
            shape.add(rules::pattern_too_large, place,
                      fmt::format("{} has {} characters, more than 4,096", what, pattern.least_bytes),
                      "shorten it, or let the function decide");
        if (!service.empty()) RecordFilterCheck(*pattern.tree, service, shape).run();
    }
}

/// How many fields it looks at, and how many combinations of values that makes.
void count_keys(const Value& policy, std::size_t& keys, double& combinations, unsigned depth = 0) {
    if (!policy.is_map() || depth > 100) return;
    for (const Member& one : policy.map()) {
        if (one.value.is_map()) {
            count_keys(one.value, keys, combinations, depth + 1);
        } else if (one.value.is_list() && one.name != "$or") {
            ++keys;
            double values = 0;
            for (const Value& value : one.value.list()) {
                const Value* but = value.find("anything-but");
                values += but && but->is_list() ? static_cast<double>(but->list().size()) : 1;
            }
            combinations *= std::max(values, 1.0);
        }
    }
}

void check_filter_policy(const Embedded& policy, const Value* scope, const std::string& what, Place place,
                         Report& report) {
    if (!is_readable(policy, what, report)) return;
    PatternCheck shape(what, place, report);
    shape.run(*policy.tree);
    if (!policy.tree->is_map()) return;
    const bool is_of_attributes = !scope || text_of(scope) == "MessageAttributes";
    if (is_of_attributes)
        for (const Member& one : policy.tree->map())
            if (one.value.is_map() && !one.value.map().empty())
                shape.add(rules::nested_attribute_filter, place_of(&one.value, one.place),
                          fmt::format("{} has levels below `{}`, but attributes have none", what, one.name),
                          "set `FilterPolicyScope: MessageBody`, or compare an attribute");
    std::size_t keys = 0;
    double combinations = 1;
    count_keys(*policy.tree, keys, combinations);
    constexpr std::size_t most_keys = 5;
    constexpr double most_combinations = 150;
    if (keys > most_keys)
        shape.add(rules::pattern_too_large, place, fmt::format("{} has {} keys, more than 5", what, keys),
                  "compare fewer keys");
    if (combinations > most_combinations)
        shape.add(rules::pattern_too_large, place,
                  fmt::format("{} has {} combinations of values, more than 150", what, combinations),
                  "list fewer values: those of all keys are multiplied");
}

void check_event_pattern(const Embedded& pattern, const std::string& what, Place place, const Facts& facts,
                         Report& report) {
    if (!is_readable(pattern, what, report)) return;
    PatternCheck shape(what, pattern.place.or_else(place), report);
    shape.run(*pattern.tree);
    if (!pattern.tree->is_map()) return;
    constexpr std::size_t most_characters_of_pattern = 2048;
    if (const std::size_t size = compact_size(*pattern.tree); size > most_characters_of_pattern)
        shape.add(rules::pattern_too_large, pattern.place,
                  fmt::format("{} has {} characters, more than 2,048", what, size),
                  "split the rule, or have the quota raised");
    EventRuleCheck(*pattern.tree, facts, shape).run();
}

}  // namespace

void check_event_rule_pattern(const TemplateResource& rule, const Facts& facts, Report& report) {
    if (const auto pattern = embedded_document(rule, facts, "EventPattern", Holes::of_functions))
        check_event_pattern(*pattern, fmt::format("the event pattern of `{}`", rule.logical_id), rule.place, facts,
                            report);
}

void check_sam_events(const TemplateResource& resource, const Facts& facts, Report& report) {
    const Value* events = facts.properties(resource).find("Events");
    if (!events || !events->is_map()) return;
    for (const Member& event : events->map()) {
        const Place place = event.place.or_else(resource.place);
        const auto type = text_of(event.value.find("Type"));
        const Value* properties = event.value.find("Properties");
        if (!type || !properties || !properties->is_map()) continue;
        if (*type == "EventBridgeRule" || *type == "CloudWatchEvent") {
            if (const Value* pattern = properties->find("Pattern"))
                check_event_pattern(embedded_document(*pattern, place, Holes::of_functions),
                                    fmt::format("the event pattern of `{}`", event.name), place, facts, report);
        } else if (*type == "SNS") {
            if (const Value* policy = properties->find("FilterPolicy"))
                check_filter_policy(
                    embedded_document(*policy, place, Holes::of_functions), properties->find("FilterPolicyScope"),
                    fmt::format("the filter policy of `{}`", event.name), place_of(policy, place), report);
        } else {
            check_filters(properties->find("FilterCriteria"), properties->find(*type == "SQS" ? "Queue" : "Stream"),
                          fmt::format("event `{}`", event.name), place, facts, report);
        }
    }
}

void check_filter_criteria(const TemplateResource& resource, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(resource);
    const bool is_pipe = resource.type == "AWS::Pipes::Pipe";
    const Value* criteria =
        is_pipe ? properties.find({"SourceParameters", "FilterCriteria"}) : properties.find("FilterCriteria");
    check_filters(criteria, properties.find(is_pipe ? "Source" : "EventSourceArn"),
                  fmt::format("{} `{}`", is_pipe ? "pipe" : "event source mapping", resource.logical_id),
                  place_of(resource, properties, is_pipe ? "SourceParameters" : "FilterCriteria"), facts, report);
}

void check_subscription_filter(const TemplateResource& subscription, const Facts& facts, Report& report) {
    const auto policy = embedded_document(subscription, facts, "FilterPolicy", Holes::of_functions);
    if (!policy) return;
    check_filter_policy(*policy, facts.properties(subscription).find("FilterPolicyScope"),
                        fmt::format("the filter policy of `{}`", subscription.logical_id),
                        policy->place.or_else(subscription.place), report);
}

}  // namespace bobgen
