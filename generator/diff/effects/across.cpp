#include "generator/diff/effects/across.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>

#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/diff/meaning.h"
#include "generator/diff/physical_names.h"
#include "generator/diff/stateful.h"
#include "generator/rules/changes.h"

namespace bobgen {

namespace {

using namespace diff;

/// One template as it is deployed with its defaults.
struct Deployed {
    explicit Deployed(const Template& tree) : names(tree), deployment(tree), side(tree, names, deployment) {}
    Deployed(const Deployed&) = delete;

    Names names;
    Deployment deployment;
    Side side;
};

struct Exported {
    std::string value;
    Place place;
    std::string output;
    std::vector<std::string> resources;  ///< that the value is made of
};

struct Imported {
    Place place;
    std::string logical_id;  ///< of the resource that needs it; empty for an output
};

/// A name that is the same in every stack of an account and region. A parameter without a default counts: stacks that
/// are deployed together get the same stage.
bool is_same_everywhere(std::string_view text, const Names& names) {
    for (std::size_t at = text.find(filled_in_begin); at != text.npos; at = text.find(filled_in_begin, at)) {
        const std::size_t end = text.find(filled_in_end, at);
        if (end == text.npos) return false;
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (name != "AWS::Region" && name != "AWS::AccountId" && name != "AWS::Partition" && !names.parameter(name))
            return false;
        at = end;
    }
    return true;
}

/// Whether two stacks are deployed beside each other: those of a folder `<stack>/<stage>` by the stage, and others by
/// the folder that they are in.
bool are_beside(std::string_view a, std::string_view b) {
    const auto split = [](std::string_view name) {
        const std::size_t slash = name.rfind('/');
        return slash == name.npos ? std::pair(std::string_view(), name)
                                  : std::pair(name.substr(0, slash), name.substr(slash + 1));
    };
    const auto [folder, last] = split(a);
    const auto [other_folder, other_last] = split(b);
    return folder == other_folder || last == other_last;
}

struct OneVersion {
    std::map<std::string, Exported> exports;
    std::map<std::string, Imported> imports;
};

OneVersion read_version(const Template& tree, const Deployed& deployed) {
    OneVersion made;
    for (const TemplateOutput& one : tree.outputs) {
        const Value* name = one.body.find({"Export", "Name"});
        const Value* value = one.body.find("Value");
        if (!name || !value || !deployed.side.holds(one.condition)) continue;
        const auto text = text_in(deployed.side.meaning(*name));
        if (!text || text->empty() || !is_same_everywhere(*text, deployed.names)) continue;
        const Value meant = deployed.side.meaning(*value);
        Exported exported{shown_whole(meant), one.place, one.name, {}};
        each_filled_in(meant, [&](std::string_view id, std::string_view) {
            if (deployed.names.resource(id)) exported.resources.emplace_back(id);
        });
        made.exports.emplace(*text, std::move(exported));
    }
    const auto imports_in = [&](const Value& where, Place otherwise, const std::string& id) {
        if (!has_calls(where)) return;
        each_call(where, Intrinsic::import_value, [&](const Value& call) {
            const auto text = text_in(deployed.side.meaning(call.argument()));
            if (text && !text->empty() && is_same_everywhere(*text, deployed.names))
                made.imports.emplace(*text, Imported{call.place.or_else(otherwise), id});
        });
    };
    for (const TemplateResource& one : tree.resources)
        if (deployed.side.has(one)) imports_in(one.properties, one.place, one.logical_id);
    for (const TemplateOutput& one : tree.outputs)
        if (deployed.side.holds(one.condition)) imports_in(one.body, one.place, {});
    return made;
}

class CompareAcross {
public:
    CompareAcross(std::span<const StackVersions> stacks, std::span<const Difference* const> differences)
        : stacks_(stacks), differences_(differences) {
        made_.cautions.resize(stacks.size());
        for (const StackVersions& one : stacks) {
            deployed_.emplace_back(*one.before);
            deployed_.emplace_back(*one.after);
            old_.push_back(read_version(*one.before, deployed_[deployed_.size() - 2]));
            new_.push_back(read_version(*one.after, deployed_.back()));
        }
    }

    AcrossStacks run() {
        for (std::size_t i = 0; i < stacks_.size(); ++i)
            for (const auto& [name, exported] : old_[i].exports) judge_export(i, name, exported);
        for (std::size_t i = 0; i < stacks_.size(); ++i)
            for (const auto& [name, exported] : new_[i].exports)
                if (!old_[i].exports.contains(name))
                    for (std::size_t user = 0; user < stacks_.size(); ++user)
                        if (user != i && are_beside(stacks_[user].name, stacks_[i].name) &&
                            new_[user].imports.contains(name))
                            order(i, user,
                                  fmt::format("`{}` imports `{}`, which `{}` exports from now on", stacks_[user].name,
                                              shown(name), stacks_[i].name));
        find_moves();
        return std::move(made_);
    }

private:
    void order(std::size_t first, std::size_t then, std::string why, std::string held = {}) {
        made_.orders.push_back({first, then, std::move(why), std::move(held)});
    }

    bool is_replaced(std::size_t stack, const std::vector<std::string>& resources) const {
        return std::ranges::any_of(resources, [&](const std::string& id) {
            const ResourceChange* change = differences_[stack]->find(id);
            return change && change->action == Action::replace;
        });
    }

    void judge_export(std::size_t stack, const std::string& name, const Exported& before) {
        const auto now = new_[stack].exports.find(name);
        const bool goes = now == new_[stack].exports.end();
        if (!goes && now->second.value == before.value && !is_replaced(stack, now->second.resources)) return;
        for (std::size_t user = 0; user < stacks_.size(); ++user) {
            if (user == stack || !are_beside(stacks_[user].name, stacks_[stack].name)) continue;
            const auto was = old_[user].imports.find(name);
            if (was == old_[user].imports.end()) continue;
            const auto is = new_[user].imports.find(name);
            const std::string_view exporter = stacks_[stack].name, importer = stacks_[user].name;
            Caution made;
            made.logical_id = before.resources.empty() ? first_resource(stack) : before.resources.front();
            made.place = goes ? before.place : now->second.place;
            if (is == new_[user].imports.end()) {
                made.rule = &rules::export_in_use;
                made.message = fmt::format("export `{}` {}, and stack `{}` imports it until it is deployed",
                                           shown(name), goes ? "goes" : "gets another value", importer);
                made.fix = fmt::format("deploy `{}` first, and then `{}`", importer, exporter);
                made.related = {was->second.place, "imports it so far"};
                order(user, stack,
                      fmt::format("`{}` imports `{}` of `{}` until it is deployed", importer, shown(name), exporter),
                      before.output);
            } else {
                made.rule = &rules::export_held;
                made.message = fmt::format("export `{}` {}, and stack `{}` still imports it", shown(name),
                                           goes ? "goes" : "gets another value", importer);
                made.fix =
                    fmt::format("{}, let `{}` import that, and remove `{}` in a later deployment",
                                goes ? "export what it needs instead" : "export the new value under a second name",
                                importer, shown(name));
                made.related = {is->second.place, "imports it"};
            }
            made_.cautions[stack].push_back(std::move(made));
        }
    }

    std::string first_resource(std::size_t stack) const {
        const auto& resources = differences_[stack]->resources;
        return resources.empty() ? std::string() : resources.front().logical_id;
    }

    /// What identifies a resource wherever it is declared.
    std::optional<std::string> identity_of(const TemplateResource& one, const Deployed& in) const {
        if (one.properties.is_call()) return {};
        auto name = occupied(one.type, in.side.meaning(one.properties));
        if (name && !is_same_everywhere(*name, in.names)) return {};
        if (name) return name;
        if (!needs_tombstone(one.type)) return {};
        // Without a name it is the same when it is called the same and looks the same.
        return one.type + "\n" + one.logical_id + "\n" + shown_whole(in.side.meaning(one.properties));
    }

    void find_moves() {
        std::unordered_map<std::string, std::vector<std::pair<std::size_t, const ResourceChange*>>> gone;
        for (std::size_t i = 0; i < stacks_.size(); ++i)
            for (const ResourceChange& one : differences_[i]->resources)
                if (one.before && !one.after && deployed_[2 * i].side.has(*one.before))
                    if (const auto key = identity_of(*one.before, deployed_[2 * i])) gone[*key].emplace_back(i, &one);
        if (gone.empty()) return;
        for (std::size_t i = 0; i < stacks_.size(); ++i)
            for (const ResourceChange& one : differences_[i]->resources) {
                if (one.before || !one.after || !deployed_[2 * i + 1].side.has(*one.after)) continue;
                const auto key = identity_of(*one.after, deployed_[2 * i + 1]);
                const auto found = key ? gone.find(*key) : gone.end();
                if (found == gone.end()) continue;
                const auto origin = std::ranges::find_if(found->second, [&](const auto& candidate) {
                    return candidate.first != i && are_beside(stacks_[candidate.first].name, stacks_[i].name);
                });
                if (origin == found->second.end()) continue;
                const auto [from, old_one] = *origin;
                const bool has_data = needs_tombstone(one.type);
                made_.moved.push_back({from, i, old_one->logical_id, one.logical_id, one.type, has_data});
                made_.cautions[i].push_back(
                    {.rule = has_data ? &rules::data_moved_between_stacks : &rules::resource_moved_between_stacks,
                     .logical_id = one.logical_id,
                     .message = fmt::format("`{}` moves from stack `{}` to `{}`: one deletes or leaves it, and the "
                                            "other {}",
                                            one.logical_id, stacks_[from].name, stacks_[i].name,
                                            has_data ? "creates an empty one, or fails since it exists already"
                                                     : "can't create it as long as it exists"),
                     .fix = has_data ? "move it by stack refactoring, or retain it, let it leave, and import it; "
                                       "`bobgen plan` writes the steps"
                                     : fmt::format("deploy `{}` first, or move it by stack refactoring, without a gap",
                                                   stacks_[from].name),
                     .place = one.after->place,
                     .related = {old_one->before->place, "was here"}});
                if (!has_data)
                    order(from, i,
                          fmt::format("`{}` has `{}` until it is deployed", stacks_[from].name, old_one->logical_id));
            }
    }

    std::span<const StackVersions> stacks_;
    std::span<const Difference* const> differences_;
    std::deque<Deployed> deployed_;  ///< before and after, by turns
    std::vector<OneVersion> old_, new_;
    AcrossStacks made_;
};

}  // namespace

AcrossStacks compare_across(std::span<const StackVersions> stacks, std::span<const Difference* const> differences) {
    if (stacks.size() < 2) {
        AcrossStacks none;
        none.cautions.resize(stacks.size());
        return none;
    }
    return CompareAcross(stacks, differences).run();
}

}  // namespace bobgen
