// Names, attribute definitions, and the key schemas of a table and its indexes.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bob/limits.h"
#include "generator/analysis/resolve.h"
#include "generator/check/dynamodb/table.h"
#include "generator/rules/dynamodb.h"

namespace bobgen::dynamodb {

namespace {

namespace limits = bob::limits;

constexpr std::string_view name_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

/// The name of a table or an index.
void object_name(const Text& name, const std::string& title, Report& report) {
    if (!name.known) return;
    const auto length = static_cast<std::int64_t>(name.text.size());
    const std::size_t wrong = name.text.find_first_not_of(name_characters);
    if (wrong != std::string::npos) {
        std::size_t end = wrong + 1;
        // All bytes of a character that takes several.
        while (end < name.text.size() && (static_cast<unsigned char>(name.text[end]) & 0xC0) == 0x80) ++end;
        std::string mended = name.text;
        for (char& one : mended)
            if (name_characters.find(one) == name_characters.npos) one = '-';
        report.add({.rule = &rules::table_name_characters,
                    .message = fmt::format("the name `{}` of {} has the character `{}`", name.text, title,
                                           name.text.substr(wrong, end - wrong)),
                    .primary = {name.place, {}},
                    .fix = fmt::format("use only letters, digits, `_`, `-` and `.`, for example `{}`", mended)});
    }
    if (length < limits::table_name_min || length > limits::table_name_max)
        report.add({.rule = &rules::table_name_length,
                    .message = fmt::format("the name `{}` of {} has {} character{}", name.text, title, length,
                                           length == 1 ? "" : "s"),
                    .primary = {name.place, {}},
                    .fix = fmt::format("choose a name of {} to {} characters", limits::table_name_min.value,
                                       limits::table_name_max.value)});
}

/// Every place that names an attribute, in source order.
std::vector<const Text*> attribute_names(const Table& table) {
    std::vector<const Text*> found;
    found.reserve(table.definitions.size() + table.key.attributes.size());
    for (const Definition& one : table.definitions) found.push_back(&one.name);
    for (const KeyAttribute& one : table.key.attributes) found.push_back(&one.name);
    for (const Index& index : table.indexes)
        for (const KeyAttribute& one : index.key.attributes) found.push_back(&one.name);
    return found;
}

void attribute_lengths(const Table& table, Report& report) {
    // A name that is too long in its definition is as long in every key: one finding, several places.
    std::vector<Text> others;
    for (const Index& index : table.indexes)
        for (Spot one : index.projection["NonKeyAttributes"].elements()) others.push_back(Text(one));
    others.push_back(Text(table.properties["TimeToLiveSpecification"]["AttributeName"]));
    std::vector<const Text*> names = attribute_names(table);
    for (const Text& one : others) names.push_back(&one);

    std::map<std::string_view, Diagnostic> found;
    std::vector<std::string_view> order;
    for (const Text* one : names) {
        const auto bytes = static_cast<std::int64_t>(one->text.size());
        if (!one->known || (bytes >= 1 && bytes <= limits::attribute_name_max)) continue;
        auto [known, is_new] = found.try_emplace(one->text);
        Diagnostic& finding = known->second;
        if (!is_new) {
            if (!(finding.primary.place == one->place)) finding.related.push_back({one->place, "and here"});
            continue;
        }
        order.push_back(known->first);
        finding.rule = &rules::table_attribute_name_length;
        finding.message =
            bytes == 0 ? fmt::format("an attribute of {} has an empty name", table.title)
                       : fmt::format("the attribute name `{}` of {} takes {} bytes", one->text, table.title, bytes);
        finding.primary = {one->place, {}};
        finding.fix = fmt::format("choose a name of 1 to {} bytes (a character outside ASCII takes 2 to 4)",
                                  limits::attribute_name_max.value);
    }
    for (std::string_view name : order) report.add(std::move(found[name]));
}

std::string_view type_in_words(const Text& type) {
    return type.is("S") ? "a string" : type.is("N") ? "a number" : type.is("B") ? "binary" : "of a different type";
}

void repeated_definitions(const Table& table, Report& report) {
    std::map<std::string_view, const Definition*> first;
    for (const Definition& one : table.definitions) {
        if (!one.name.known) continue;
        const auto [before, is_new] = first.try_emplace(one.name.text, &one);
        if (is_new) continue;
        const Definition& other = *before->second;
        if (one.type.known && other.type.known && one.type.text != other.type.text)
            report.add({.rule = &rules::table_attribute_type_conflict,
                        .message = fmt::format("key attribute `{}` has two types in {}", one.name.text, table.title),
                        .primary = {one.type.place, fmt::format("{} here", type_in_words(one.type))},
                        .related = {{other.type.place, fmt::format("{} here", type_in_words(other.type))}},
                        .fix = "give both the same type, or rename one attribute"});
        else
            report.add({.rule = &rules::table_attribute_defined_twice,
                        .message = fmt::format("attribute `{}` is defined twice in {}", one.name.text, table.title),
                        .primary = {one.place, "defined again here"},
                        .related = {{other.place, "first defined here"}},
                        .fix = "remove one of the two definitions"});
    }
}

/// Whether an index projects it by name; then the definition was meant for the projection.
const Index* projecting(const Table& table, std::string_view attribute) {
    for (const Index& index : table.indexes)
        for (Spot one : index.projection["NonKeyAttributes"].elements())
            if (Text(one).is(attribute)) return &index;
    return nullptr;
}

void undefined_attributes(const Table& table, Report& report) {
    if (!table.definitions_complete) return;
    std::vector<std::string_view> defined, reported;
    for (const Definition& one : table.definitions) defined.push_back(one.name.text);
    const auto judge = [&](const KeySchema& key, const std::string& title) {
        for (const KeyAttribute& one : key.attributes) {
            const auto is_in = [&](const auto& names) {
                return std::find(names.begin(), names.end(), one.name.text) != names.end();
            };
            if (!one.name.known || is_in(defined) || is_in(reported)) continue;
            reported.push_back(one.name.text);
            const std::string near = nearest_fix(one.name.text, defined);
            report.add(
                {.rule = &rules::table_key_attribute_undefined,
                 .message = fmt::format("key attribute `{}` of {} is not defined", one.name.text, title),
                 .primary = {one.name.place, "a key here"},
                 .related = {{table.properties["AttributeDefinitions"].place(), "not among these"}},
                 .fix = fmt::format("add its type to `AttributeDefinitions`{}{}", near.empty() ? "" : ", or ", near)});
        }
    };
    judge(table.key, table.title);
    for (const Index& index : table.indexes) judge(index.key, index.title);
}

void unused_definitions(const Table& table, Report& report) {
    // Absent and unreadable keys are separate findings; until they are fixed, it is unknown what is unused.
    if (!table.key.readable || !table.indexes_complete) return;
    // What is newer than the data may have keys of its own.
    if (has_unlisted_properties(table)) return;
    std::vector<std::string_view> used;
    const auto collect = [&](const KeySchema& key) {
        for (const KeyAttribute& one : key.attributes) {
            if (!one.name.known) return false;
            used.push_back(one.name.text);
        }
        return key.readable;
    };
    bool known = collect(table.key);
    std::vector<std::string> searched;  // what a vector index is partitioned and filtered by
    for (const Index& index : table.indexes) known &= collect(index.key);
    for (const Spot index : table.properties["VectorIndexes"].elements())
        for (const Spot element : index["SearchSchema"].elements()) {
            const Text name(element["AttributeName"]);
            known &= name.known;
            searched.push_back(name.text);
        }
    if (!known) return;
    used.insert(used.end(), searched.begin(), searched.end());
    for (const Definition& one : table.definitions) {
        if (!one.name.known || std::find(used.begin(), used.end(), one.name.text) != used.end()) continue;
        const Index* index = projecting(table, one.name.text);
        report.add(
            {.rule = &rules::table_attribute_unused,
             .message = fmt::format("attribute `{}` of {} is defined, but is not a key", one.name.text, table.title),
             .primary = {one.name.place, {}},
             .fix = index ? fmt::format("remove it from `AttributeDefinitions`: {} projects it without a definition",
                                        index->title)
                          : "remove it from `AttributeDefinitions`, which lists key attributes only"});
        // A name that is defined twice is reported once.
        used.push_back(one.name.text);
    }
}

std::string_view half_name(Half half) { return half == Half::partition ? "HASH" : "RANGE"; }

void repeated_in_key(const KeySchema& key, const std::string& title, Report& report) {
    for (auto one = key.attributes.begin(); one != key.attributes.end(); ++one) {
        if (!one->name.known) continue;
        const auto before = std::find_if(key.attributes.begin(), one,
                                         [&](const KeyAttribute& other) { return other.name.is(one->name.text); });
        if (before == one) continue;
        report.add({.rule = &rules::table_key_attribute_repeated,
                    .message = fmt::format("the key of {} names `{}` twice", title, one->name.text),
                    .primary = {one->name.place, "again here"},
                    .related = {{before->name.place, "first here"}},
                    .fix = "name a different attribute, or remove one of the two"});
    }
}

/// Partition key attributes first, then sort key attributes.
void order_in_key(const KeySchema& key, const std::string& title, std::size_t most_partition, Report& report) {
    const auto& attributes = key.attributes;
    if (attributes.empty() || attributes.front().half == Half::unknown) return;
    const auto add = [&](const KeyAttribute& wrong, std::string message, std::vector<Label> related, std::string fix) {
        report.add({.rule = &rules::table_key_order,
                    .message = std::move(message),
                    .primary = {wrong.half_place.or_else(wrong.place), {}},
                    .related = std::move(related),
                    .fix = std::move(fix)});
    };
    if (attributes.front().half == Half::sort) {
        const bool any = key.first(Half::partition) != nullptr;
        return add(attributes.front(), fmt::format("the key of {} starts with a `RANGE` attribute", title), {},
                   any ? "put the `HASH` attribute first" : "make the first attribute `HASH`");
    }
    const KeyAttribute* sort = nullptr;
    std::size_t partitions = 0;
    for (const KeyAttribute& one : attributes) {
        if (one.half == Half::unknown) return;
        if (one.half == Half::sort) {
            if (!sort) sort = &one;
            continue;
        }
        ++partitions;
        if (sort)
            return add(one, fmt::format("the key of {} has a `HASH` attribute after a `RANGE` attribute", title),
                       {{sort->half_place, "`RANGE` here"}}, "put all `HASH` attributes before the `RANGE` attributes");
        if (most_partition == 1 && partitions == 2)
            return add(one, fmt::format("the key of {} has two `HASH` attributes", title),
                       {{attributes.front().half_place, "the first one"}}, "make the second attribute `RANGE`");
    }
}

void simple_key(const KeySchema& key, const std::string& title, Report& report) {
    constexpr std::size_t most = 2;
    if (key.attributes.size() > most) {
        const KeyAttribute& extra = key.attributes[most];
        report.add({.rule = &rules::table_key_too_long,
                    .message = fmt::format("the key of {} has {} attributes", title, key.attributes.size()),
                    .primary = {extra.place, "one too many"},
                    .fix = "keep one `HASH` and one `RANGE` attribute; only a global index can have more"});
    }
    order_in_key(key, title, 1, report);
}

void composed_key(const KeySchema& key, const std::string& title, Report& report) {
    for (Half half : {Half::partition, Half::sort}) {
        std::int64_t count = 0;
        const KeyAttribute* extra = nullptr;
        for (const KeyAttribute& one : key.attributes) {
            if (one.half != half) continue;
            ++count;
            if (count == limits::index_key_attributes + 1) extra = &one;
        }
        if (extra)
            report.add({.rule = &rules::table_key_too_long,
                        .message = fmt::format("the key of {} has {} `{}` attributes", title, count, half_name(half)),
                        .primary = {extra->place, "one too many"},
                        .fix = fmt::format("keep at most {} `{}` attributes", limits::index_key_attributes.value,
                                           half_name(half))});
    }
    order_in_key(key, title, static_cast<std::size_t>(limits::index_key_attributes), report);
}

void one_key(const KeySchema& key, const std::string& title, bool global_index, Report& report) {
    if (!key.readable) return;
    if (key.attributes.empty()) {
        report.add({.rule = &rules::table_key_empty,
                    .message = fmt::format("the key of {} is empty", title),
                    .primary = {key.place, {}},
                    .fix = "add a `HASH` attribute to `KeySchema`"});
        return;
    }
    if (global_index)
        composed_key(key, title, report);
    else
        simple_key(key, title, report);
    repeated_in_key(key, title, report);
}

}  // namespace

void check_names(const Table& table, Report& report) {
    object_name(table.name, table.title, report);
    for (const Index& index : table.indexes)
        object_name(index.name, fmt::format("{} index of {}", index.global ? "a global" : "a local", table.title),
                    report);
    attribute_lengths(table, report);
}

void check_definitions(const Table& table, Report& report) {
    repeated_definitions(table, report);
    undefined_attributes(table, report);
    unused_definitions(table, report);
}

void check_keys(const Table& table, Report& report) {
    one_key(table.key, table.title, false, report);
    for (const Index& index : table.indexes) one_key(index.key, index.title, index.global, report);
}

}  // namespace bobgen::dynamodb
