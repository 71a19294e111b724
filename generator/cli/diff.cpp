#include "generator/cli/diff.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>

#include "generator/cli/command.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/diff/data_loss.h"
#include "generator/hidden.h"

namespace bobgen {

namespace {

/// What `bobgen diff` was given, as the parser fills it in.
struct DiffWords {
    SideWords sides;
    std::string format = "text";
    std::string fail_on = default_fail_on;
    std::string suppressions;
    std::string today;
};

constexpr std::string_view formats_of_diff[] = {"text", "json", "markdown", "findings", "sarif", "github"};

int run(const DiffWords& given, const Project& project) {
    const std::set<ChangeClass> failing = fail_on(given.fail_on);

    Report unread;
    InputFiles inputs(project, given.sides.permissions);
    Suppressions suppressions = read_suppressions(inputs, project.root, given.suppressions, day(given.today), unread);
    const Sides sides = read_sides(given.sides, project, inputs, suppressions, unread);
    suppressions.compare_with(sides.base ? base_suppressions(project, *sides.base, given.suppressions)
                                         : std::vector<Suppression>());
    const bool all_read = sides.before.all_read && sides.after.all_read;
    Look look;
    if (!all_read || !sides.after.all_valid) {
        look.colour = takes_colour(stderr);
        say_rendered(stderr, unread, inputs, *find_format("text"), look);
        return all_read ? 1 : 2;
    }

    Judged judged = judge(sides, suppressions);
    Sources sources = inputs.sources();
    look.colour = takes_colour(stdout);
    if (given.format == "text") {
        say_text(stdout, text_with_suppressed(judged, sources));
    } else if (given.format == "json") {
        say(stdout, diff_json(judged.compared, sources));
    } else if (given.format == "markdown") {
        say(stdout, markdown_with_suppressed(judged, sources));
    } else {
        say_rendered(stdout, judged.findings, inputs, *find_format(given.format == "findings" ? "text" : given.format),
                     look);
    }
    return judged.fails(failing) ? 1 : 0;
}

}  // namespace

std::string text_with_suppressed(const Judged& judged, Sources& sources) {
    const std::string listed = suppressed_text(judged.findings, sources);
    return diff_text(judged.compared, sources) + (listed.empty() ? "" : "\n" + listed);
}

std::string markdown_with_suppressed(const Judged& judged, Sources& sources) {
    const std::string listed = suppressed_markdown(judged.findings, sources);
    return diff_markdown(judged.compared, sources) + (listed.empty() ? "" : "\n" + listed);
}

Judged judge(const Sides& sides, Suppressions& suppressions) {
    static const Template nothing;
    const std::vector<Pair> all = pairs(sides);
    Judged made;
    made.differences.reserve(all.size());
    for (const Pair& one : all) {
        const Template& before = one.before ? one.before->tree : nothing;
        const Template& after = one.after ? one.after->tree : nothing;
        Difference difference = compare(before, after);
        made.happens.merge(classes(difference));
        if (!one.name.empty()) made.findings.enter(one.name);
        Report of_pair;
        report(difference, of_pair);
        std::vector<DataLoss> losses = data_losses(difference, before, after);
        for (const DataLoss& one : losses) of_pair.add(one.finding);
        suppressions.apply_to_change(before, after, of_pair);
        std::erase_if(losses, [&](DataLoss& one) {
            const auto& left = of_pair.diagnostics();
            const auto found = std::find_if(left.begin(), left.end(), [&](const Diagnostic& other) {
                return other.rule == one.finding.rule && other.message == one.finding.message;
            });
            if (found != left.end()) one.finding.fix = found->fix;
            return found == left.end();
        });
        for (const DataLoss& one : losses)
            if (one.finding.rule->severity == Severity::error) made.happens.insert(ChangeClass::data_loss);
        if ((one.before && one.before->shown) || (one.after && one.after->shown)) {
            const Template& told_before = one.before ? one.before->told() : nothing;
            const Template& told_after = one.after ? one.after->told() : nothing;
            const Difference told = compare(told_before, told_after);
            const std::vector<DataLoss> told_losses = data_losses(told, told_before, told_after);
            Report words;
            report(told, words);
            for (const DataLoss& loss : told_losses) words.add(loss.finding);
            of_pair = in_words_of(words, std::move(of_pair));
            losses = in_words_of(told_losses, std::move(losses));
            difference = in_words_of(told, std::move(difference));
        }
        made.differences.push_back(std::move(difference));
        made.compared.push_back({one.name, &made.differences.back(), std::move(losses), of_pair.suppressed()});
        made.findings.add(of_pair);
    }
    return made;
}

bool Judged::fails(const std::set<ChangeClass>& on) const {
    return std::any_of(on.begin(), on.end(), [&](ChangeClass one) { return happens.contains(one); });
}

std::string fail_on_help() {
    std::string known = "none, any";
    for (const ChangeClass one : change_classes()) known += ", " + std::string(word(one));
    return "Exit 1 when any of these happens, by comma: " + known + "; " + default_fail_on + " when not given";
}

std::set<ChangeClass> fail_on(const std::string& words) {
    std::set<ChangeClass> made;
    for (const std::string& name : split(words)) {
        if (name == "none") continue;
        const auto all = change_classes();
        if (name == "any") {
            made.insert(all.begin(), all.end());
            continue;
        }
        const auto found = std::find_if(all.begin(), all.end(), [&](ChangeClass one) { return word(one) == name; });
        if (found == all.end()) {
            std::vector<std::string> known{"none", "any"};
            for (const ChangeClass one : all) known.emplace_back(word(one));
            std::string list;
            for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
            const std::string near = suggestion(name, known);
            throw Misuse("`--fail-on` knows no `" + name + "`" + (near.empty() ? "; there are " + list : near));
        }
        made.insert(*found);
    }
    return made;
}

Command diff_command(CLI::App& of) {
    const auto given = std::make_shared<DiffWords>();
    CLI::App* app = of.add_subcommand("diff", "Say what a change does: in place, replaced, blocked, data at risk");
    add_side_words(*app, given->sides);
    app->add_option("--format", given->format, "How it is written")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(formats_of_diff), std::end(formats_of_diff))));
    app->add_option("--fail-on", given->fail_on, fail_on_help());
    app->add_option("--suppressions", given->suppressions,
                    "File of what is suppressed; the project's suppressions.yml when not given");
    app->add_option("--today", given->today, "The day that suppressions are held against, as 2026-11-21");
    return {app, [given](const Project& project) { return run(*given, project); }};
}

}  // namespace bobgen
