/// `bobgen ci`: everything a pull request is judged by, in one go: the committed templates are what the stacks emit,
/// the stacks are right, and what changes against the base is allowed.
#include <algorithm>
#include <memory>

#include "generator/cli/command.h"
#include "generator/cli/committed.h"
#include "generator/cli/line_diff.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/commands/diff.h"
#include "generator/report/markdown.h"
#include "generator/report/text.h"

namespace bobgen {

namespace {

/// What `bobgen ci` was given, as the parser fills it in.
struct CiWords {
    std::vector<std::string> arguments;
    std::string fail_on = default_fail_on;
    std::string report;
    std::string sarif;
    std::string format;  ///< of what is printed; by `report` when empty
    std::string suppressions;
    std::string today;
    bool github = false;
    bool quiet = false;
};

/// A committed template that is not what the stacks emit.
struct Stale {
    std::string what;  ///< "stale", "missing", "left over"
    std::string path;
    std::string difference;
};

class Ci {
public:
    Ci(const CiWords& given, const Project& project)
        : given_(given), project_(project), failing_(fail_on(given.fail_on)), inputs_(project) {
        std::vector<std::string> revisions, words;
        for (const std::string& one : given.arguments) (is_word(one) ? words : revisions).push_back(one);
        if (revisions.size() > 1)
            throw Misuse("there is one revision to compare with; `" + revisions[1] + "` is a second");
        if (!revisions.empty()) base_ = revisions.front();
        choice_ = stack_choice(words);
    }

    int run() {
        Suppressions suppressions =
            read_suppressions(inputs_, project_.root, given_.suppressions, day(given_.today), findings_);
        suppressions.compare_with(base_suppressions(project_, base_, given_.suppressions));
        std::vector<Compiled> made = compile_stacks(project_, choice_, outputs(), suppressions, findings_);
        find_stale(made);

        Sides sides;
        sides.before = committed_side(project_, base_, choice_, inputs_, findings_);
        for (Compiled& one : made) {
            sides.after.all_valid = sides.after.all_valid && one.tree;
            if (one.tree) sides.after.by_name.emplace(one.name(), side_of_stacks(std::move(*one.tree)));
        }
        for (const auto& [name, side] : sides.after.by_name) {
            static const Template nothing;
            const auto old = sides.before.by_name.find(name);
            findings_.mark_new(
                Suppressions::new_ones(old == sides.before.by_name.end() ? nothing : old->second.tree, side.tree));
        }
        // Of a stack with errors nobody can say what it changes.
        is_compared_ = sides.before.all_read && sides.after.all_valid;
        if (is_compared_) judged_ = judge(sides, suppressions);
        suppressions.report_useless(findings_, choice_.all());

        failed_ = findings_.errors() > 0 || !stale_.empty() || !is_compared_ || judged_.fails(failing_);
        write();
        if (!sides.before.all_read) return 2;
        return failed_ ? 1 : 0;
    }

private:
    static std::vector<const Backend*> outputs() {
        std::vector<const Backend*> made;
        for (const Backend& one : backends())
            if (one.by_default) made.push_back(&one);
        return made;
    }

    void find_stale(const std::vector<Compiled>& made) {
        const std::filesystem::path out = project_.root / "templates";
        const auto shown = [&](const std::filesystem::path& path) {
            return path.lexically_relative(project_.root).generic_string();
        };
        for (const CommittedFile& one : committed_files(made, out))
            if (!one.is_current())
                stale_.push_back(
                    {one.is_left_over() ? "left over"
                     : one.text         ? "stale"
                                        : "missing",
                     shown(one.path),
                     one.text && !one.is_left_over() ? line_diff(*one.text, one.made->bytes) : std::string()});
        if (!choice_.all()) return;
        for (const Leftover& one : find_leftovers(out, made))
            for (const std::filesystem::path& path : one.files) stale_.push_back({"left over", shown(path), {}});
    }

    /// Both: what the stacks have wrong, and what the change does.
    Report all_findings() const {
        Report all = findings_;
        all.add(judged_.findings);
        return all;
    }

    std::string stale_summary() const {
        if (stale_.empty()) return "what the stacks emit";
        return std::to_string(stale_.size()) + (stale_.size() == 1 ? " is" : " are") +
               " not what the stacks emit; run `bobgen emit` and commit the result";
    }

    std::string change_summary() const {
        return is_compared_ ? summary(judged_.compared) : "not compared: something can't be read or has errors";
    }

    std::string markdown_text() {
        Sources sources = inputs_.sources();
        const std::string counts = count(findings_);
        const auto sign = [](bool bad) { return bad ? ":x:" : ":white_check_mark:"; };
        const bool bad_change = !is_compared_ || judged_.fails(failing_);
        std::string out = "## Infrastructure: " + std::string(failed_ ? "needs attention" : "fine") + "\n\n";
        out += "| | | |\n|---|---|---|\n";
        out += std::string("| ") + sign(bad_change) + " | Changes against " + markdown::code(base_) + " | " +
               markdown::line(change_summary()) + " |\n";
        out += std::string("| ") + sign(findings_.errors() > 0) + " | Stacks | " +
               (counts.empty() ? "no findings" : counts) + " |\n";
        out += std::string("| ") + sign(!stale_.empty()) + " | Committed templates | " +
               markdown::line(stale_summary()) + " |\n";
        if (is_compared_ && !judged_.compared.empty())
            out += "\n### Changes\n\n" + markdown_with_suppressed(judged_, sources);
        if (!findings_.clean() || !findings_.suppressed().empty())
            out += "\n### Stacks\n\n" + rendered(findings_, inputs_, *find_format("markdown"), {});
        if (!stale_.empty()) {
            out += "\n### Committed templates\n\n";
            for (const Stale& one : stale_) out += "- " + one.what + ": " + markdown::code(one.path) + "\n";
            for (const Stale& one : stale_)
                if (!one.difference.empty())
                    out += "\n" + markdown::folded(one.path, markdown::block("diff", one.difference));
        }
        return out;
    }

    /// For the log of a job.
    std::string log_text() {
        Sources sources = inputs_.sources();
        std::string out;
        for (const Stale& one : stale_) out += one.what + ": " + printable(one.path) + "\n" + one.difference;
        Report all = all_findings();
        out += rendered(all, inputs_, *find_format("text"), look_of(stdout, project_.colour));
        if (is_compared_) out += diff_text(judged_.compared, sources);
        return out;
    }

    void write() {
        for (const std::string& file : {given_.report, given_.sarif})
            if (!file.empty()) refuse_linked_folder(project_.root, file);
        Replacement replacement;
        if (!given_.report.empty()) replacement.add(std::filesystem::absolute(given_.report), markdown_text());
        if (!given_.sarif.empty()) {
            Report all = all_findings();
            replacement.add(std::filesystem::absolute(given_.sarif), rendered(all, inputs_, *find_format("sarif"), {}));
        }
        replacement.commit();
        if (given_.github) {
            Report all = all_findings();
            std::string out = rendered(all, inputs_, *find_format("github"), {});
            for (const Stale& one : stale_)
                out += "::error file=" + github_property(one.path) + "::" + one.what +
                       "; run `bobgen emit` and commit the result\n";
            say_commands(stdout, out);
        }
        const std::string form = !given_.format.empty() ? given_.format : given_.report.empty() ? "markdown" : "text";
        if (form == "markdown") {
            say(stdout, markdown_text());
        } else if (form == "text") {
            say_text(stdout, log_text());
        } else if (form != "github" || !given_.github) {
            Report all = all_findings();
            say_rendered(stdout, all, inputs_, *find_format(form), {});
        }
        if (given_.quiet) return;
        say(stderr, "templates: " + stale_summary() +
                        "\nstacks: " + (findings_.clean() ? "no findings" : count(findings_)) +
                        "\nchanges: " + change_summary() + "\n");
    }

    const CiWords& given_;
    const Project& project_;
    std::set<ChangeClass> failing_;
    std::string base_ = "HEAD";
    StackChoice choice_;
    InputFiles inputs_;
    Report findings_;
    std::vector<Stale> stale_;
    Judged judged_;
    bool is_compared_ = false;
    bool failed_ = false;
};

}  // namespace

Command ci_command() {
    const auto given = std::make_shared<CiWords>();
    Command made("ci", Group::change, "Judge a pull request: templates current, stacks right, changes allowed",
                 "Does what `emit --check`, `validate` and `diff` do, with one report and one exit code. It needs the "
                 "repository and nothing else: no AWS account, no credentials, no network.");
    made.listed("BASE", "The git revision to compare with; HEAD when not given").completes(Completion::side);
    take_stack_words(made, given->arguments);
    made.option("--report", "FILE", &given->report, "Write the report as Markdown there, and text to the log")
        .completes(Completion::file);
    take_format(made, given->format, "Print the report as");
    made.flag("--github", given->github, "Print findings as annotations of GitHub Actions, too");
    made.option("--sarif", "FILE", &given->sarif, "Write the findings as SARIF there").completes(Completion::file);
    take_fail_on(made, given->fail_on);
    take_suppressions(made, given->suppressions, &given->today);
    made.flag("--quiet", given->quiet, "Print no summary");
    made.example("bobgen ci origin/main", "against the branch that it goes into");
    made.example("bobgen ci origin/main --github --report report.md", "in a workflow of GitHub");
    made.run = [given](const Project& project) { return Ci(*given, project).run(); };
    return made;
}

}  // namespace bobgen
