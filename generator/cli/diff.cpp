#include "generator/cli/diff.h"

#include <algorithm>
#include <memory>
#include <set>

#include "generator/cli/command.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/diff/data_loss.h"

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
    InputFiles inputs(project.root);
    Suppressions suppressions = read_suppressions(inputs, project.root, given.suppressions, day(given.today), unread);
    const Sides sides = read_sides(given.sides, project, inputs, suppressions, unread);
    const bool all_read = sides.before.all_read && sides.after.all_read;
    if (!all_read || !sides.after.all_valid) {
        const Format& form = *find_format(given.diagnostics.empty() ? "text" : given.diagnostics);
        say(stderr, rendered(unread, inputs, form, look_of(stderr, project.colour)));
        return all_read ? 1 : 2;
    }

    Judged judged = judge(sides, suppressions);
    Sources sources = inputs.sources();
    // Former spellings: the forms of findings were forms of the whole.
    std::string diagnostics = given.diagnostics;
    if (given.format == "findings") diagnostics = "text";
    if (given.format == "sarif" || given.format == "github") diagnostics = given.format;
    if (!diagnostics.empty())
        say(stdout, rendered(judged.findings, inputs, *find_format(diagnostics), look_of(stdout, project.colour)));
    else if (given.format == "json")
        say(stdout, diff_json(judged.compared, sources));
    else if (given.format == "markdown")
        say(stdout, diff_markdown(judged.compared, sources));
    else
        say(stdout, diff_text(judged.compared, sources));
    return judged.fails(failing) ? 1 : 0;
}

}  // namespace

Judged judge(const Sides& sides, Suppressions& suppressions) {
    static const Template nothing;
    const std::vector<Pair> all = pairs(sides);
    Judged made;
    made.differences.reserve(all.size());
    for (const Pair& one : all) {
        const Template& before = one.before ? one.before->tree : nothing;
        const Template& after = one.after ? one.after->tree : nothing;
        const Difference& difference = made.differences.emplace_back(compare(before, after));
        made.compared.push_back({one.name, &difference});
        made.happens.merge(classes(difference));
        if (!one.name.empty()) made.findings.enter(one.name);
        // An explicit suppression counts here; `emit` wants the tombstone.
        Report of_pair;
        report(difference, of_pair);
        std::vector<DataLoss> losses = data_losses(difference, before, after);
        for (const DataLoss& one : losses) of_pair.add(one.finding);
        suppressions.apply(after, of_pair);
        std::erase_if(losses, [&](const DataLoss& one) {
            const auto& left = of_pair.diagnostics();
            return std::none_of(left.begin(), left.end(), [&](const Diagnostic& found) {
                return found.rule == one.finding.rule && found.message == one.finding.message;
            });
        });
        for (const DataLoss& one : losses)
            if (one.finding.rule->severity == Severity::error) made.happens.insert(ChangeClass::data_loss);
        made.compared.back().losses = std::move(losses);
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
    made.option("--format", "FORM", &given->format, "Write the changes as")
        .one_of({"text", "json", "markdown"})
        .also({"findings", "sarif", "github"});
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
