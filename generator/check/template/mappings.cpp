#include "generator/check/template/mappings.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "bob/text.h"
#include "generator/analysis/macros.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/nearest.h"
#include "generator/rules/intrinsics.h"
#include "generator/rules/model.h"

namespace bobgen {

namespace {

class MappingCheck {
public:
    MappingCheck(const Facts& facts, Report& report) : in_(facts.tree), report_(report) {
        for (const TemplateMapping& one : facts.tree.mappings) {
            known_.emplace(one.name, &one);
            is_open_ = is_open_ || one.name.starts_with("Fn::");
        }
    }

    void run() {
        for (const TemplateMapping& one : in_.mappings) check_form(one);
        // What a macro adds is not visible here.
        if (has_foreign_macros(in_) || is_open_) return;
        for (const TemplateCondition& one : in_.conditions) walk(one.expression, one.place);
        for (const TemplateResource& one : in_.resources) walk(one.properties, one.place);
        for (const TemplateOutput& one : in_.outputs) walk(one.body, one.place);
    }

private:
    void check_form(const TemplateMapping& mapping) {
        if (mapping.name.starts_with("Fn::") || !mapping.body.is_map()) return;
        if (!bob::names::is_logical_id(mapping.name))
            malformed(fmt::format("`{:.80}` is not a valid name for a mapping", mapping.name), mapping.place,
                      "use only letters and digits");
        for (const Member& entry : mapping.body.map()) {
            if (entry.name.starts_with("Fn::")) continue;
            const Place place = entry.place.or_else(mapping.place);
            if (!entry.value.is_map()) {
                malformed(
                    fmt::format("`{:.80}` of mapping `{:.80}` has no second-level keys", entry.name, mapping.name),
                    place, "write a map of keys and values below it");
                continue;
            }
            for (const Member& value : entry.value.map()) {
                const bool is_plain = value.value.is_scalar() && !value.value.is_null();
                const bool is_list = value.value.is_list() &&
                                     std::all_of(value.value.list().begin(), value.value.list().end(),
                                                 [](const Value& one) { return one.is_scalar() && !one.is_null(); });
                if (!is_plain && !is_list && !value.name.starts_with("Fn::"))
                    malformed(
                        fmt::format("`{:.80}.{:.80}` of mapping `{:.80}` is neither a string nor a list of strings",
                                    entry.name, value.name, mapping.name),
                        value.place.or_else(place), "write a string; functions do not work in a mapping");
            }
        }
    }

    void malformed(std::string message, Place place, std::string fix) {
        report_.add({.rule = &rules::malformed_mapping,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .fix = std::move(fix)});
    }

    void walk(const Value& value, Place around) {
        const Place place = value.place.or_else(around);
        if (value.is_list())
            for (const Value& one : value.list()) walk(one, place);
        if (value.is_map())
            for (const Member& one : value.map()) walk(one.value, one.place.or_else(place));
        if (!value.is_call()) return;
        if (value.is_call(Intrinsic::find_in_map)) check_question(value, place);
        walk(value.argument(), place);
    }

    void check_question(const Value& call, Place place) {
        const Value& argument = call.argument();
        // The check of intrinsic functions reports a wrong number of arguments; a fourth is the default when the key is
        // missing.
        if (!argument.is_list() || argument.list().size() != 3) return;
        const List& parts = argument.list();
        const auto name = key_of(parts[0]);
        if (!name) return;
        const auto found = known_.find(*name);
        if (found == known_.end()) {
            Nearest near(*name);
            if (may_search())
                for (const TemplateMapping& one : in_.mappings) near.offer(one.name);
            return tell(
                rules::undeclared_mapping,
                fmt::format("`Fn::FindInMap` uses the mapping `{:.80}`, which the template does not have", *name),
                place_of(&parts[0], place), near);
        }
        const TemplateMapping& mapping = *found->second;
        if (!mapping.body.is_map() || has_loop(mapping.body)) return;
        const auto first = key_of(parts[1]), second = key_of(parts[2]);
        const Value* entry = nullptr;
        if (first) {
            entry = find(mapping.body, *first);
            if (!entry)
                return unknown(*first, fmt::format("mapping `{:.80}`", mapping.name), mapping.body,
                               place_of(&parts[1], place));
        }
        if (!second) return;
        if (entry) {
            if (entry->is_map() && !find(*entry, *second) && !has_loop(*entry))
                unknown(*second, fmt::format("`{:.80}` of mapping `{:.80}`", *first, mapping.name), *entry,
                        place_of(&parts[2], place));
            return;
        }
        // The entry is not known: one entry with the key is enough.
        const Map& entries = mapping.body.map();
        constexpr std::size_t most_keys = 1000;  // CloudFormation allows 200; each lookup goes through all of them
        if (entries.empty() || entries.size() > most_keys ||
            std::any_of(entries.begin(), entries.end(), [&](const Member& one) {
                return !one.value.is_map() || has_loop(one.value) || find(one.value, *second);
            }))
            return;
        unknown(*second, fmt::format("any entry of mapping `{:.80}`", mapping.name), entries.front().value,
                place_of(&parts[2], place));
    }

    /// A map's members by name, built on first use: there may be as many lookups as members.
    struct Members {
        std::unordered_map<std::string_view, const Value*> by_name;
        bool has_loop = false;
    };
    const Members& members_of(const Value& map) {
        const auto [known, is_new] = members_.try_emplace(&map);
        if (is_new)
            for (const Member& one : map.map()) {
                known->second.by_name.emplace(one.name, &one.value);
                known->second.has_loop = known->second.has_loop || one.name.starts_with("Fn::");
            }
        return known->second;
    }
    const Value* find(const Value& map, const std::string& name) {
        const Members& members = members_of(map);
        const auto found = members.by_name.find(name);
        return found == members.by_name.end() ? nullptr : found->second;
    }
    bool has_loop(const Value& map) { return members_of(map).has_loop; }

    /// For the nearest name, which compares all of them.
    bool may_search() {
        searches_left_ -= searches_left_ > 0;
        return searches_left_ > 0;
    }

    static std::optional<std::string> key_of(const Value& value) {
        return is_unknown(value) ? std::nullopt : text_in(value);
    }

    void unknown(std::string_view key, std::string_view where, const Value& keys, Place place) {
        Nearest near(key);
        if (may_search())
            for (const Member& one : keys.map()) near.offer(one.name);
        tell(rules::unknown_mapping_key, fmt::format("there is no `{:.80}` in {}", key, where), place, near);
    }

    void tell(const Rule& rule, std::string message, Place place, const Nearest& near) {
        report_.add({.rule = &rule,
                     .message = std::move(message),
                     .primary = {place, {}},
                     .fix = near.best().empty() ? "add it to `Mappings`, or use an existing key"
                                                : fmt::format("did you mean `{}`?", near.best())});
    }

    const Template& in_;
    std::unordered_map<std::string_view, const TemplateMapping*> known_;
    std::unordered_map<const Value*, Members> members_;
    bool is_open_ = false;
    unsigned searches_left_ = 200;
    Report& report_;
};

}  // namespace

void check_mappings(const Facts& facts, Report& report) { MappingCheck(facts, report).run(); }

}  // namespace bobgen
