#include "generator/plan/table.h"

#include <algorithm>
#include <map>
#include <set>

#include "generator/analysis/resolve.h"

namespace bobgen::plan {

namespace {

constexpr std::string_view global_indexes = "GlobalSecondaryIndexes";
constexpr std::string_view local_indexes = "LocalSecondaryIndexes";
constexpr std::string_view definitions = "AttributeDefinitions";
constexpr std::string_view time_to_live = "TimeToLiveSpecification";
constexpr std::string_view stream = "StreamSpecification";

const List no_elements;

const List& elements(const Value& properties, std::string_view name) {
    const Value* list = properties.find(name);
    return list && list->is_list() ? list->list() : no_elements;
}

std::string text_at(const Value& map, std::string_view name) {
    const Value* value = map.find(name);
    return value ? text_in(*value).value_or(std::string()) : std::string();
}

std::string name_of(const Value& index) { return text_at(index, "IndexName"); }

/// Attribute and key type, "HASH username".
std::vector<std::string> key_of(const Value& with_key) {
    std::vector<std::string> made;
    for (const Value& one : elements(with_key, "KeySchema"))
        made.push_back(text_at(one, "KeyType") + " " + text_at(one, "AttributeName"));
    return made;
}

std::set<std::string> key_attributes(const Value& with_key) {
    std::set<std::string> made;
    for (const Value& one : elements(with_key, "KeySchema")) made.insert(text_at(one, "AttributeName"));
    return made;
}

std::map<std::string, std::string> types_in(const Value& properties) {
    std::map<std::string, std::string> made;
    for (const Value& one : elements(properties, definitions))
        made.try_emplace(text_at(one, "AttributeName"), text_at(one, "AttributeType"));
    return made;
}

/// Whether all indexes and attributes can be distinguished, so that a list can be rebuilt.
bool can_be_taken_apart(const Value& properties) {
    const auto named = [&](std::string_view list, std::string_view name) {
        const Value* value = properties.find(list);
        if (!value) return true;
        if (!value->is_list()) return false;
        return std::all_of(value->list().begin(), value->list().end(), [&](const Value& one) {
            const Value* text = one.find(name);
            return text && text->is_text();
        });
    };
    return named(global_indexes, "IndexName") && named(definitions, "AttributeName");
}

/// Key, projection and the types of the key attributes; the order of projected attributes means nothing.
std::string definition_of(const Value& index, const std::map<std::string, std::string>& types) {
    std::string made;
    for (const std::string& one : key_of(index)) {
        const auto type = types.find(one.substr(one.find(' ') + 1));
        made.append(one).append(":").append(type == types.end() ? "" : type->second).append("\n");
    }
    if (const Value* projection = index.find("Projection")) {
        made += text_at(*projection, "ProjectionType");
        std::set<std::string> attributes;
        for (const Value& one : elements(*projection, "NonKeyAttributes"))
            attributes.insert(text_in(one).value_or(std::string()));
        for (const std::string& one : attributes) made.append("\n").append(one);
    }
    return made;
}

/// The index as the table's billing mode requires: in a provisioned table it needs throughput, in others it must have
/// none.
Value fitted(Value index, const Value& table) {
    Map& members = index.map();
    const auto drop = [&](std::string_view name) {
        std::erase_if(members, [&](const Member& one) { return one.name == name; });
    };
    const Value* throughput = table.find("ProvisionedThroughput");
    if (text_at(table, "BillingMode") == "PAY_PER_REQUEST") {
        drop("ProvisionedThroughput");
    } else if (throughput) {
        drop("OnDemandThroughput");
        if (!index.find("ProvisionedThroughput")) index.set("ProvisionedThroughput", *throughput);
    }
    return index;
}

/// Puts the value in place of a member with that name, or at the end; null removes it.
void put(Value& map, std::string_view name, Value value) {
    if (value.is_null())
        std::erase_if(map.map(), [&](const Member& one) { return one.name == name; });
    else if (Value* there = map.find(name))
        *there = std::move(value);
    else
        map.set(name, std::move(value));
}

Value or_null(const Value* value) { return value ? *value : Value(); }

/// The attribute that expires items; empty when nothing does.
std::string expiring(const Value& properties) {
    const Value* setting = properties.find(time_to_live);
    if (!setting || !boolean_in(or_null(setting->find("Enabled"))).value_or(false)) return {};
    return text_at(*setting, "AttributeName");
}

std::string view_of(const Value& properties) {
    const Value* setting = properties.find(stream);
    return setting ? text_at(*setting, "StreamViewType") : std::string();
}

/// The properties without those that have a separate update.
Value rest_of(const Value& properties, const Table& table) {
    Value made = properties;
    if (!made.is_map()) return made;
    if (!table.indexes.empty()) {
        put(made, global_indexes, {});
        put(made, definitions, {});
    }
    if (table.time_to_live) put(made, time_to_live, {});
    if (table.stream) put(made, stream, {});
    return made;
}

bool same_around(const TemplateResource& a, const TemplateResource& b) {
    return a.type == b.type && a.depends_on == b.depends_on && a.condition == b.condition &&
           a.deletion_policy == b.deletion_policy && a.update_replace_policy == b.update_replace_policy &&
           a.creation_policy == b.creation_policy && a.update_policy == b.update_policy && a.metadata == b.metadata &&
           a.policies == b.policies && a.macro == b.macro;
}

}  // namespace

int Table::projected(const Value& index) {
    const Value* projection = index.find("Projection");
    return projection ? static_cast<int>(elements(*projection, "NonKeyAttributes").size()) : 0;
}

Table table_between(const Template& old_template, const TemplateResource& before, const Template& new_template,
                    const TemplateResource& after) {
    Table made;
    made.before = &before;
    made.after = &after;
    made.old_properties_ = resolved(before.properties, old_template);
    made.new_properties_ = resolved(after.properties, new_template);
    const Value &old_properties = made.old_properties_, &new_properties = made.new_properties_;

    if (can_be_taken_apart(before.properties) && can_be_taken_apart(after.properties)) {
        const auto old_types = types_in(old_properties), new_types = types_in(new_properties);
        std::map<std::string, const Value*> old_ones;
        for (const Value& one : elements(before.properties, global_indexes)) old_ones.try_emplace(name_of(one), &one);
        for (const Value& one : elements(after.properties, global_indexes)) {
            const auto found = old_ones.find(name_of(one));
            if (found == old_ones.end()) {
                made.indexes.push_back({name_of(one), nullptr, &one});
                continue;
            }
            const Value old_index = resolved(*found->second, old_template), new_index = resolved(one, new_template);
            if (definition_of(old_index, old_types) != definition_of(new_index, new_types))
                made.indexes.push_back({name_of(one), found->second, &one});
            old_ones.erase(found);
        }
        for (const Value& one : elements(before.properties, global_indexes))
            if (const auto found = old_ones.find(name_of(one)); found != old_ones.end() && found->second == &one)
                made.indexes.push_back({name_of(one), &one, nullptr});
    }

    const std::string old_expiring = expiring(old_properties), new_expiring = expiring(new_properties);
    made.time_to_live = !old_expiring.empty() && !new_expiring.empty() && old_expiring != new_expiring;
    const std::string old_view = view_of(old_properties), new_view = view_of(new_properties);
    made.stream = !old_view.empty() && !new_view.empty() && old_view != new_view;

    // An index that stays may have changed settings.
    const auto settings = [&](const Value& properties) {
        std::map<std::string, const Value*> kept;
        for (const Value& one : elements(properties, global_indexes))
            if (std::none_of(made.indexes.begin(), made.indexes.end(),
                             [&](const IndexChange& change) { return change.name == name_of(one); }))
                kept.try_emplace(name_of(one), &one);
        return kept;
    };
    const auto old_settings = settings(before.properties), new_settings = settings(after.properties);
    const bool settings_change =
        !std::equal(old_settings.begin(), old_settings.end(), new_settings.begin(), new_settings.end(),
                    [](const auto& a, const auto& b) { return a.first == b.first && *a.second == *b.second; });
    made.rest = settings_change || !same_around(before, after) ||
                !(rest_of(before.properties, made) == rest_of(after.properties, made));

    for (const std::string_view kind : {global_indexes, local_indexes})
        for (const Value& one : elements(old_properties, kind)) {
            ++made.indexes_before;
            made.attributes_before += Table::projected(one);
        }
    return made;
}

std::vector<std::size_t> Table::must_go_before(std::size_t index) const {
    std::vector<std::size_t> made;
    if (!indexes[index].after) return made;
    const auto old_types = types_in(old_properties_), new_types = types_in(new_properties_);
    for (std::size_t other = 0; other < indexes.size(); ++other) {
        if (other == index || !indexes[other].before) continue;
        const auto mine = key_attributes(*indexes[index].after), theirs = key_attributes(*indexes[other].before);
        const bool in_the_way = std::any_of(mine.begin(), mine.end(), [&](const std::string& attribute) {
            const auto old_type = old_types.find(attribute), new_type = new_types.find(attribute);
            return theirs.count(attribute) != 0 && old_type != old_types.end() && new_type != new_types.end() &&
                   old_type->second != new_type->second;
        });
        if (in_the_way) made.push_back(other);
    }
    return made;
}

TemplateResource Table::in(const TableState& state) const {
    const bool all_indexes = std::all_of(indexes.begin(), indexes.end(), [&](const IndexChange& one) {
        const std::size_t i = static_cast<std::size_t>(&one - indexes.data());
        return (!one.before || state.dropped[i]) && (!one.after || state.made[i]);
    });
    const bool no_index = std::none_of(state.dropped.begin(), state.dropped.end(), [](bool is) { return is; }) &&
                          std::none_of(state.made.begin(), state.made.end(), [](bool is) { return is; });
    const bool new_base = state.rest || !rest;
    if (new_base && all_indexes && (!time_to_live || state.new_time_to_live) && (!stream || state.new_stream))
        return *after;

    TemplateResource made = new_base ? *after : *before;
    Value& properties = made.properties;
    if (time_to_live) {
        const Value* setting = (state.new_time_to_live ? after : before)->properties.find(plan::time_to_live);
        Value value = *setting;
        if (state.no_time_to_live && !state.new_time_to_live) put(value, "Enabled", false);
        put(properties, plan::time_to_live, std::move(value));
    }
    if (stream) {
        const TemplateResource* from = state.new_stream ? after : before;
        put(properties, plan::stream,
            state.no_stream && !state.new_stream ? Value() : or_null(from->properties.find(plan::stream)));
    }
    if (indexes.empty() || (all_indexes && new_base) || (no_index && !new_base)) return made;

    const auto change_of = [&](const std::string& name) {
        return std::find_if(indexes.begin(), indexes.end(), [&](const IndexChange& one) { return one.name == name; });
    };
    List list;
    std::set<std::string> there;
    const auto add = [&](const Value& index, bool fit) {
        there.insert(name_of(index));
        list.push_back(fit ? fitted(index, properties) : index);
    };
    const auto is_old = [&](const IndexChange& one) {
        return one.before && !state.dropped[static_cast<std::size_t>(&one - indexes.data())];
    };
    const auto is_new = [&](const IndexChange& one) {
        return one.after && state.made[static_cast<std::size_t>(&one - indexes.data())];
    };
    // In the order of the target, so that the last template differs from the previous one only by the change.
    for (const Value& one : elements(after->properties, global_indexes)) {
        const auto change = change_of(name_of(one));
        if (change == indexes.end()) {
            const List& old_list = elements(before->properties, global_indexes);
            const auto old = std::find_if(old_list.begin(), old_list.end(),
                                          [&](const Value& other) { return name_of(other) == name_of(one); });
            add(new_base || old == old_list.end() ? one : *old, false);
        } else if (is_new(*change)) {
            add(one, !new_base);
        } else if (is_old(*change)) {
            add(*change->before, new_base);
        }
    }
    for (const Value& one : elements(before->properties, global_indexes))
        if (const auto change = change_of(name_of(one));
            change != indexes.end() && !change->after && is_old(*change) && !there.count(name_of(one)))
            add(one, new_base);

    // Attributes that are no longer in any key must not be defined.
    std::set<std::string> old_keys, new_keys;
    for (const Value& one : list) {
        const auto change = change_of(name_of(one));
        const bool as_before = change != indexes.end() && is_old(*change);
        (as_before ? old_keys : new_keys).merge(key_attributes(one));
    }
    const Value& base = new_base ? after->properties : before->properties;
    new_keys.merge(key_attributes(base));
    for (const Value& one : elements(base, local_indexes)) new_keys.merge(key_attributes(one));
    List defined;
    std::set<std::string> known;
    const auto define = [&](const Value& from, const std::set<std::string>& wanted) {
        for (const Value& one : elements(from, definitions)) {
            const std::string name = text_at(one, "AttributeName");
            if (wanted.count(name) && known.insert(name).second) defined.push_back(one);
        }
    };
    std::set<std::string> only_old;
    std::set_difference(old_keys.begin(), old_keys.end(), new_keys.begin(), new_keys.end(),
                        std::inserter(only_old, only_old.end()));
    define(after->properties, new_keys);
    define(before->properties, only_old);
    define(before->properties, new_keys);
    put(properties, definitions, Value(std::move(defined)));
    put(properties, global_indexes, list.empty() ? Value() : Value(std::move(list)));
    return made;
}

bool is_another_table(const Template& old_template, const TemplateResource& before, const Template& new_template,
                      const TemplateResource& after) {
    const Value old_properties = resolved(before.properties, old_template);
    const Value new_properties = resolved(after.properties, new_template);
    if (key_of(old_properties) != key_of(new_properties)) return true;
    const Value old_name = or_null(old_properties.find("TableName")),
                new_name = or_null(new_properties.find("TableName"));
    if (!(old_name == new_name)) return true;
    const auto old_types = types_in(old_properties), new_types = types_in(new_properties);
    for (const std::string& attribute : key_attributes(new_properties)) {
        const auto a = old_types.find(attribute), b = new_types.find(attribute);
        if (a != old_types.end() && b != new_types.end() && a->second != b->second) return true;
    }
    const auto locals = [](const Value& properties, const std::map<std::string, std::string>& types) {
        std::map<std::string, std::string> made;
        for (const Value& one : elements(properties, local_indexes))
            made.try_emplace(name_of(one), definition_of(one, types));
        return made;
    };
    return locals(old_properties, old_types) != locals(new_properties, new_types);
}

}  // namespace bobgen::plan
