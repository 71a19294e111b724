/// `bobgen report`: the stacks on one page, for reviewers and auditors.
#include <charconv>
#include <memory>

#include "bob/limits.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/commands/diff.h"
#include "generator/plan/write.h"
#include "generator/report_page/page.h"
#include "generator/validate.h"

namespace bobgen {

namespace {

/// What `bobgen report` was given, as the parser fills it in.
struct ReportWords {
    SideWords sides;
    bool html = false;
    std::string out;
    std::string requests, milliseconds;
    std::string suppressions, today;
};

std::uint64_t number_of(const std::string& word, std::string_view option, std::uint64_t usual, std::uint64_t most) {
    if (word.empty()) return usual;
    std::uint64_t made = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), made);
    if (error != std::errc() || end != word.data() + word.size() || made > most)
        throw Misuse("`" + std::string(option) + "` is a number from 0 to " + std::to_string(most) + "; `" + word +
                     "` is none");
    return made;
}

class ReportPage {
public:
    ReportPage(const ReportWords& given, const Project& project)
        : given_(given), project_(project), inputs_(project, given.sides.permissions) {
        if (!given.html) throw Misuse("`bobgen report` writes a page of HTML: say `--html`");
        constexpr std::uint64_t most_requests = 1'000'000'000'000, most_milliseconds = 900'000;
        page_.load.requests = number_of(given.requests, "--requests", page_.load.requests, most_requests);
        page_.load.milliseconds =
            number_of(given.milliseconds, "--duration", page_.load.milliseconds, most_milliseconds);
    }

    int run() {
        Suppressions suppressions =
            read_suppressions(inputs_, project_.root, given_.suppressions, day(given_.today), page_.findings);
        bool all_read = true, all_valid = true;
        if (auto alone = read_alone(given_.sides, project_, inputs_, suppressions, page_.findings)) {
            all_read = alone->all_read;
            all_valid = alone->all_valid;
            judge_files(*alone, suppressions);
            for (const auto& [name, one] : alone->by_name) add(one.told(), name);
        } else {
            Sides sides = read_sides(given_.sides, project_, inputs_, suppressions, page_.findings);
            suppressions.compare_with(sides.base ? base_suppressions(project_, *sides.base, given_.suppressions)
                                                 : std::vector<Suppression>());
            all_read = sides.before.all_read && sides.after.all_read;
            all_valid = sides.after.all_valid;
            if (all_read && all_valid) {
                judge_files(sides.after, suppressions);
                add_change(sides, suppressions);
            }
        }
        if (!all_read || !all_valid) {
            say_rendered(stderr, page_.findings, inputs_, *find_format("text"), look_of(stderr, project_.colour));
            return all_read ? 1 : 2;
        }
        page_.findings.sort();
        Sources sources = inputs_.sources();
        write(page::html(page_, sources));
        return 0;
    }

private:
    /// The stacks were judged when they were compiled.
    void judge_files(NamedTemplates& of, Suppressions& suppressions) {
        if (of.from_stacks) return;
        for (auto& [name, one] : of.by_name) {
            Report found;
            found.enter(name);
            check_template(one.tree, one.hidden(), found);
            suppressions.apply(one.tree, found);
            page_.findings.add(found);
        }
    }

    page::Stack& add(const Template& tree, const std::string& name) {
        return page_.stacks.emplace_back(page::describe(tree, name, page_.load));
    }

    void add_change(const Sides& sides, Suppressions& suppressions) {
        static const Template nothing;
        page_.against = sides.base ? *sides.base : given_.sides.arguments.front();
        tell_change(judge(sides, suppressions));
        for (const Pair& pair : pairs(sides)) {
            const Template& before = pair.before ? pair.before->told() : nothing;
            const Template& after = pair.after ? pair.after->told() : nothing;
            const SideTemplate* named = pair.after ? pair.after : pair.before;
            const std::string name = !pair.name.empty() || !named ? pair.name : named->from;
            page::Stack& made = add(after, name);
            made.picture = graph::compare(graph::draw(before, name), made.picture, compare(before, after));
            if (pair.before && pair.after) add_plan(before, after, pair);
        }
    }

    /// Lets go of what was judged, which is large for a large change, before the pictures are drawn.
    void tell_change(const Judged& judged) {
        Sources sources = inputs_.sources();
        page_.change = text_with_suppressed(judged, sources);
        page_.findings.add(judged.findings);
    }

    /// Each stack by itself; what holds it up in another one, `bobgen plan` knows.
    void add_plan(const Template& before, const Template& after, const Pair& pair) {
        const auto of_this = [&](const char* sentence) {
            page_.plan += page_.plan.empty() ? "" : "\n";
            page_.plan += (pair.name.empty() ? "There" : pair.name + ": there") + sentence;
        };
        // CloudFormation would refuse it, and a plan of very many resources needs much memory.
        if (after.resources.size() > static_cast<std::size_t>(bob::limits::template_resources.value))
            return of_this(" are more resources than CloudFormation takes; `bobgen plan` orders them all the same\n");
        // A value that nobody is told can be what asks for a step.
        if (pair.before->hidden() || pair.after->hidden())
            return of_this(" are hidden values; `bobgen plan` knows what their change needs\n");
        Report why_not;
        const std::optional<plan::Plan> made = make_plan(before, after, why_not);
        if (made && made->steps.empty()) return;
        if (!made) {
            of_this(" is no way to deploy this:\n");
            for (const Diagnostic& one : why_not.diagnostics()) page_.plan += "  " + one.message + "\n";
            return;
        }
        if (!page_.plan.empty()) page_.plan += "\n";
        page_.plan += plan::text(*made, {pair.before->from, pair.after->from, pair.name});
    }

    void write(const std::string& text) const {
        if (given_.out.empty()) {
            say(stdout, text);
            return;
        }
        const std::filesystem::path file = std::filesystem::absolute(given_.out);
        refuse_linked_folder(project_.root, file);
        Replacement replacement;
        replacement.add(file, text);
        replacement.commit();
    }

    const ReportWords& given_;
    const Project& project_;
    InputFiles inputs_;
    page::Page page_;
};

}  // namespace

Command report_command() {
    const auto given = std::make_shared<ReportWords>();
    Command made(
        "report", Group::change, "Write a page about the stacks, or a change of them, for reviewers and auditors",
        "The page has the picture, who may call which route, who reaches which table by which key, every grant, the "
        "findings and what a month costs, in one file that loads nothing. Without a name it is about what the stacks "
        "emit now; a git revision or two names add the change and the plan.");
    take_sides(made, given->sides);
    made.flag("--html", given->html, "As a page of HTML");
    made.option("--out", "FILE", &given->out, "Write the page there, not to the standard output")
        .completes(Completion::file);
    made.option("--requests", "NUMBER", &given->requests, "Requests a month of each stack, for the costs; 1000000");
    made.option("--duration", "MILLISECONDS", &given->milliseconds, "How long a function runs, for the costs; 50");
    take_suppressions(made, given->suppressions, &given->today);
    made.example("bobgen report --html stage=dev --out report.html", "the stacks of a stage");
    made.example("bobgen report --html main --out report.html", "and what a change does to them");
    made.run = [given](const Project& project) { return ReportPage(*given, project).run(); };
    return made;
}

}  // namespace bobgen
