/// EventBridge: rules with their targets, and schedules.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "generator/characters.h"
#include "generator/check/combinations/subject.h"
#include "generator/check/lambda/schedule.h"
#include "generator/rules/combinations.h"
#include "generator/rules/queues.h"

namespace bobgen::combinations {

namespace {

/// Abbreviations that people write and that are no names of the IANA time zone database; EST, MST, HST, CET, EET and
/// WET are some.
constexpr std::string_view not_zones[] = {"PST", "PDT", "CST",  "CDT",  "EDT",  "MDT",  "BST",  "CEST",
                                          "IST", "JST", "AEST", "AEDT", "EEST", "WEST", "AKST", "SGT"};

/// `UTC+2`, `GMT-05:00`, `+02:00`
bool is_offset(std::string_view zone) {
    if (zone.starts_with("UTC") || zone.starts_with("GMT")) zone.remove_prefix(3);
    if (zone == "+0" || zone == "-0" || zone == "0") return false;  // GMT+0, GMT-0 and GMT0 are names
    return zone.size() >= 2 && (zone[0] == '+' || zone[0] == '-') && is_digit(zone[1]);
}

/// `at(2026-11-20T13:00:00)`, on a day that the calendar has.
bool is_moment(std::string_view expression) {
    constexpr std::string_view form = "at(0000-00-00T00:00:00)";
    if (expression.size() != form.size() || !std::ranges::equal(expression, form, [](char given, char wanted) {
            return wanted == '0' ? is_digit(given) : given == wanted;
        }))
        return false;
    const auto two = [&](std::size_t at) {
        return static_cast<unsigned>((expression[at] - '0') * 10 + (expression[at + 1] - '0'));
    };
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(two(3) * 100 + two(5))},
                                          std::chrono::month{two(8)}, std::chrono::day{two(11)}};
    return day.ok() && two(14) < 24 && two(17) < 60 && two(20) < 60;
}

/// `rate(5 minutes)`; Scheduler does not mind the plural.
bool is_rate(std::string_view expression) {
    if (!expression.ends_with(')')) return false;
    std::string_view inside = expression.substr(5, expression.size() - 6);
    const std::size_t blank = inside.find(' ');
    if (blank == inside.npos) return false;
    const std::string_view number = inside.substr(0, blank), unit = inside.substr(blank + 1);
    constexpr std::string_view units[] = {"minute", "minutes", "hour", "hours", "day", "days"};
    return std::ranges::all_of(number, is_digit) && number.find_first_not_of('0') != number.npos &&
           is_one_of(unit, units);
}

/// What neither has a policy of its own nor lets a service in by itself.
constexpr std::pair<std::string_view, std::string_view> reached_by_role[] = {
    {"AWS::StepFunctions::StateMachine", "state machine"},
    {"AWS::Serverless::StateMachine", "state machine"},
    {"AWS::Kinesis::Stream", "stream"},
    {"AWS::KinesisFirehose::DeliveryStream", "delivery stream"},
    {"AWS::ECS::Cluster", "cluster"},
    {"AWS::CodePipeline::Pipeline", "pipeline"},
    {"AWS::CodeBuild::Project", "build project"},
    {"AWS::Batch::JobQueue", "job queue"},
};

void check_role(const Subject& on, std::string_view what, std::string_view does, const Value* role, const Value* target,
                Place otherwise) {
    if (!target || (role && !is_no_value(*role))) return;
    for (const auto& [type, noun] : reached_by_role)
        if (const TemplateResource* to = on.named(target, type))
            return on.tell(
                {.rule = rules::target_without_role,
                 .message =
                     fmt::format("{} `{}` {} {} `{}`, and has no `RoleArn`", what, on.id(), does, noun, to->logical_id),
                 .place = place_of(target, otherwise),
                 .fix = "add `RoleArn` with a role that the service can assume and that may reach the target"});
}

}  // namespace

void check_event_rule(const Subject& on) {
    constexpr std::size_t most_targets = 5;  // EventBridge, "Amazon EventBridge quotas"; read 2026-11
    const Value* targets = on.find("Targets");
    if (targets && targets->is_list() && targets->list().size() > most_targets &&
        std::ranges::none_of(targets->list(), [](const Value& one) { return one.is_call(); }))
        on.tell({.rule = rules::too_many_targets,
                 .message = fmt::format("rule `{}` has {} targets, and EventBridge allows {}", on.id(),
                                        targets->list().size(), most_targets),
                 .place = targets->list()[most_targets].place.or_else(on.place("Targets")),
                 .fix = "add a second rule with the same pattern, or send to a topic that fans out"});
    each(targets, [&](const Value& target) {
        if (!target.is_map()) return;
        const Value* second = nullptr;
        std::size_t found = 0;
        for (const std::string_view one : {"Input", "InputPath", "InputTransformer"})
            if (const Value* given = target.find(one); given && !is_no_value(*given) && ++found == 2) second = given;
        if (second)
            on.tell({.rule = rules::input_twice,
                     .message = fmt::format(
                         "a target of rule `{}` has {} of `Input`, `InputPath` and `InputTransformer`", on.id(), found),
                     .place = second->place.or_else(target.place),
                     .fix = "keep one of them"});
    });
    each(targets, [&](const Value& target) {
        if (target.is_map()) {
            if (const Value* group = target.find({"SqsParameters", "MessageGroupId"}); !group)
                if (const Value* settings = target.find("SqsParameters"); !settings || settings->is_map())
                    check_fifo_target(on, "rule", "the target has no `SqsParameters` with a `MessageGroupId`",
                                      target.find("Arn"), target.place.or_else(on.place("Targets")));
            check_role(on, "rule", "sends to", target.find("RoleArn"), target.find("Arn"),
                       target.place.or_else(on.place("Targets")));
        }
    });
    const Value* schedule = on.find("ScheduleExpression");
    const Value* bus = on.find("EventBusName");
    if (!schedule || is_no_value(*schedule) || !bus) return;
    const auto text = text_of(schedule);
    const auto bus_name = text_of(bus);
    const bool is_own = on.facts.names.resource(target_of_attribute(bus, "Name"), "AWS::Events::EventBus") ||
                        on.facts.names.resource(target_of_arn(bus), "AWS::Events::EventBus");
    if (text && !text->empty() && (is_own || (bus_name && *bus_name != "default" && !bus_name->starts_with("arn:"))))
        on.tell({.rule = rules::schedule_on_own_bus,
                 .message = fmt::format("rule `{}` is a schedule on an event bus of its own", on.id()),
                 .place = on.place("EventBusName"),
                 .fix = "remove `EventBusName`, and put the event on the bus from the target; or use an "
                        "`AWS::Scheduler::Schedule`",
                 .related = {{on.place("ScheduleExpression"), "the schedule"}}});
}

void check_log_subscription(const Subject& on) {
    check_role(on, "subscription filter", "sends to", on.find("RoleArn"), on.find("DestinationArn"),
               on.place("DestinationArn"));
}

namespace {

/// The largest or the smallest of a bound that any of the target's actions sets; nothing when one is not known.
std::optional<std::int64_t> outermost_bound(const Subject& on, std::string_view name) {
    const bool is_min = name == "MinCapacity";
    std::optional<std::int64_t> made;
    bool is_known = true;
    const auto look_at = [&](const Value* bound) {
        if (!bound || is_no_value(*bound)) return;
        const auto number = whole_number(bound);
        if (!number) is_known = false;
        if (number && (!made || (is_min ? *number < *made : *number > *made))) made = number;
    };
    look_at(on.find(name));
    if (const Value* actions = on.find("ScheduledActions"); actions && !actions->is_list() && !is_no_value(*actions))
        return {};
    each(on.find("ScheduledActions"), [&](const Value& action) {
        const Value* sets = action.is_map() ? action.find("ScalableTargetAction") : nullptr;
        is_known = is_known && !action.is_call() && (!sets || sets->is_map());
        if (sets && sets->is_map()) look_at(sets->find(name));
    });
    return is_known ? made : std::nullopt;
}

void check_action_bounds(const Subject& on, const Value& action, std::string_view name) {
    const Value* sets = action.find("ScalableTargetAction");
    if (!sets || !sets->is_map()) return;
    const Value* min = sets->find("MinCapacity");
    const Value* max = sets->find("MaxCapacity");
    const auto least = whole_number(min), most = whole_number(max);
    const auto tell = [&](const Value* bound, std::string says, std::string fix, std::string why = {}) {
        on.tell({.rule = rules::scheduled_action_not_accepted,
                 .message = fmt::format("scheduled action `{}` of `{}` {}", name, on.id(), says),
                 .place = on.place(bound, "ScheduledActions"),
                 .fix = std::move(fix),
                 .why = std::move(why)});
    };
    if (least && most) {
        if (*least > *most)
            tell(min, fmt::format("has a minimum of {} and a maximum of {}", *least, *most),
                 "let the minimum be the maximum at most");
        return;
    }
    const std::string why = "the other bound stays as it is, so Application Auto Scaling fails to do it each time";
    if (least && !max)
        if (const auto highest = outermost_bound(on, "MaxCapacity"); highest && *least > *highest)
            tell(min, fmt::format("has a minimum of {}, and the maximum is never above {}", *least, *highest),
                 "set its maximum, too", why);
    if (most && !min)
        if (const auto lowest = outermost_bound(on, "MinCapacity"); lowest && *most < *lowest)
            tell(max, fmt::format("has a maximum of {}, and the minimum is never below {}", *most, *lowest),
                 "set its minimum, too", why);
}

void check_scheduled_actions(const Subject& on) {
    const Value* min = on.find("MinCapacity");
    const Value* max = on.find("MaxCapacity");
    const auto least = whole_number(min), most = whole_number(max);
    if (least && most && *least > *most)
        on.tell({.rule = rules::scheduled_action_not_accepted,
                 .message = fmt::format("`{}` scales from {} to {}", on.id(), *least, *most),
                 .place = on.place(min, "MinCapacity"),
                 .fix = "let the minimum be the maximum at most"});
    std::map<std::string, Place, std::less<>> before;
    each(on.find("ScheduledActions"), [&](const Value& action) {
        if (!action.is_map()) return;
        const Value* given = action.find("ScheduledActionName");
        const auto name = text_of(given);
        check_action_bounds(on, action, name.value_or("?"));
        if (!name) return;
        const Place place = on.place(given, "ScheduledActions");
        const auto [first, is_new] = before.emplace(*name, place);
        if (!is_new)
            on.tell({.rule = rules::scheduled_action_not_accepted,
                     .message = fmt::format("`{}` has two scheduled actions of the name `{}`", on.id(), *name),
                     .place = place,
                     .fix = "give each a name of its own",
                     .related = {{first->second, "the first"}},
                     .why = "the name tells the actions of a target apart: the second takes the place of the first"});
    });
}

}  // namespace

void check_scalable_target(const Subject& on) {
    check_scheduled_actions(on);
    constexpr std::ptrdiff_t cron_fields = 6;
    each(on.find("ScheduledActions"), [&](const Value& action) {
        if (!action.is_map()) return;
        const Value* schedule = action.find("Schedule");
        const auto text = text_of(schedule);
        if (text && text->find("{{") == text->npos) {
            std::string fix;
            if (text->starts_with("cron(")) {
                // Which days go together Application Auto Scaling says nowhere, so only the fields are counted.
                const std::string_view inside = std::string_view(*text).substr(std::string_view("cron(").size());
                const bool whole = inside.ends_with(')') && std::ranges::count(inside, ' ') == cron_fields - 1;
                if (!whole) fix = "write six fields, such as `cron(0 8 ? * MON-FRI *)`";
            } else if (text->starts_with("at(") ? !is_moment(*text) : !text->starts_with("rate(") || !is_rate(*text)) {
                fix = "write `at(yyyy-mm-ddThh:mm:ss)`, `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`";
            }
            if (!fix.empty())
                on.tell({.rule = rules::invalid_schedule,
                         .message = fmt::format("schedule `{}` of `{}` is none that Application Auto Scaling takes",
                                                *text, on.id()),
                         .place = on.place(schedule, "ScheduledActions"),
                         .fix = std::move(fix),
                         .why = "Application Auto Scaling rejects the action, so the deployment fails and rolls back"});
        }
        const Value* timezone = action.find("Timezone");
        if (const auto zone = text_of(timezone);
            zone && (is_offset(*zone) || std::ranges::find(not_zones, *zone) != std::end(not_zones)))
            on.tell({.rule = rules::unknown_time_zone,
                     .message = fmt::format("a scheduled action of `{}` is in time zone `{}`, which is no name of the "
                                            "IANA database",
                                            on.id(), *zone),
                     .place = on.place(timezone, "ScheduledActions"),
                     .fix = "name a place, such as `Europe/Berlin` or `America/New_York`, or `UTC`"});
    });
}

void check_schedule(const Subject& on) {
    if (const auto expression = text_of(on.find("ScheduleExpression"))) {
        ScheduleFault fault;
        if (expression->starts_with("cron("))
            fault = fault_of_schedule(*expression);
        else if (expression->starts_with("at(") && !is_moment(*expression))
            fault = {"is no moment of the calendar",
                     "write `at(yyyy-mm-ddThh:mm:ss)`, without a time zone: that is "
                     "`ScheduleExpressionTimezone`"};
        else if (expression->starts_with("rate(") && !is_rate(*expression))
            fault = {"is no rate", "write a number above 0 and minutes, hours or days, such as `rate(5 minutes)`"};
        else if (!expression->starts_with("at(") && !expression->starts_with("rate("))
            fault = {"is neither `at(…)`, `rate(…)` nor `cron(…)`", "write one of these, such as `rate(5 minutes)`"};
        if (!fault.what.empty())
            on.tell({.rule = rules::invalid_scheduler_expression,
                     .message = fmt::format("schedule `{}` of `{}` {}", *expression, on.id(), fault.what),
                     .place = on.place("ScheduleExpression"),
                     .fix = std::move(fault.fix)});
    }
    if (const auto zone = text_of(on.find("ScheduleExpressionTimezone")))
        if (is_offset(*zone) || std::ranges::find(not_zones, *zone) != std::end(not_zones))
            on.tell({.rule = rules::unknown_time_zone,
                     .message = fmt::format("schedule `{}` is in time zone `{}`, which is no name of the IANA database",
                                            on.id(), *zone),
                     .place = on.place("ScheduleExpressionTimezone"),
                     .fix = "name a place, such as `Europe/Berlin` or `America/New_York`, or `UTC`"});
    const auto begin = text_of(on.find("StartDate")), end = text_of(on.find("EndDate"));
    // Both in UTC compare as text.
    if (begin && end && begin->size() == end->size() && begin->ends_with('Z') && end->ends_with('Z') && *end <= *begin)
        on.tell({.rule = rules::schedule_ends_first,
                 .message = fmt::format("schedule `{}` ends before it begins", on.id()),
                 .place = on.place("EndDate"),
                 .fix = "choose a later `EndDate`",
                 .related = {{on.place("StartDate"), "begins here"}}});
}

}  // namespace bobgen::combinations
