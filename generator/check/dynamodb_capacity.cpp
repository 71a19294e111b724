// Capacity, billing mode, and the settings that stand alone.
#include <fmt/format.h>

#include <optional>

#include "bob/limits.h"
#include "generator/check/dynamodb_table.h"
#include "generator/check/resolve.h"
#include "generator/rules/dynamodb.h"

namespace bobgen::dynamodb {

namespace {

namespace limits = bob::limits;

enum class Mode : unsigned char { unknown, provisioned, on_demand };

Mode billing_mode(const Text& mode, bool open) {
    if (!mode.present) return open ? Mode::unknown : Mode::provisioned;
    return mode.is("PROVISIONED") ? Mode::provisioned : mode.is("PAY_PER_REQUEST") ? Mode::on_demand : Mode::unknown;
}

/// What says the mode: the property, or the table that leaves it out.
Label mode_label(const Table& table, const Text& mode) {
    if (mode.present) return {mode.place, fmt::format("`{}` here", mode.text)};
    return {table.properties.place(), "no `BillingMode`, which means `PROVISIONED`"};
}

std::optional<std::int64_t> units_in(Spot throughput, std::string_view name) {
    const Spot found = throughput[name];
    return found && !is_unknown(*found.value) ? integer_in(*found.value) : std::nullopt;
}

/// The numbers of one table or index, whatever the mode.
void numbers(Spot body, const std::string& title, Report& report) {
    const struct {
        std::string_view name;
        std::initializer_list<std::string_view> members;
        bool one_needed;
    } throughputs[] = {
        {"ProvisionedThroughput", {"ReadCapacityUnits", "WriteCapacityUnits"}, false},
        {"OnDemandThroughput", {"MaxReadRequestUnits", "MaxWriteRequestUnits"}, true},
        {"WarmThroughput", {"ReadUnitsPerSecond", "WriteUnitsPerSecond"}, true},
    };
    for (const auto& [name, members, one_needed] : throughputs) {
        const Spot throughput = body[name];
        if (!throughput || !throughput.value->is_map()) continue;
        bool any = is_open(*throughput.value);
        for (std::string_view member : members) {
            any |= static_cast<bool>(throughput[member]);
            const auto units = units_in(throughput, member);
            if (units && *units < 1)
                report.add({.rule = &rules::table_capacity_below_one,
                            .message = fmt::format("`{}` of {} is {}", member, title, *units),
                            .primary = {throughput[member].place(), {}},
                            .fix = fmt::format("write 1 or more{}", one_needed ? ", or leave it out" : "")});
        }
        if (one_needed && !any)
            report.add({.rule = &rules::table_throughput_empty,
                        .message = fmt::format("`{}` of {} says neither reads nor writes", name, title),
                        .primary = {throughput.place(), {}},
                        .fix = fmt::format("add {}, or leave `{}` out",
                                           quoted_list({members.begin(), members.end()}, "or"), name)});
    }
}

/// What the billing mode asks of one table or index.
void against_mode(const Table& table, Spot body, const std::string& title, const Text& mode, Mode billing,
                  Report& report) {
    const Spot provisioned = body["ProvisionedThroughput"], on_demand = body["OnDemandThroughput"];
    if (billing == Mode::provisioned && !provisioned && !is_open(*body.value))
        report.add({.rule = &rules::table_capacity_missing,
                    .message = fmt::format("{} is provisioned, but has no `ProvisionedThroughput`", title),
                    .primary = {body.place(), "no capacity here"},
                    .related = {mode_label(table, mode)},
                    .fix = "add `ProvisionedThroughput`, or set `BillingMode: PAY_PER_REQUEST` on the table"});
    if (billing == Mode::provisioned && on_demand)
        report.add({.rule = &rules::table_on_demand_limit_when_provisioned,
                    .message = fmt::format("{} has an on-demand limit, but is provisioned", title),
                    .primary = {on_demand.place(), "a limit here"},
                    .related = {mode_label(table, mode)},
                    .fix = "remove `OnDemandThroughput`, or set `BillingMode: PAY_PER_REQUEST` on the table"});
    if (billing == Mode::on_demand && provisioned)
        report.add({.rule = &rules::table_capacity_when_on_demand,
                    .message = fmt::format("{} has provisioned capacity, but pays for each request", title),
                    .primary = {provisioned.place(), "capacity here"},
                    .related = {mode_label(table, mode)},
                    .fix = "remove `ProvisionedThroughput`, or set `BillingMode: PROVISIONED` on the table"});
}

void write_capacity(const Table& table, Report& report) {
    const Spot throughput = table.properties["ProvisionedThroughput"];
    const auto of_table = units_in(throughput, "WriteCapacityUnits");
    if (!of_table) return;
    for (const Index& index : table.indexes) {
        const Spot own = index.body["ProvisionedThroughput"];
        const auto of_index = units_in(own, "WriteCapacityUnits");
        if (!index.global || !of_index || *of_index < 1 || *of_index >= *of_table) continue;
        report.add(
            {.rule = &rules::table_index_write_capacity,
             .message = fmt::format("{} has {} write unit{}, its table has {}", index.title, *of_index,
                                    *of_index == 1 ? "" : "s", *of_table),
             .primary = {own["WriteCapacityUnits"].place(), "the index"},
             .related = {{throughput["WriteCapacityUnits"].place(), "the table"}},
             .fix = fmt::format("give the index {} write units or more, unless few of the table's writes reach it",
                                *of_table)});
    }
}

void time_to_live(const Table& table, Report& report) {
    const Spot given = table.properties["TimeToLiveSpecification"];
    if (!given || !given.value->is_map() || given["AttributeName"] || is_open(*given.value)) return;
    const Spot enabled = given["Enabled"];
    if (!enabled || is_unknown(*enabled.value) || boolean_in(*enabled.value) != true) return;
    report.add({.rule = &rules::table_ttl_without_attribute,
                .message = fmt::format("time to live of {} is on, but names no attribute", table.title),
                .primary = {enabled.place(), "on here"},
                .fix = "add `AttributeName`: the attribute that holds the second of expiry"});
}

void recovery(const Table& table, Report& report) {
    const Spot given = table.properties["PointInTimeRecoverySpecification"];
    const auto days = units_in(given, "RecoveryPeriodInDays");
    if (!days || (*days >= limits::recovery_days_min && *days <= limits::recovery_days_max)) return;
    report.add(
        {.rule = &rules::table_recovery_days,
         .message = fmt::format("point-in-time recovery of {} reaches back {} days", table.title, *days),
         .primary = {given["RecoveryPeriodInDays"].place(), {}},
         .fix = fmt::format("write {} to {}", limits::recovery_days_min.value, limits::recovery_days_max.value)});
}

}  // namespace

void check_capacity(const Table& table, Report& report) {
    // Absent properties leave the default mode, which asks for capacity; unreadable ones leave nothing to judge.
    if (!table.properties.value->is_map() && !table.properties.value->is_null()) return;
    const Text mode(table.properties["BillingMode"]);
    const Mode billing = billing_mode(mode, is_open(*table.properties.value));
    numbers(table.properties, table.title, report);
    against_mode(table, table.properties, table.title, mode, billing, report);
    for (const Index& index : table.indexes) {
        const std::string& title = index.title;
        // On a local index any throughput is an unknown property.
        if (!index.global) continue;
        numbers(index.body, title, report);
        against_mode(table, index.body, title, mode, billing, report);
    }
    if (billing == Mode::provisioned) write_capacity(table, report);
}

void check_settings(const Table& table, Report& report) {
    time_to_live(table, report);
    recovery(table, report);
}

}  // namespace bobgen::dynamodb
