#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "generator/analysis/resolve.h"
#include "generator/characters.h"
#include "generator/check/documents/documents.h"
#include "generator/nearest.h"
#include "generator/rules/documents_inside.h"

namespace bobgen {

namespace {

constexpr std::string_view widget_types[] = {"metric", "text", "log", "alarm", "explorer", "custom"};

class DashboardCheck {
public:
    DashboardCheck(const TemplateResource& dashboard, Report& report) : dashboard_(dashboard), report_(report) {}

    void run(const Value& body, Place place) {
        if (!body.is_map()) {
            if (!body.is_call()) bad(place, "its body is not an object", "write an object with `widgets`");
            return;
        }
        const Value* widgets = body.find("widgets");
        if (!widgets) return bad(place, "its body has no `widgets`", "add the list `widgets`");
        if (widgets->is_call()) return;
        if (!widgets->is_list()) return bad(place_of(widgets, place), "`widgets` is not a list", "list the widgets");
        constexpr std::size_t most_widgets = 500;
        if (widgets->list().size() > most_widgets)
            bad(place_of(widgets, place), fmt::format("it has {} widgets, more than 500", widgets->list().size()),
                "make several dashboards");
        for (const Value& one : widgets->list()) check_widget(one, place_of(&one, place));
    }

private:
    void bad(Place place, std::string message, std::string fix) {
        report_.add({.rule = &rules::invalid_dashboard,
                     .message = fmt::format("dashboard `{}`: {}", dashboard_.logical_id, message),
                     .primary = {place.or_else(dashboard_.place), {}},
                     .related = {},
                     .fix = std::move(fix)});
    }

    void check_widget(const Value& widget, Place place) {
        if (widget.is_call()) return;
        if (!widget.is_map())
            return bad(place, "a widget is not an object", "write an object with `type` and `properties`");
        const Value* type = widget.find("type");
        const auto name = text_of(type);
        if (!type) {
            bad(place, "a widget has no `type`", "add `type`: metric, text, log, alarm, explorer or custom");
        } else if (name && !is_one_of(*name, widget_types)) {
            // A new kind of widget may be newer than bob; a misspelt one is near to an old one.
            const std::string_view near = nearest(*name, widget_types);
            if (!near.empty() || *name == "graph" || *name == "markdown")
                bad(place_of(type, place), fmt::format("there are no widgets of the type `{}`", *name),
                    fmt::format("did you mean `{}`?", near.empty() ? (*name == "graph" ? "metric" : "text") : near));
        }
        const Value* properties = widget.find("properties");
        if (!properties) return bad(place, "a widget has no `properties`", "add `properties`");
        check_position(widget, place);
        if (!properties->is_map()) return;
        if (name == "metric") check_metrics(*properties, place_of(properties, place));
        if (name == "text" && !properties->find("markdown"))
            bad(place_of(properties, place), "a text widget has no `markdown`", "add `markdown`");
        if (name == "alarm" && !properties->find("alarms"))
            bad(place_of(properties, place), "an alarm widget has no `alarms`", "list the ARNs of the alarms");
    }

    void check_position(const Value& widget, Place place) {
        const auto check = [&](std::string_view name, std::int64_t least, std::int64_t most) {
            const Value* given = widget.find(name);
            const auto number = whole_number(given);
            if (number && (*number < least || *number > most))
                bad(place_of(given, place), fmt::format("`{}` of a widget is {}", name, *number),
                    fmt::format("choose {} to {}", least, most));
        };
        check("x", 0, 23);
        check("y", 0, 1'000'000);
        check("width", 1, 24);
        check("height", 1, 1000);
    }

    void check_metrics(const Value& properties, Place place) {
        const Value* metrics = properties.find("metrics");
        if (!metrics && !properties.find("annotations"))
            return bad(place, "a metric widget has neither `metrics` nor an alarm in `annotations`",
                       "list the metrics");
        if (!metrics || metrics->is_call()) return;
        if (!metrics->is_list())
            return bad(place_of(metrics, place), "`metrics` is not a list", "write a list of lists");
        for (const Value& one : metrics->list()) {
            if (one.is_call()) continue;
            const Place at = place_of(&one, place_of(metrics, place));
            if (!one.is_list()) {
                bad(at, "a metric is not a list", "write a list: namespace, name, and pairs of dimension and value");
                continue;
            }
            check_metric(one.list(), at);
        }
    }

    void check_metric(const List& metric, Place place) {
        if (metric.empty()) return bad(place, "a metric is an empty list", "name its namespace and metric");
        const bool has_calls =
            std::any_of(metric.begin(), metric.end(), [](const Value& one) { return one.is_call(); });
        if (has_calls) return;
        std::size_t words = 0;
        for (std::size_t i = 0; i < metric.size(); ++i) {
            if (metric[i].is_map() && i + 1 < metric.size())
                return bad(place_of(&metric[i], place), "the options of a metric are not at its end",
                           "put the object behind all strings");
            words += metric[i].is_text();
        }
        if (metric.back().is_map() && words == 0) return;  // an expression
        if (words == 1 && metric.front().text() != "...")
            return bad(place, "a metric has no name", "write the namespace and the name");
        // `.` repeats one word of the metric before it, and `...` all up to the last.
        const bool repeats = std::any_of(metric.begin(), metric.end(),
                                         [](const Value& one) { return one.is_text() && one.text() == "..."; });
        if (!repeats && words > 2 && words % 2 != 0)
            bad(place, "a metric has a dimension without its value", "write pairs of dimension and value");
    }

    const TemplateResource& dashboard_;
    Report& report_;
};

/// Skips strings and comments, so that a name in them is not taken for code.
bool mentions_word(std::string_view code, std::string_view word) {
    for (std::size_t at = code.find(word); at != code.npos; at = code.find(word, at + 1)) {
        const auto is_part = [&](std::size_t i) {
            return i < code.size() && (is_alphanumeric(code[i]) || code[i] == '_' || code[i] == '$');
        };
        if ((at == 0 || !is_part(at - 1)) && !is_part(at + word.size())) return true;
    }
    return false;
}

/// EventBridge fills `<name>` from `InputPathsMap`, and has some names of its own.
void check_input_variables(const Value& transformer, const TemplateResource& rule, Place otherwise, Report& report) {
    const Value* known = transformer.find("InputPathsMap");
    const Value* given = transformer.find("InputTemplate");
    if (!given || (known && !known->is_map())) return;
    const auto text = embedded_text(*given, place_of(given, otherwise), Holes::of_functions);
    if (!text) return;
    std::unordered_set<std::string_view> names, told;
    if (known)
        for (const Member& one : known->map()) {
            if (one.name.find("${") != std::string::npos || one.name.starts_with("Fn::")) return;
            names.insert(one.name);
        }
    const std::string_view all = text->text;
    for (std::size_t at = all.find('<'); at != all.npos; at = all.find('<', at + 1)) {
        std::size_t end = at + 1;
        while (end < all.size() && (is_alphanumeric(all[end]) || all[end] == '_' || all[end] == '-')) ++end;
        const std::string_view name = all.substr(at + 1, end - at - 1);
        if (end >= all.size() || all[end] != '>' || name.empty() || names.contains(name) || !told.insert(name).second)
            continue;
        report.add({.rule = &rules::unknown_input_variable,
                    .message = fmt::format("a target of rule `{}` uses `<{}>`, which `InputPathsMap` does not have",
                                           rule.logical_id, name),
                    .primary = {text->place_at(at).or_else(otherwise), {}},
                    .fix = fmt::format("add `{}` to `InputPathsMap`, or correct the name", name)});
    }
}

}  // namespace

void check_dashboard(const TemplateResource& dashboard, const Facts& facts, Report& report) {
    const auto body = embedded_document(dashboard, facts, "DashboardBody", Holes::of_functions);
    if (!body || !is_readable(*body, fmt::format("the body of dashboard `{}`", dashboard.logical_id), report)) return;
    DashboardCheck(dashboard, report).run(*body->tree, body->place.or_else(dashboard.place));
}

void check_edge_function(const TemplateResource& function, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(function);
    const Value* given = properties.find("FunctionCode");
    if (!given) return;
    const auto code = embedded_text(*given, place_of(function, properties, "FunctionCode"), Holes::of_functions);
    // A hole, or what a packaging step inserts, may be all of it.
    if (!code || code->has_holes || code->text.find('(') == std::string::npos || mentions_word(code->text, "handler"))
        return;
    report.add({.rule = &rules::edge_function_without_handler,
                .message = fmt::format("the code of CloudFront function `{}` has no `handler`", function.logical_id),
                .primary = {place_of(function, properties, "FunctionCode"), {}},
                .related = {},
                .fix = "name the function that CloudFront calls `handler`"});
}

void check_bucket_acl(const TemplateResource& bucket, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(bucket);
    const auto list = text_of(properties.find("AccessControl"));
    constexpr std::string_view open_lists[] = {"PublicRead", "PublicReadWrite", "AuthenticatedRead", "LogDeliveryWrite",
                                               "AwsExecRead"};
    if (!list || !is_one_of(*list, open_lists)) return;
    const Place place = place_of(bucket, properties, "AccessControl");
    const auto tell = [&](std::string message, std::string fix) {
        report.add({.rule = &rules::bucket_acl_refused,
                    .message = std::move(message),
                    .primary = {place, {}},
                    .related = {},
                    .fix = std::move(fix)});
    };
    const Value* controls = properties.find("OwnershipControls");
    if (controls && !controls->is_map()) return;
    bool is_enforced = !controls;
    if (controls)
        each(controls->find("Rules"),
             [&](const Value& rule) { is_enforced |= text_of(rule.find("ObjectOwnership")) == "BucketOwnerEnforced"; });
    if (is_enforced)
        return tell(
            fmt::format("bucket `{}` has the ACL `{}`, but takes no ACLs", bucket.logical_id, *list),
            *list == "LogDeliveryWrite"
                ? "admit `logging.s3.amazonaws.com` by a bucket policy, or set `ObjectOwnership` to `ObjectWriter`"
                : "use a bucket policy, or set `ObjectOwnership` to `ObjectWriter`");
    if (*list != "PublicRead" && *list != "PublicReadWrite" && *list != "AuthenticatedRead") return;
    const Value* block = properties.find("PublicAccessBlockConfiguration");
    if (block && !block->is_map()) return;
    const Value* acls = block ? block->find("BlockPublicAcls") : nullptr;
    if (block ? (acls && truth(acls) != true) || !acls : false) return;
    tell(fmt::format("bucket `{}` has the ACL `{}`, but blocks public ACLs", bucket.logical_id, *list),
         "set `BlockPublicAcls: false` if the whole world is to read it, or remove the ACL");
}

void check_event_rule_documents(const TemplateResource& rule, const Facts& facts, Report& report) {
    check_event_rule_pattern(rule, facts, report);
    each(facts.properties(rule).find("Targets"), [&](const Value& target) {
        if (!target.is_map()) return;
        const Place place = target.place.or_else(rule.place);
        if (const Value* input = target.find("Input"); input && !is_no_value(*input))
            is_readable(embedded_document(*input, place_of(input, place), Holes::of_functions),
                        fmt::format("the input of a target of rule `{}`", rule.logical_id), report);
        if (const Value* transformer = target.find("InputTransformer"); transformer && transformer->is_map())
            check_input_variables(*transformer, rule, place, report);
    });
}

void check_schedule_input(const TemplateResource& schedule, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(schedule);
    const Value* input = properties.find({"Target", "Input"});
    const Value* target = properties.find({"Target", "Arn"});
    if (!input || !target || is_no_value(*input)) return;
    const std::string arn = spelt_out(*target, facts.names);
    // Other targets take any text.
    for (const std::string_view of_json : {":lambda:", ":states:", ":aws-sdk:"})
        if (arn.starts_with("arn:") && arn.find(of_json) != arn.npos) {
            is_readable(embedded_document(*input, place_of(input, schedule.place), Holes::of_functions),
                        fmt::format("the input of schedule `{}`", schedule.logical_id), report);
            return;
        }
}

void check_acl_rules(const TemplateResource& acl, const Facts& facts, Report& report) {
    const Value* rules = facts.properties(acl).find("Rules");
    if (!rules || !rules->is_list()) return;
    const auto tell = [&](const Value* at, const Value& rule, std::string message, std::string fix) {
        report.add({.rule = &rules::invalid_acl_rule,
                    .message = fmt::format("`{}`: {}", acl.logical_id, message),
                    .primary = {place_of(at, rule.place).or_else(acl.place), {}},
                    .fix = std::move(fix)});
    };
    std::unordered_set<std::int64_t> priorities;
    std::unordered_set<std::string_view> names;
    for (const Value& rule : rules->list()) {
        if (!rule.is_map()) continue;
        const Value* priority = rule.find("Priority");
        if (const auto number = whole_number(priority); number && !priorities.insert(*number).second)
            tell(priority, rule, fmt::format("two rules have the priority {}", *number),
                 "give each rule a priority of its own");
        const Value* name = rule.find("Name");
        if (const auto text = text_of(name); text && !names.insert(*text).second)
            tell(name, rule, fmt::format("two rules have the name `{}`", *text), "give each rule a name of its own");
        const Value* statement = rule.find("Statement");
        if (!statement || !statement->is_map() || statement->map().empty()) continue;
        const bool is_group =
            statement->find("ManagedRuleGroupStatement") || statement->find("RuleGroupReferenceStatement");
        const Value* action = rule.find("Action");
        const Value* other = rule.find("OverrideAction");
        if (is_group && action && !is_no_value(*action))
            tell(action, rule, "a rule that refers to a rule group has an `Action`",
                 "write `OverrideAction: {None: {}}`, so that the rules of the group decide");
        else if (is_group && !other)
            tell(statement, rule, "a rule that refers to a rule group has no `OverrideAction`",
                 "write `OverrideAction: {None: {}}`, so that the rules of the group decide");
        else if (!is_group && other && !is_no_value(*other))
            tell(other, rule, "a rule that refers to no rule group has an `OverrideAction`",
                 "write `Action`, such as `Action: {Block: {}}`");
        else if (!is_group && !action)
            tell(statement, rule, "a rule has no `Action`", "write `Action`, such as `Action: {Block: {}}`");
    }
}

void check_ip_set(const TemplateResource& set, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(set);
    each(properties.find("Addresses"), [&](const Value& one) {
        const auto address = text_of(&one);
        const bool is_address =
            address && !address->empty() && address->find_first_not_of("0123456789abcdefABCDEF.:") == address->npos;
        if (is_address)
            report.add({.rule = &rules::invalid_acl_rule,
                        .message = fmt::format("`{}`: address `{}` has no mask", set.logical_id, *address),
                        .primary = {place_of(&one, place_of(set, properties, "Addresses")), {}},
                        .fix = fmt::format("write `{}/{}`", *address, address->find(':') == address->npos ? 32 : 128)});
    });
}

}  // namespace bobgen
