// Capacity, billing mode, and the settings that do not depend on others.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "bob/limits.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/resolve.h"
#include "generator/check/dynamodb/table.h"
#include "generator/rules/dynamodb.h"
#include "generator/rules/model.h"

namespace bobgen::dynamodb {

namespace {

namespace limits = bob::limits;

enum class Mode : unsigned char { unknown, provisioned, on_demand };

Mode billing_mode(const Text& mode, bool open) {
    if (!mode.present) return open ? Mode::unknown : Mode::provisioned;
    return mode.is("PROVISIONED") ? Mode::provisioned : mode.is("PAY_PER_REQUEST") ? Mode::on_demand : Mode::unknown;
}

/// The place that determines the mode: the property, or the table that leaves it out.
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
        bool has_quota;
    } throughputs[] = {
        {"ProvisionedThroughput", {"ReadCapacityUnits", "WriteCapacityUnits"}, false, true},
        {"OnDemandThroughput", {"MaxReadRequestUnits", "MaxWriteRequestUnits"}, true, true},
        {"WarmThroughput", {"ReadUnitsPerSecond", "WriteUnitsPerSecond"}, true, false},
    };
    for (const auto& [name, members, one_needed, has_quota] : throughputs) {
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
                            .fix = fmt::format("write 1 or more{}", one_needed ? ", or remove it" : "")});
            if (units && has_quota && *units > limits::table_units)
                report.add({.rule = &rules::table_capacity_above_quota,
                            .message = fmt::format("`{}` of {} is {}", member, title, *units),
                            .primary = {throughput[member].place(), {}},
                            .fix = fmt::format("write {} or less, or have AWS raise the account's quota",
                                               limits::table_units.value)});
        }
        if (one_needed && !any)
            report.add({.rule = &rules::table_throughput_empty,
                        .message = fmt::format("`{}` of {} has neither reads nor writes", name, title),
                        .primary = {throughput.place(), {}},
                        .fix = fmt::format("add {}, or remove `{}`",
                                           quoted_list({members.begin(), members.end()}, "or"), name)});
    }
}

/// What the billing mode requires of one table or index.
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
                    .message = fmt::format("{} has provisioned capacity, but is on-demand", title),
                    .primary = {provisioned.place(), "capacity here"},
                    .related = {mode_label(table, mode)},
                    .fix = "remove `ProvisionedThroughput`, or set `BillingMode: PROVISIONED` on the table"});
}

/// What the mode starts with. DynamoDB allows less than the capacity of a provisioned index.
void warmth(Spot body, const std::string& title, Mode billing, bool is_table, Report& report) {
    const struct {
        std::string_view member;
        std::string_view capacity;
        const bob::Limit& initial;
    } halves[] = {{"ReadUnitsPerSecond", "ReadCapacityUnits", limits::warm_reads_min},
                  {"WriteUnitsPerSecond", "WriteCapacityUnits", limits::warm_writes_min}};
    const Spot warm = body["WarmThroughput"];
    for (const auto& [member, capacity, initial] : halves) {
        const auto units = units_in(warm, member);
        std::optional<std::int64_t> least;
        if (billing == Mode::on_demand) least = initial.value;
        if (billing == Mode::provisioned && is_table) least = units_in(body["ProvisionedThroughput"], capacity);
        // Less than one is a separate finding.
        if (!units || !least || *units < 1 || *units >= *least) continue;
        Diagnostic finding{
            .rule = &rules::table_warm_throughput_too_low,
            .message = fmt::format("`{}` of {} is {}, less than the initial {}", member, title, *units, *least),
            .primary = {warm[member].place(), {}},
            .fix = fmt::format("write {} or more, or remove it", *least)};
        if (billing == Mode::provisioned)
            finding.related.push_back({body["ProvisionedThroughput"][capacity].place(), "its capacity"});
        report.add(std::move(finding));
    }
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
             .fix = fmt::format(
                 "give the index {} write units or more, unless only few of the table's writes affect it", *of_table)});
    }
}

void encryption(const Table& table, Report& report) {
    const Spot given = table.properties["SSESpecification"], enabled = given["SSEEnabled"];
    if (!enabled || is_unknown(*enabled.value) || boolean_in(*enabled.value) != false) return;
    for (std::string_view member : {"SSEType", "KMSMasterKeyId"}) {
        const Spot one = given[member];
        // A setting under a condition that only AWS can evaluate may be absent.
        if (!one || one.value->is_call(Intrinsic::if_)) continue;
        report.add({.rule = &rules::table_encryption_off,
                    .message = fmt::format("`{}` of {} is given, but `SSEEnabled` is false", member, table.title),
                    .primary = {one.place(), {}},
                    .related = {{enabled.place(), "off here"}},
                    .fix = fmt::format("write `SSEEnabled: true`, or remove `{}`", member)});
    }
}

/// Characters outside ASCII count as one, whatever their bytes.
std::int64_t characters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](unsigned char one) { return (one & 0xC0) != 0x80; });
}

bool fits_in_tag(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char one) {
        return one >= 0x80 || std::isalnum(one) || std::isspace(one) ||
               std::string_view("_.:/=+-@").find(static_cast<char>(one)) != std::string_view::npos;
    });
}

void tags(const Table& table, Report& report) {
    std::map<std::string, Place> first;
    for (Spot one : table.properties["Tags"].elements()) {
        const Text key(one["Key"]), value(one["Value"]);
        if (key.known && (key.text.empty() || characters(key.text) > limits::tag_key_max ||
                          key.text.rfind("aws:", 0) == 0 || !fits_in_tag(key.text)))
            report.add(
                {.rule = &rules::invalid_tag,
                 .message = fmt::format("{} has a tag that AWS rejects: `{}`", table.title, key.text),
                 .primary = {key.place, {}},
                 .fix = fmt::format(
                     "use a key of 1 to {} letters, digits, blanks and `_.:/=+-@` that does not start with `aws:`",
                     limits::tag_key_max.value)});
        if (value.known && (characters(value.text) > limits::tag_value_max || !fits_in_tag(value.text)))
            report.add(
                {.rule = &rules::invalid_tag,
                 .message = fmt::format("{} has a tag with a value that AWS rejects: `{}`", table.title, value.text),
                 .primary = {value.place, {}},
                 .fix = fmt::format("use a value of at most {} letters, digits, blanks and `_.:/=+-@`",
                                    limits::tag_value_max.value)});
        if (!key.known) continue;
        const auto [before, is_new] = first.try_emplace(key.text, key.place);
        if (!is_new)
            report.add({.rule = &rules::table_duplicate_tag,
                        .message = fmt::format("{} has two tags with the key `{}`", table.title, key.text),
                        .primary = {key.place, "again here"},
                        .related = {{before->second, "first here"}},
                        .fix = "remove one of the two, or rename its key"});
    }
}

void time_to_live(const Table& table, Report& report) {
    const Spot given = table.properties["TimeToLiveSpecification"];
    if (!given || !given.value->is_map() || given["AttributeName"] || is_open(*given.value)) return;
    const Spot enabled = given["Enabled"];
    if (!enabled || is_unknown(*enabled.value) || boolean_in(*enabled.value) != true) return;
    report.add({.rule = &rules::table_ttl_without_attribute,
                .message = fmt::format("time to live of {} is enabled, but names no attribute", table.title),
                .primary = {enabled.place(), "enabled here"},
                .fix = "add `AttributeName`, the attribute that holds the expiry time in seconds"});
}

void recovery(const Table& table, Report& report) {
    const Spot given = table.properties["PointInTimeRecoverySpecification"];
    const auto days = units_in(given, "RecoveryPeriodInDays");
    if (!days || (*days >= limits::recovery_days_min && *days <= limits::recovery_days_max)) return;
    report.add(
        {.rule = &rules::table_recovery_days,
         .message = fmt::format("point-in-time recovery of {} covers {} days", table.title, *days),
         .primary = {given["RecoveryPeriodInDays"].place(), {}},
         .fix = fmt::format("write {} to {}", limits::recovery_days_min.value, limits::recovery_days_max.value)});
}

}  // namespace

void check_capacity(const Table& table, Report& report) {
    // Absent properties mean the default mode, which requires capacity; unreadable ones cannot be checked.
    if (!table.properties.value->is_map() && !table.properties.value->is_null()) return;
    const Text mode(table.properties["BillingMode"]);
    const Mode billing = billing_mode(mode, is_open(*table.properties.value));
    numbers(table.properties, table.title, report);
    against_mode(table, table.properties, table.title, mode, billing, report);
    warmth(table.properties, table.title, billing, true, report);
    for (const Index& index : table.indexes) {
        const std::string& title = index.title;
        // On a local index, any throughput is an unknown property.
        if (!index.global) continue;
        numbers(index.body, title, report);
        against_mode(table, index.body, title, mode, billing, report);
        warmth(index.body, title, billing, false, report);
    }
    if (billing == Mode::provisioned) write_capacity(table, report);
}

void check_settings(const Table& table, Report& report) {
    time_to_live(table, report);
    recovery(table, report);
    encryption(table, report);
    tags(table, report);
}

}  // namespace bobgen::dynamodb
