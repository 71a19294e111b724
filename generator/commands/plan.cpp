/// `bobgen plan`: the deploys that lead from what is deployed to what shall be.
#include "generator/plan/plan.h"

#include <algorithm>
#include <memory>
#include <set>

#include "generator/characters.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/commands/sides.h"
#include "generator/emit/json.h"
#include "generator/hidden.h"
#include "generator/plan/write.h"
#include "generator/read/document.h"
#include "generator/report/markdown.h"
#include "generator/report/text.h"
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
        for (const Pair& one : pairs_) make(one);
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

    void make(const Pair& one) {
        if (!one.before || !one.after) {
            notes_ +=
                (given_.format == "markdown" ? markdown::code(one.name) : backticked(printable(one.name))) +
                (one.before ? " is gone; no plan deletes a stack\n" : " is new; its template is deployed as it is\n");
            return;
        }
        if (!one.name.empty()) report_.enter(one.name);
        std::optional<plan::Plan> plan = one.before->shown || one.after->shown
                                             ? told_plan(one)
                                             : make_plan(one.before->tree, one.after->tree, report_);
        if (plan) made_.push_back({&one, *std::move(plan), {one.before->from, one.after->from, one.name}});
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
