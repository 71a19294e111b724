#include "generator/commands/diff.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <set>

#include "generator/cli/command.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/effects/across.h"
#include "generator/hidden.h"
#include "generator/rules/changes.h"
#include "generator/rules/data_loss.h"

namespace bobgen {

namespace {

/// What `bobgen diff` was given, as the parser fills it in.
struct DiffWords {
    SideWords sides;
    std::string format = "text";
    std::string diagnostics;  ///< the findings alone, in this form, when not empty
    std::string fail_on = default_fail_on;
    std::string suppressions;
    std::string today;
};

int run(const DiffWords& given, const Project& project) {
    const std::set<ChangeClass> failing = fail_on(given.fail_on);

    Report unread;
    InputFiles inputs(project, given.sides.permissions);
    Suppressions suppressions = read_suppressions(inputs, project.root, given.suppressions, day(given.today), unread);
    const Sides sides = read_sides(given.sides, project, inputs, suppressions, unread);
    suppressions.compare_with(sides.base ? base_suppressions(project, *sides.base, given.suppressions)
                                         : std::vector<Suppression>());
    const bool all_read = sides.before.all_read && sides.after.all_read;
    if (!all_read || !sides.after.all_valid) {
        const Format& form = *find_format(given.diagnostics.empty() ? "text" : given.diagnostics);
        say_rendered(stderr, unread, inputs, form, look_of(stderr, project.colour));
        return all_read ? 1 : 2;
    }

    Judged judged = judge(sides, suppressions);
    Sources sources = inputs.sources();
    std::string diagnostics = given.diagnostics;
    if (given.format == "findings") diagnostics = "text";  // a former spelling
    // These have no form for changes, only for what is found in them.
    if (given.format == "short" || given.format == "sarif" || given.format == "github") diagnostics = given.format;
    if (!diagnostics.empty())
        say_rendered(stdout, judged.findings, inputs, *find_format(diagnostics), look_of(stdout, project.colour));
    else if (given.format == "json")
        say(stdout, diff_json(judged.compared, sources));
    else if (given.format == "markdown")
        say(stdout, markdown_with_suppressed(judged, sources));
    else
        say_text(stdout, text_with_suppressed(judged, sources));
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

namespace {

/// What the stacks mean to each other, in words that may be told.
AcrossStacks across(const std::vector<Pair>& all, const std::vector<Difference>& differences) {
    static const Template nothing;
    if (all.size() < 2) return compare_across({}, {});
    std::vector<StackVersions> stacks;
    std::vector<const Difference*> told;
    std::deque<Difference> made;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Pair& one = all[i];
        stacks.push_back(
            {one.name, one.before ? &one.before->told() : &nothing, one.after ? &one.after->told() : &nothing});
        const bool hides = (one.before && one.before->shown) || (one.after && one.after->shown);
        told.push_back(hides ? &made.emplace_back(compare(*stacks.back().before, *stacks.back().after))
                             : &differences[i]);
    }
    return compare_across(stacks, told);
}

/// A resource that another stack takes over is not lost, which another finding says.
void leave_out_moved(const AcrossStacks& across, std::size_t stack, Losses& losses) {
    for (const MovedResource& one : across.moved)
        if (one.from == stack)
            std::erase_if(losses.lost, [&](const DataLoss& loss) {
                return loss.logical_id == one.old_id && loss.finding.rule == &rules::data_resource_vanishes;
            });
}

}  // namespace

Judged judge(const Sides& sides, Suppressions& suppressions) {
    static const Template nothing;
    const std::vector<Pair> all = pairs(sides);
    Judged made;
    made.differences.reserve(all.size());
    for (const Pair& one : all)
        made.differences.push_back(
            compare(one.before ? one.before->tree : nothing, one.after ? one.after->tree : nothing));
    const AcrossStacks beside = across(all, made.differences);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Pair& one = all[i];
        const Template& before = one.before ? one.before->tree : nothing;
        const Template& after = one.after ? one.after->tree : nothing;
        Difference& difference = made.differences[i];
        const auto add_across = [&](Difference& to) {
            if (i < beside.cautions.size())
                to.cautions.insert(to.cautions.end(), beside.cautions[i].begin(), beside.cautions[i].end());
        };
        add_across(difference);
        made.happens.merge(classes(difference));
        if (!one.name.empty()) made.findings.enter(one.name);
        Report of_pair;
        report(difference, of_pair);
        Losses found = losses_of(difference, before, after);
        leave_out_moved(beside, i, found);
        auto& [losses, confirmed] = found;
        for (const DataLoss& one : losses) of_pair.add(one.finding);
        check_days(before, after, suppressions.today(), of_pair);
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
        for (const Diagnostic& one : of_pair.diagnostics()) {
            if (one.rule == &rules::data_moved_between_stacks) made.happens.insert(ChangeClass::data_loss);
            if (one.rule == &rules::export_held) made.happens.insert(ChangeClass::blocked);
        }
        for (Suppressed& loss : confirmed) of_pair.add(std::move(loss));
        if ((one.before && one.before->shown) || (one.after && one.after->shown)) {
            const Template& told_before = one.before ? one.before->told() : nothing;
            const Template& told_after = one.after ? one.after->told() : nothing;
            Difference told = compare(told_before, told_after);
            add_across(told);
            Losses told_losses = losses_of(told, told_before, told_after);
            leave_out_moved(beside, i, told_losses);
            Report words;
            report(told, words);
            for (const DataLoss& loss : told_losses.lost) words.add(loss.finding);
            for (Suppressed& loss : told_losses.confirmed) words.add(std::move(loss.finding));
            check_days(told_before, told_after, suppressions.today(), words);
            of_pair = in_words_of(words, std::move(of_pair));
            losses = in_words_of(told_losses.lost, std::move(losses));
            difference = in_words_of(told, std::move(difference));
        }
        made.compared.push_back({one.name, &difference, std::move(losses), of_pair.suppressed()});
        made.findings.add(of_pair);
    }
    return made;
}

bool Judged::fails(const std::set<ChangeClass>& on) const {
    return std::any_of(on.begin(), on.end(), [&](ChangeClass one) { return happens.contains(one); });
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

void take_fail_on(Command& command, std::string& classes) {
    std::vector<std::string> known{"none", "any"};
    for (const ChangeClass one : change_classes()) known.emplace_back(word(one));
    command
        .option("--fail-on", "CLASS", &classes,
                std::string("Exit 1 when one of these happens, by comma; ") + default_fail_on + " when not given")
        .some_of(std::move(known));
}

Command diff_command() {
    const auto given = std::make_shared<DiffWords>();
    Command made("diff", Group::change, "Say what a change does: in place, replaced, blocked, data at risk",
                 "Compares two sides: what is committed with what the stacks emit now, or any two files, folders of "
                 "templates or git revisions. It says what CloudFormation makes in place, interrupts, replaces or "
                 "refuses, which data is at risk, and who may do more than before.");
    take_sides(made, given->sides);
    take_format(made, given->format, "Show the changes, and with short, sarif and github the findings, as")
        .also({"findings"});
    take_diagnostics(made, given->diagnostics, "Show findings, and not the changes, as");
    take_fail_on(made, given->fail_on);
    take_suppressions(made, given->suppressions, &given->today);
    made.example("bobgen diff", "what is committed, and what the stacks emit now");
    made.example("bobgen diff main stage=prod", "a branch's templates, and what the stacks emit now");
    made.example("bobgen diff old.yml new.yml --format markdown", "two files, for a pull request");
    made.run = [given](const Project& project) { return run(*given, project); };
    return made;
}

}  // namespace bobgen
