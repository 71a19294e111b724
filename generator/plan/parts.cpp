#include "generator/plan/parts.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "generator/analysis/reading.h"
#include "generator/analysis/rename.h"

namespace bobgen::plan {

namespace {

/// What CloudFormation receives for a resource, as in the document.
Value body_of(Value& document, std::string_view section, std::size_t at) {
    Value* members = document.find(section);
    return std::move(members->map()[at].value);
}

/// Everything that belongs to no section.
Value frame_of(const Template& from) {
    Value made = Map{};
    made.set("Description", from.description);
    made.set("Transform", from.transform);
    made.set("Others", from.other_sections);
    made.set("Metadata", from.metadata);
    made.set("Rules", from.rules);
    return made;
}

struct Section {
    Part::Kind kind;
    std::string_view name;
};
constexpr Section sections[] = {{Part::Kind::parameter, "Parameters"},
                                {Part::Kind::mapping, "Mappings"},
                                {Part::Kind::condition, "Conditions"},
                                {Part::Kind::resource, "Resources"},
                                {Part::Kind::output, "Outputs"}};

std::vector<std::string_view> names_in(const Template& from, Part::Kind kind) {
    std::vector<std::string_view> made;
    const auto all = [&](const auto& list) {
        for (const auto& one : list) made.push_back(one.name);
    };
    switch (kind) {
        case Part::Kind::parameter:
            all(from.parameters);
            break;
        case Part::Kind::mapping:
            all(from.mappings);
            break;
        case Part::Kind::condition:
            all(from.conditions);
            break;
        case Part::Kind::output:
            all(from.outputs);
            break;
        case Part::Kind::resource:
            for (const TemplateResource& one : from.resources) made.push_back(one.logical_id);
            break;
        case Part::Kind::frame:
            break;
    }
    return made;
}

}  // namespace

std::vector<Part> parts_of(const Template& before, const Template& after) {
    std::vector<Part> made;
    Value old_document = document(before), new_document = document(after);
    for (const Section& section : sections) {
        std::unordered_map<std::string_view, std::size_t> known;
        const auto old_names = names_in(before, section.kind), new_names = names_in(after, section.kind);
        for (std::size_t i = 0; i < new_names.size(); ++i) {
            known.try_emplace(new_names[i], made.size());
            made.push_back({section.kind, new_names[i], Part::none, i, {}, body_of(new_document, section.name, i)});
        }
        for (std::size_t i = 0; i < old_names.size(); ++i) {
            const auto found = known.find(old_names[i]);
            if (found == known.end())
                made.push_back({section.kind, old_names[i], i, Part::none, body_of(old_document, section.name, i), {}});
            else {
                made[found->second].before = i;
                made[found->second].old_body = body_of(old_document, section.name, i);
            }
        }
    }
    made.push_back({Part::Kind::frame, {}, 0, 0, frame_of(before), frame_of(after)});
    return made;
}

void each_target(const Part& part, const Value& body, const std::function<void(const Target&)>& visit) {
    if (body.is_null()) return;
    each_mention(body, {}, [&](const Mention& one) {
        visit({one.kind == Mention::Kind::condition ? Part::Kind::condition : Part::Kind::resource,
               std::string(one.name), std::string(one.attribute)});
    });
    if (part.kind == Part::Kind::resource || part.kind == Part::Kind::output)
        if (const Value* condition = body.find("Condition"); condition && condition->is_text())
            visit({Part::Kind::condition, condition->text(), {}});
    if (part.kind == Part::Kind::resource)
        each(body.find("DependsOn"), [&](const Value& one) {
            if (one.is_text()) visit({Part::Kind::resource, one.text(), {}});
        });
    const std::function<void(const Value&)> find_mappings = [&](const Value& value) {
        if (value.is_list())
            for (const Value& one : value.list()) find_mappings(one);
        else if (value.is_map())
            for (const Member& one : value.map()) find_mappings(one.value);
        else if (value.is_call()) {
            const Value& argument = value.argument();
            if (value.call().function == Intrinsic::find_in_map && argument.is_list() && !argument.list().empty() &&
                argument.list().front().is_text())
                visit({Part::Kind::mapping, argument.list().front().text(), {}});
            find_mappings(argument);
        }
    };
    find_mappings(body);
}

Template renamed(const Template& from, std::string_view old_id, std::string_view new_id) {
    Template made = from;
    const std::string to(new_id);
    rename(made, [&](std::string_view id) { return id == old_id ? &to : nullptr; });
    return made;
}

Template mixed(const Template& before, const Template& after, const std::vector<Part>& parts,
               const std::function<bool(std::size_t)>& is_new) {
    Template made;
    made.resources.reserve(std::max(before.resources.size(), after.resources.size()));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const bool take_new = is_new(i);
        const std::size_t at = take_new ? part.after : part.before;
        if (at == Part::none) continue;
        const Template& from = take_new ? after : before;
        switch (part.kind) {
            case Part::Kind::parameter:
                made.parameters.push_back(from.parameters[at]);
                break;
            case Part::Kind::mapping:
                made.mappings.push_back(from.mappings[at]);
                break;
            case Part::Kind::condition:
                made.conditions.push_back(from.conditions[at]);
                break;
            case Part::Kind::resource:
                made.resources.push_back(from.resources[at]);
                break;
            case Part::Kind::output:
                made.outputs.push_back(from.outputs[at]);
                break;
            case Part::Kind::frame:
                made.description = from.description;
                made.transform = from.transform;
                made.other_sections = from.other_sections;
                made.metadata = from.metadata;
                made.rules = from.rules;
                made.place = from.place;
                made.description_place = from.description_place;
                break;
        }
    }
    return made;
}

}  // namespace bobgen::plan
