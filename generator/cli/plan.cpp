/// `bobgen plan`: the deploys that lead from what is deployed to what shall be.
#include "generator/plan/plan.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "generator/cli/revision.h"
#include "generator/cli/say.h"
#include "generator/cli/templates.h"
#include "generator/plan/write.h"

namespace bobgen {

namespace {

namespace fs = std::filesystem;

/// What `bobgen plan` was given, as the parser fills it in.
struct PlanWords {
    std::vector<std::string> arguments;
    std::vector<std::string> parameters;
    std::string stage;
    std::string format = "text";
    std::string out;
};

/// One stack, before and after. A file has no name of a stack.
struct Journey {
    std::string stack;  ///< "scheduler/dev"
    std::string from, to;
    std::optional<Template> before, after;
};

class Planner {
public:
    Planner(const PlanWords& given, const Project& project)
        : given_(given), project_(project), parameters_(given_parameters(given.parameters)), inputs_(project.root) {}

    int run() {
        find_journeys();
        if (!all_read_) return finish(2);
        if (report_.errors() > 0) return finish(1);
        for (const Journey& one : journeys_) make(one);
        if (report_.errors() > 0) return finish(1);
        if (!given_.out.empty()) write();
        return finish(0);
    }

private:
    struct Made {
        const Journey* journey;
        plan::Plan plan;
        plan::Names names;
    };

    void find_journeys() {
        std::vector<std::string> places, words;
        for (const std::string& one : given_.arguments) (is_word(one) ? words : places).push_back(one);
        if (places.size() > 2) throw Misuse("`" + places[2] + "` is one too many: there is an old and a new one");
        const bool files = !places.empty() && is_file(places.front());
        if (files) {
            if (places.size() < 2) throw Misuse("`" + places.front() + "` is a file, and needs another to lead to");
            if (!words.empty()) throw Misuse("`" + words.front() + "` is for the project's own stacks");
            Journey made{{}, places[0], places[1], read(places[0]), read(places[1])};
            journeys_.push_back(std::move(made));
            for (const GivenParameter& one : parameters_)
                if (all_read_ && !one.asked) throw Misuse("no file asks for the parameter `" + one.name + "`");
            return;
        }
        if (!parameters_.empty() || !given_.stage.empty())
            throw Misuse("`--param` and `--stage` are for files; stacks take `stage=dev` and inputs as `key=value`");
        const StackChoice choice = stack_choice(words);
        add_committed(places.empty() ? "HEAD" : places[0], &Journey::before, &Journey::from, choice);
        if (places.size() == 2)
            add_committed(places[1], &Journey::after, &Journey::to, choice);
        else
            add_stacks(choice);
    }

    static bool is_file(const std::string& name) {
        std::error_code absent;
        return name == "-" || fs::is_regular_file(name, absent);
    }

    std::optional<Template> read(const std::string& name) try {
        std::optional<Template> made = inputs_.read(name, parameters_, given_.stage, report_);
        all_read_ = all_read_ && made;
        return made;
    } catch (const FileError& fault) {
        all_read_ = false;
        say(stderr, std::string("error: ") + fault.what() + "\n");
        return {};
    }

    Journey& journey(const std::string& stack) {
        const auto found =
            std::find_if(journeys_.begin(), journeys_.end(), [&](const Journey& one) { return one.stack == stack; });
        if (found != journeys_.end()) return *found;
        journeys_.push_back({stack, {}, {}, {}, {}});
        return journeys_.back();
    }

    static bool is_chosen(const StackChoice& choice, const CommittedTemplate& one) {
        const auto has = [](const std::vector<std::string>& list, const std::string& name) {
            return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
        };
        return has(choice.stacks, one.stack) && has(choice.stages, one.stage);
    }

    void add_committed(const std::string& revision, std::optional<Template> Journey::* side,
                       std::string Journey::* name, const StackChoice& choice) {
        for (CommittedTemplate& one : committed_templates(project_.root, revision)) {
            if (!is_chosen(choice, one)) continue;
            const std::string file = revision + ":" + one.path;
            inputs_.keep(file, std::move(one.text));
            Journey& into = journey(one.stack + "/" + one.stage);
            into.*side = read(file);
            into.*name = file;
        }
    }

    void add_stacks(const StackChoice& choice) {
        Suppressions suppressions = read_suppressions(inputs_, project_.root, {}, today(), report_);
        for (StackTemplate& one : stack_templates(project_, choice, suppressions, report_)) {
            Journey& into = journey(one.name());
            into.after = std::move(one.tree);
            into.to = "the stacks";
        }
    }

    void make(const Journey& one) {
        if (!one.before || !one.after) {
            notes_ +=
                "`" + one.stack +
                (one.before ? "` is gone; no plan deletes a stack\n" : "` is new; its template is deployed as it is\n");
            return;
        }
        report_.enter(one.stack);
        std::optional<plan::Plan> plan = make_plan(*one.before, *one.after, report_);
        if (plan) made_.push_back({&one, *std::move(plan), {one.from, one.to, one.stack}});
    }

    /// The plan that the folder holds already; nothing when it holds something else.
    static std::optional<std::set<std::string>> files_of_plan(const fs::path& folder) {
        const std::optional<std::string> text = read_file(folder / "plan.json");
        if (!text) return {};
        const nlohmann::json plan = nlohmann::json::parse(*text, nullptr, false);
        if (!plan.is_object() || plan.value("madeBy", "") != "bobgen plan" || !plan["steps"].is_array()) return {};
        std::set<std::string> made{"plan.json", "RUNBOOK.md"};
        for (const auto& step : plan["steps"])
            if (step.is_object() && step.contains("template") && step["template"].is_string())
                made.insert(step["template"].get<std::string>());
        return made;
    }

    void write() {
        const fs::path out = fs::absolute(given_.out);
        Replacement replacement;
        std::vector<fs::path> stale;
        for (const Made& one : made_) {
            const fs::path folder = one.journey->stack.empty() ? out : out / one.journey->stack;
            std::error_code absent;
            std::set<std::string> there;
            for (const auto& entry : fs::directory_iterator(folder, absent))
                there.insert(entry.path().filename().string());
            if (!there.empty()) {
                const auto known = files_of_plan(folder);
                for (const std::string& name : there)
                    if (!known || !known->count(name))
                        throw Misuse("`" + folder.string() + "` has `" + name +
                                     "` in it, which is of no former plan; name another folder");
            }
            for (const plan::File& file : plan::files(one.plan, one.names)) {
                replacement.add(folder / file.name, file.bytes);
                there.erase(file.name);
            }
            for (const std::string& name : there) stale.push_back(folder / name);
        }
        replacement.commit();
        for (const fs::path& one : stale) fs::remove(one);
    }

    int finish(int code) {
        if (!report_.clean()) {
            Look look;
            look.colour = ::isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
            say(stdout, rendered(report_, inputs_, *find_format(given_.format), look));
        }
        if (code != 0) return code;
        std::string said;
        if (given_.format == "json") {
            const bool many = journeys_.size() != 1 || !journeys_.front().stack.empty();
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
        say(stdout, said);
        return 0;
    }

    const PlanWords& given_;
    const Project& project_;
    GivenParameters parameters_;
    InputFiles inputs_;
    Report report_;
    std::vector<Journey> journeys_;
    std::vector<Made> made_;
    std::string notes_;
    bool all_read_ = true;
};

int run(const PlanWords& given, const Project& project) try {
    return Planner(given, project).run();
} catch (const FileError& fault) {
    return misuse(fault.what() + std::string(fault.replaced_some ? "; some files were replaced before" : ""));
} catch (const Misuse& fault) {
    return misuse(fault.what());
}

}  // namespace

Command plan_command(CLI::App& of) {
    const auto given = std::make_shared<PlanWords>();
    CLI::App* app = of.add_subcommand("plan", "Order the deploys that lead from one template to another");
    app->add_option("versions", given->arguments,
                    "Two templates, or one or two git revisions (HEAD when none) whose committed templates lead to the "
                    "stacks; for stacks stage=NAME stack=NAME and inputs");
    app->add_option("--out", given->out, "Folder for the templates of the steps, plan.json and RUNBOOK.md");
    app->add_option("--param", given->parameters, "NAME=VALUE of a parameter of the templates")
        ->allow_extra_args(false);
    app->add_option("--stage", given->stage, "Stage of a serverless.yml; its own when not given");
    app->add_option("--format", given->format, "text, json, or markdown for the runbook")
        ->check(CLI::IsMember(std::vector<std::string>{"text", "json", "markdown"}));
    return {app, [given](const Project& project) { return run(*given, project); }};
}

}  // namespace bobgen
