/// `bobgen plan`: the deploys that lead from what is deployed to what shall be.
#include "generator/plan/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <memory>
#include <set>

#include "generator/analysis/reading.h"

#include "generator/characters.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/commands/sides.h"
#include "generator/diff/change.h"
#include "generator/diff/effects/across.h"
#include "generator/emit/json.h"
#include "generator/hidden.h"
#include "generator/plan/write.h"
#include "generator/read/document.h"
#include "generator/report/markdown.h"
#include "generator/report/text.h"
#include "generator/rules/changes.h"
#include "generator/rules/plan.h"

namespace bobgen {

namespace {

namespace fs = std::filesystem;

/// What `bobgen plan` was given, as the parser fills it in.
struct PlanWords {
    SideWords sides;
    std::string format = "text";
    std::string diagnostics;  ///< as `format` when empty
    std::string out;
};

class Planner {
public:
    Planner(const PlanWords& given, const Project& project)
        : given_(given), colour_(project.colour), root_(project.root), inputs_(project, given.sides.permissions) {
        Suppressions suppressions = read_suppressions(inputs_, project.root, {}, day(), report_);
        sides_ = read_sides(given.sides, project, inputs_, suppressions, report_);
    }

    int run() {
        if (!sides_.before.all_read || !sides_.after.all_read) return finish(2);
        if (report_.errors() > 0) return finish(1);
        pairs_ = pairs(sides_);
        beside_.resize(pairs_.size());
        if (pairs_.size() > 1) look_across();
        if (report_.errors() > 0) return finish(1);
        for (std::size_t i = 0; i < pairs_.size(); ++i) make(i);
        if (report_.errors() > 0) return finish(1);
        if (!given_.out.empty()) write();
        return finish(0);
    }

private:
    struct Made {
        const Pair* pair;
        plan::Plan plan;
        plan::OutputNames names;
    };

    /// What the other stacks of the folder ask of one.
    struct Beside {
        std::optional<Template> start;        ///< after resources have moved from or to it
        std::vector<plan::Step> moves;        ///< come first
        std::set<std::string> held_outputs;   ///< that stay until another stack is deployed
        std::vector<std::string_view> waits;  ///< for these stacks, before they go
        std::vector<std::string> after;
    };

    static const Template& told(const SideTemplate* side) {
        static const Template nothing;
        return side ? side->told() : nothing;
    }

    void look_across() {
        std::vector<StackVersions> stacks;
        std::deque<Difference> differences;
        std::vector<const Difference*> all;
        for (const Pair& one : pairs_) {
            stacks.push_back({one.name, &told(one.before), &told(one.after)});
            all.push_back(&differences.emplace_back(compare(told(one.before), told(one.after))));
        }
        const AcrossStacks across = compare_across(stacks, all);
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            for (const Caution& one : across.cautions[i])
                if (one.rule == &rules::export_held) {
                    report_.enter(pairs_[i].name);
                    report_.add(finding_of(one));
                }
        std::map<std::pair<std::size_t, std::size_t>, std::vector<const MovedResource*>> moves;
        for (const MovedResource& one : across.moved)
            if (one.has_data) moves[{one.from, one.to}].push_back(&one);
        for (const auto& [stacks_of, moved] : moves) move(stacks_of.first, stacks_of.second, moved);
        set_order(across.orders);
    }

    /// The first thing in a template that refers to the resource; empty when there is none.
    static std::string user_of(const Template& in, std::string_view id) {
        for (const TemplateResource& one : in.resources) {
            if (one.logical_id == id) continue;
            bool found = std::find(one.depends_on.begin(), one.depends_on.end(), id) != one.depends_on.end();
            each_mention(one.properties, {}, [&](const Mention& mention) { found = found || mention.name == id; });
            if (found) return one.logical_id;
        }
        for (const TemplateOutput& one : in.outputs) {
            bool found = false;
            each_mention(one.body, {}, [&](const Mention& mention) { found = found || mention.name == id; });
            if (found) return one.name;
        }
        return {};
    }

    /// Stack refactoring takes resources out of one template and into another. Both must be whole without anything
    /// else changing.
    void move(std::size_t from, std::size_t to, const std::vector<const MovedResource*>& moved) {
        const auto start = [&](std::size_t stack) -> Template& {
            if (!beside_[stack].start) beside_[stack].start = told(pairs_[stack].before);
            return *beside_[stack].start;
        };
        Template &source = start(from), &target = start(to);
        const Names target_names(target);
        for (const MovedResource* one : moved) {
            const TemplateResource resource = *source.find(one->old_id);
            std::string foreign = resource.condition;
            each_mention(resource.properties, {}, [&](const Mention& mention) {
                if (foreign.empty() && !mention.name.starts_with("AWS::") && !target_names.resource(mention.name) &&
                    !target_names.parameter(mention.name) && mention.name != one->old_id)
                    foreign = mention.name;
            });
            const std::string user = user_of(source, one->old_id);
            if (!user.empty() || !foreign.empty()) {
                report_.enter(pairs_[from].name);
                report_.add(
                    {.rule = &rules::plan_no_way,
                     .message = !user.empty() ? fmt::format("`{}` can't move to stack `{}` while `{}` refers to it",
                                                            one->old_id, pairs_[to].name, user)
                                              : fmt::format("`{}` can't move to stack `{}`, which has no `{}`",
                                                            one->old_id, pairs_[to].name, foreign),
                     .primary = {resource.place, {}},
                     .fix = !user.empty() ? "first deploy a template in which its name or ARN is written out there"
                                          : "first deploy a template in which it is written without that reference",
                     .why = "stack refactoring moves a resource and changes nothing else, so both templates "
                            "must be whole with it in its new place"});
                continue;
            }
            std::erase_if(source.resources,
                          [&](const TemplateResource& other) { return other.logical_id == one->old_id; });
            target.resources.push_back(resource);
            target.resources.back().logical_id = one->new_id;
        }
        plan::Step leaves{plan::Step::Kind::refactor}, arrives{plan::Step::Kind::person};
        const std::string &source_name = pairs_[from].name, &target_name = pairs_[to].name;
        std::string names;
        for (const MovedResource* one : moved) {
            leaves.mappings.push_back({one->old_id, one->new_id, one->type, target_name});
            leaves.changes.push_back(fmt::format("`{}` becomes `{}` of stack `{}`, the same resource with its data",
                                                 one->old_id, one->new_id, target_name));
            names += (names.empty() ? "`" : ", `") + one->new_id + "`";
        }
        leaves.slug = "move-" + moved.front()->new_id;
        leaves.title = fmt::format("move {} to stack `{}`, by stack refactoring", names, target_name);
        leaves.cautions = {"neither of the two stacks may be updated meanwhile; stack refactoring changes no property"};
        leaves.back = {{"refactor the stacks with source and destination swapped", {}}};
        leaves.makes_stack = !pairs_[to].before;
        leaves.tree = source;
        arrives.slug = "receive-" + moved.front()->new_id;
        arrives.title = fmt::format("receive {} from stack `{}`: its plan moves it", names, source_name);
        arrives.changes = {
            fmt::format("nothing to do here: the template of this step goes with the refactoring of "
                        "`{}`",
                        source_name)};
        arrives.back = leaves.back;
        arrives.tree = target;
        const std::size_t number = beside_[to].moves.size() + 1;
        for (const char one : source_name) leaves.other_file += one == '/' ? "../" : "";
        leaves.other_file += fmt::format("../{}/{:02}-{}.yml", target_name, number, arrives.slug);
        beside_[from].moves.push_back(std::move(leaves));
        beside_[to].moves.push_back(std::move(arrives));
        beside_[to].after.push_back(
            fmt::format("after step {} of `{}`, which moves {} here", beside_[from].moves.size(), source_name, names));
    }

    void set_order(const std::vector<DeployOrder>& orders) {
        const auto is_solved = [&](const DeployOrder& one) {
            return !one.held_output.empty() && std::any_of(orders.begin(), orders.end(), [&](const DeployOrder& other) {
                return other.first == one.then && other.then == one.first && other.held_output.empty();
            });
        };
        const auto add = [](auto& list, auto one) {
            if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(std::move(one));
        };
        for (const DeployOrder& one : orders)
            if (is_solved(one)) {
                beside_[one.then].held_outputs.insert(one.held_output);
                add(beside_[one.then].waits, std::string_view(pairs_[one.first].name));
            }
        for (const DeployOrder& one : orders) {
            if (is_solved(one)) continue;
            const auto& waits = beside_[one.first].waits;
            const bool is_between = std::find(waits.begin(), waits.end(), pairs_[one.then].name) != waits.end();
            add(beside_[one.then].after, fmt::format("after {}`{}`: {}", is_between ? "the first deployment of " : "",
                                                     pairs_[one.first].name, one.why));
        }
    }

    /// First with the outputs that another stack still imports, and without them when that is deployed.
    std::optional<plan::Plan> plan_in_two(const Template& before, const Template& after, const Beside& beside) {
        Template between = after;
        for (const TemplateOutput& old_one : before.outputs) {
            if (!beside.held_outputs.contains(old_one.name)) continue;
            const auto found = std::find_if(between.outputs.begin(), between.outputs.end(),
                                            [&](const TemplateOutput& one) { return one.name == old_one.name; });
            const auto export_of = [](const TemplateOutput& one) { return one.body.find({"Export", "Name"}); };
            if (found == between.outputs.end()) {
                between.outputs.push_back(old_one);
            } else if (const Value* name = export_of(*found); name && *name == *export_of(old_one)) {
                *found = old_one;
            } else {
                // The export counts, and not what the output is called.
                between.outputs.push_back(old_one);
                std::string& id = between.outputs.back().name;
                do id += "Before";
                while (std::count_if(between.outputs.begin(), between.outputs.end(),
                                     [&](const TemplateOutput& one) { return one.name == id; }) > 1);
            }
            const Names names(between);
            std::string gone;
            each_mention(old_one.body, {}, [&](const Mention& one) {
                if (!one.name.starts_with("AWS::") && !names.resource(one.name) && !names.parameter(one.name))
                    gone = one.name;
            });
            if (gone.empty()) continue;
            report_.add({.rule = &rules::plan_no_order,
                         .message = fmt::format("output `{}` has to stay until `{}` is deployed, and refers to `{}`, "
                                                "which goes in the same change",
                                                old_one.name, beside.waits.front(), gone),
                         .primary = {old_one.place, {}},
                         .fix = fmt::format("keep `{}` for one more change", gone)});
            return {};
        }
        std::optional<plan::Plan> made = make_plan(before, between, report_);
        std::optional<plan::Plan> rest = made ? make_plan(between, after, report_) : std::nullopt;
        if (!rest) return {};
        plan::Step wait{plan::Step::Kind::person};
        wait.slug = "deploy-others";
        for (const std::string_view one : beside.waits) {
            wait.title += (wait.title.empty() ? "deploy `" : ", `") + std::string(one) + "`";
            wait.changes.push_back(
                fmt::format("`{}` imports an export of this stack that goes, and no longer does", one));
        }
        wait.title += ", before old exports go";
        wait.back = {{"nothing to do", {}}};
        made->steps.push_back(std::move(wait));
        made->steps.insert(made->steps.end(), std::make_move_iterator(rest->steps.begin()),
                           std::make_move_iterator(rest->steps.end()));
        made->updates += rest->updates;
        made->bound += rest->bound;
        return made;
    }

    void make(std::size_t at) {
        const Pair& one = pairs_[at];
        Beside& beside = beside_[at];
        const bool is_made_by_move = !one.before && one.after && !beside.moves.empty();
        if ((!one.before || !one.after) && !is_made_by_move) {
            notes_ +=
                (given_.format == "markdown" ? markdown::code(one.name) : backticked(printable(one.name))) +
                (one.before ? " is gone; no plan deletes a stack\n" : " is new; its template is deployed as it is\n");
            for (const std::string& line : beside.after) notes_ += "  " + line + "\n";
            return;
        }
        if (!one.name.empty()) report_.enter(one.name);
        const bool hides = (one.before && one.before->shown) || one.after->shown;
        const Template& before = beside.start ? *beside.start : told(one.before);
        std::optional<plan::Plan> plan = !beside.held_outputs.empty() ? plan_in_two(before, told(one.after), beside)
                                         : hides && !beside.start     ? told_plan(one)
                                                                      : make_plan(before, told(one.after), report_);
        if (!plan) return;
        plan->after = std::move(beside.after);
        plan->steps.insert(plan->steps.begin(), std::make_move_iterator(beside.moves.begin()),
                           std::make_move_iterator(beside.moves.end()));
        if (hides)
            for (plan::Step& step : plan->steps)
                if (step.tree) step.tree = without_hidden_values(*step.tree);
        made_.push_back(
            {&one, *std::move(plan), {one.before ? one.before->from : "nothing", one.after->from, one.name}});
    }

    /// The plan with nothing in it that is hidden. It is made of what may be told, and counts when what is hidden asks
    /// for the same steps.
    std::optional<plan::Plan> told_plan(const Pair& one) {
        Report judged, words;
        const std::optional<plan::Plan> plan = make_plan(one.before->tree, one.after->tree, judged);
        std::optional<plan::Plan> told = make_plan(one.before->told(), one.after->told(), words);
        report_.add(in_words_of(words, std::move(judged)));
        if (!plan) return {};
        const auto same_kind = [](const plan::Step& a, const plan::Step& b) { return a.kind == b.kind; };
        if (!told ||
            !std::equal(plan->steps.begin(), plan->steps.end(), told->steps.begin(), told->steps.end(), same_kind)) {
            report_.add(
                {.rule = &rules::plan_no_way,
                 .message = "the order of the deploys depends on a value that is not written into a plan",
                 .primary = {one.after->tree.place, {}},
                 .fix = "change what depends on a `NoEcho` parameter or the environment in an update of its own"});
            return {};
        }
        for (plan::Step& step : told->steps)
            if (step.tree) step.tree = without_hidden_values(*step.tree);
        return told;
    }

    /// The plan that the folder holds already; nothing when it holds something else.
    static std::optional<std::set<std::string>> files_of_plan(const fs::path& folder) {
        const std::optional<std::string> text = read_file(folder / "plan.json");
        if (!text) return {};
        Report unread;
        const std::optional<Value> plan = read_document(*text, "plan.json", Dialect::data, unread);
        if (!plan) return {};
        const Value* maker = plan->find("madeBy");
        const Value* steps = plan->find("steps");
        if (!maker || !maker->is_text() || maker->text() != "bobgen plan" || !steps || !steps->is_list()) return {};
        std::set<std::string> made{"plan.json", "RUNBOOK.md"};
        for (const Value& step : steps->list())
            if (const Value* name = step.find("template"); name && name->is_text()) made.insert(name->text());
        return made;
    }

    void write() {
        const fs::path out = fs::absolute(given_.out);
        // In this order, so that the folder of a run that was killed has a plan.json that knows all files in it.
        Replacement unfinished, templates, finished;
        std::vector<fs::path> stale;
        for (const Made& one : made_) {
            const fs::path folder = one.pair->name.empty() ? out : out / one.pair->name;
            refuse_linked_folder(root_, folder / "plan.json");
            Replacement::sweep(folder);
            std::error_code absent;
            std::set<std::string> there, names;
            for (const auto& entry : fs::directory_iterator(folder, absent))
                there.insert(entry.path().filename().string());
            std::set<std::string> known;
            if (!there.empty()) {
                known = files_of_plan(folder).value_or(std::set<std::string>());
                for (const std::string& name : there)
                    if (!known.contains(name))
                        throw Misuse("`" + folder.string() + "` has `" + name +
                                     "` in it, which is of no former plan; name another folder");
            }
            for (const plan::File& file : plan::files(one.plan, one.names)) {
                (file.name == "plan.json" ? finished : templates).add(folder / file.name, file.bytes);
                names.insert(file.name);
            }
            std::set<std::string> all = there;
            all.insert(names.begin(), names.end());
            if (!std::includes(known.begin(), known.end(), names.begin(), names.end()))
                unfinished.add(folder / "plan.json", unfinished_plan(all));
            for (const std::string& name : there)
                if (!names.contains(name)) stale.push_back(folder / name);
        }
        unfinished.commit();
        templates.commit();
        for (const fs::path& one : stale) fs::remove(one);
        finished.commit();
    }

    /// Stands in for a plan.json until all files of its folder are written.
    static std::string unfinished_plan(const std::set<std::string>& files) {
        Value steps = List{};
        for (const std::string& name : files) steps.append(map({{"template", name}}));
        return to_json(map({{"madeBy", "bobgen plan"}, {"complete", false}, {"steps", std::move(steps)}}));
    }

    int finish(int code) {
        if (!report_.clean()) {
            const Format& form = *find_format(given_.diagnostics.empty() ? given_.format : given_.diagnostics);
            say_rendered(stdout, report_, inputs_, form, look_of(stdout, colour_));
        }
        if (code != 0) return code;
        std::string said;
        if (given_.format == "json") {
            const bool many = pairs_.size() != 1 || !pairs_.front().name.empty();
            for (const Made& one : made_) {
                said += many ? (said.empty() ? "[\n" : ",\n") : "";
                said += plan::json(one.plan, one.names);
            }
            if (many) said += said.empty() ? "[]\n" : "]\n";
        } else {
            for (const Made& one : made_)
                said += (said.empty() ? "" : "\n") + (given_.format == "markdown" ? plan::runbook(one.plan, one.names)
                                                                                  : plan::text(one.plan, one.names));
            if (!notes_.empty()) said += (said.empty() ? "" : "\n") + notes_;
            if (said.empty()) said = "nothing to do: there is no stack on both sides\n";
        }
        if (given_.format == "text" || given_.format == "short")
            say_text(stdout, said);
        else
            say(stdout, said);
        return 0;
    }

    const PlanWords& given_;
    const Colour colour_;
    const fs::path root_;
    InputFiles inputs_;
    Report report_;
    Sides sides_;
    std::vector<Pair> pairs_;
    std::vector<Beside> beside_;  ///< of each pair
    std::vector<Made> made_;
    std::string notes_;
};

int run(const PlanWords& given, const Project& project) try {
    return Planner(given, project).run();
} catch (const FileError& fault) {
    return misuse(fault.what() + std::string(fault.replaced_some ? "; some files were replaced before" : ""));
} catch (const Misuse& fault) {
    return misuse(fault.what());
}

}  // namespace

Command plan_command() {
    const auto given = std::make_shared<PlanWords>();
    Command made("plan", Group::change, "Order the deploys that lead from one template to another",
                 "Splits a change that CloudFormation refuses in one update into deploys that it takes, and says what "
                 "to wait for between them. With --out it writes a template for each step, plan.json and RUNBOOK.md.");
    take_sides(made, given->sides);
    made.option("--out", "FOLDER", &given->out, "Write the steps into this folder").completes(Completion::folder);
    made.option("--format", "FORM", &given->format, "Show the plan as").one_of({"text", "short", "json", "markdown"});
    take_diagnostics(made, given->diagnostics);
    made.example("bobgen plan main stage=prod", "from a branch's templates to what the stacks emit now");
    made.example("bobgen plan old.yml new.yml --out deploy", "between two files, with the steps in a folder");
    made.run = [given](const Project& project) { return run(*given, project); };
    return made;
}

}  // namespace bobgen
