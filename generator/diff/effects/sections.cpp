#include "generator/diff/effects/sections.h"

#include <fmt/format.h>

#include <unordered_map>

#include "generator/no_echo.h"
#include "generator/rules/changes.h"

namespace bobgen::diff {

namespace {

/// Calls for each name of both sections, first those of the new one; a missing one is null.
template <class List, class Visit>
void each_pair(const List& before, const List& after, const Visit& visit) {
    std::unordered_map<std::string_view, const typename List::value_type*> old_ones, new_ones;
    for (const auto& one : before) old_ones.emplace(one.name, &one);
    for (const auto& one : after) {
        new_ones.emplace(one.name, &one);
        const auto found = old_ones.find(one.name);
        visit(found == old_ones.end() ? nullptr : found->second, &one);
    }
    for (const auto& one : before)
        if (!new_ones.contains(one.name)) visit(&one, nullptr);
}

void parameters(const Side& before, const Side& after, Difference& out) {
    each_pair(
        before.tree().parameters, after.tree().parameters,
        [&](const TemplateParameter* old_one, const TemplateParameter* new_one) {
            const std::string& name = (new_one ? new_one : old_one)->name;
            const auto add = [&](Action action, std::string message, const Rule* rule = nullptr) {
                out.others.push_back({"Parameters", name, action, std::move(message),
                                      (new_one ? new_one : old_one)->place, rule,
                                      rule ? "pass a value when you deploy, or add a `Default`" : ""});
            };
            if (!new_one) return add(Action::remove, fmt::format("parameter `{}` is removed", name));
            const Value* standard = new_one->body.find("Default");
            if (!old_one)
                return standard ? add(Action::create, fmt::format("parameter `{}` is new", name))
                                : add(Action::create, fmt::format("parameter `{}` is new and needs a value", name),
                                      &rules::parameter_needs_value);
            const Value* was = old_one->body.find("Default");
            const Value *old_type = old_one->body.find("Type"), *new_type = new_one->body.find("Type");
            if (old_type && new_type && !same(*old_type, *new_type))
                add(Action::update,
                    fmt::format("parameter `{}` is a {}, no longer a {}", name, shown(*new_type), shown(*old_type)));
            const auto hides = [](const Value& body) { return body.is_map() && hides_values(body.map()); };
            const bool hidden = hides(new_one->body) || hides(old_one->body);
            if (was && !standard)
                add(Action::update, fmt::format("parameter `{}` no longer has a default", name));
            else if (standard && (!was || !same(*was, *standard)))
                add(Action::update, hidden || !was ? fmt::format("parameter `{}` has a different default", name)
                                                   : fmt::format("parameter `{}` has the default `{}` instead of `{}`",
                                                                 name, shown(*standard), shown(*was)));
        });
}

void conditions(const Side& before, const Side& after, Difference& out) {
    each_pair(before.tree().conditions, after.tree().conditions,
              [&](const TemplateCondition* old_one, const TemplateCondition* new_one) {
                  if (!old_one || !new_one) return;  // the resources that depend on it are reported themselves
                  if (same(before.meaning(old_one->expression), after.meaning(new_one->expression))) return;
                  out.others.push_back({"Conditions", new_one->name, Action::update,
                                        fmt::format("condition `{}` has a different expression", new_one->name),
                                        new_one->place, nullptr});
              });
}

void outputs(const Side& before, const Side& after, Difference& out) {
    const auto there = [](const Side& side, const TemplateOutput* one) {
        return one && side.holds(one->condition) ? one : nullptr;
    };
    const auto part = [](const Side& side, const TemplateOutput& of, std::initializer_list<std::string_view> way) {
        const Value* found = of.body.find(way);
        return found ? side.meaning(*found) : Value();
    };
    const auto of_resource = [&](const TemplateOutput& output) {
        std::string made;
        each_filled_in(part(before, output, {"Value"}), [&](std::string_view name, std::string_view) {
            if (made.empty() && before.names().resource(name)) made = name;
        });
        return made;
    };
    each_pair(before.tree().outputs, after.tree().outputs,
              [&](const TemplateOutput* old_given, const TemplateOutput* new_given) {
                  const TemplateOutput* old_one = there(before, old_given);
                  const TemplateOutput* new_one = there(after, new_given);
                  if (!old_one && !new_one) return;
                  const std::string& name = (new_one ? new_one : old_one)->name;
                  const auto add = [&](Action action, std::string message, const Rule* rule = nullptr) {
                      if (rule) message += ": CloudFormation refuses this while another stack imports it";
                      out.others.push_back(
                          {"Outputs", name, action, std::move(message), (new_one ? new_one : old_one)->place, rule,
                           rule ? "first deploy the stacks that import it without the import, and then this one" : "",
                           rule ? of_resource(*old_one) : ""});
                  };
                  if (!old_one) return add(Action::create, fmt::format("output `{}` is new", name));
                  const Value old_export = part(before, *old_one, {"Export", "Name"});
                  const Value new_export = new_one ? part(after, *new_one, {"Export", "Name"}) : Value();
                  const std::string exported =
                      old_export.is_null() ? "" : fmt::format(", exported as `{}`,", shown(old_export));
                  if (!new_one)
                      return add(Action::remove, fmt::format("output `{}`{} is removed", name, exported),
                                 exported.empty() ? nullptr : &rules::export_changed);
                  if (!same(old_export, new_export))
                      add(Action::update,
                          old_export.is_null() ? fmt::format("output `{}` is exported as `{}`", name, shown(new_export))
                          : new_export.is_null() ? fmt::format("output `{}`{} is no longer exported", name, exported)
                                                 : fmt::format("output `{}` is exported as `{}` instead of `{}`", name,
                                                               shown(new_export), shown(old_export)),
                          old_export.is_null() ? nullptr : &rules::export_changed);
                  if (name.starts_with("Fn::") && !same(before.meaning(old_one->body), after.meaning(new_one->body)))
                      add(Action::update, fmt::format("`{}` among the outputs changes", name));
                  if (!same(part(before, *old_one, {"Value"}), part(after, *new_one, {"Value"})))
                      add(Action::update, fmt::format("output `{}`{} has a different value", name, exported),
                          exported.empty() ? nullptr : &rules::export_changed);
              });
}

/// As bob notes them in its templates; CloudFormation is given them with the deployment.
void tags_of_stack(const Side& before, const Side& after, Difference& out) {
    static const Value none = Map{};
    const auto tags = [](const Side& side) -> const Value& {
        const Value* found = side.tree().metadata.find({"Bob", "StackTags"});
        return found && found->is_map() ? *found : none;
    };
    each_pair(tags(before).map(), tags(after).map(), [&](const Member* old_one, const Member* new_one) {
        if (old_one && new_one && same(old_one->value, new_one->value)) return;
        const Member* const either = new_one ? new_one : old_one;
        if (!either) return;  // which is never so, but the analyzer does not see it
        const Member& one = *either;
        constexpr std::string_view passed_on = "which CloudFormation passes on to all resources that take tags";
        out.others.push_back(
            {std::string(section_of_tags), one.name,
             !old_one   ? Action::create
             : !new_one ? Action::remove
                        : Action::update,
             !old_one   ? fmt::format("tag `{}` of the stack is new, {}", one.name, passed_on)
             : !new_one ? fmt::format("tag `{}` of the stack is removed, from all resources as well", one.name)
                        : fmt::format("tag `{}` of the stack is `{}` instead of `{}`, {}", one.name,
                                      shown(new_one->value), shown(old_one->value), passed_on),
             one.value.place.or_else(after.tree().place), nullptr});
    });
}

}  // namespace

void compare_sections(const Side& before, const Side& after, Difference& out) {
    parameters(before, after, out);
    conditions(before, after, out);
    outputs(before, after, out);
    tags_of_stack(before, after, out);
    const auto section = [](const Side& side, std::string_view name) {
        const Value* found = side.tree().other_sections.find(name);
        return found ? side.meaning(*found) : Value();
    };
    for (const std::string_view name : {"Globals", "Fn::Transform"}) {
        if (same(section(before, name), section(after, name))) continue;
        out.others.push_back({std::string(name), std::string(name), Action::update,
                              fmt::format("section `{}` changes: only AWS knows the result", name), after.tree().place,
                              nullptr});
    }
    if (!same(before.meaning(before.tree().transform), after.meaning(after.tree().transform)))
        out.others.push_back({"Transform", "Transform", Action::update,
                              "the template uses different macros: only AWS knows the result", after.tree().place,
                              nullptr});
}

}  // namespace bobgen::diff
