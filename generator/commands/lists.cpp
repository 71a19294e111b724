/// `bobgen rules`, `explain`, `limits` and `stacks`: what bob knows, without judging anything.
#include <memory>

#include "generator/cli/command.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/words.h"
#include "generator/report/explain.h"

namespace bobgen {

Command rules_command() {
    const auto markdown = std::make_shared<bool>(false);
    Command made("rules", Group::judge, "List every rule",
                 "Prints a line for each rule: severity, id and what it finds.");
    made.flag("--markdown", *markdown, "Print the whole page of the docs");
    made.example("bobgen rules | grep table", "what there is about tables");
    made.run = [markdown](const Project&) {
        say(stdout, *markdown ? rules_markdown() : rules_list());
        return 0;
    };
    return made;
}

Command explain_command() {
    const auto id = std::make_shared<std::string>();
    Command made("explain", Group::judge, "Say why a rule is there, with an example and AWS's page");
    made.word("RULE", id.get(), "The id in the brackets of a finding, such as route-conflict")
        .required()
        .completes(Completion::rule);
    made.example("bobgen explain route-conflict", "what error[route-conflict] means");
    made.run = [id](const Project&) {
        if (const Rule* rule = find_rule(*id)) {
            say(stdout, explain(*rule));
            return 0;
        }
        std::vector<std::string> known;
        for (const Rule* rule : all_rules()) known.emplace_back(rule->id);
        const std::string near = suggestion(*id, known);
        throw Misuse("there is no rule `" + *id + "`" + (near.empty() ? "; `bobgen rules` lists them" : near));
    };
    return made;
}

Command limits_command() {
    const auto markdown = std::make_shared<bool>(false);
    Command made("limits", Group::judge, "List AWS's limits as bob knows them, with source and date");
    made.flag("--markdown", *markdown, "Print the whole page of the docs");
    made.example("bobgen limits | grep timeout", "how long things may take");
    made.run = [markdown](const Project&) {
        say(stdout, *markdown ? limits_markdown() : limits_table());
        return 0;
    };
    return made;
}

Command stacks_command() {
    Command made("stacks", Group::declare, "List the project's stacks");
    made.example("bobgen stacks", "a name a line");
    made.run = [](const Project& project) {
        if (project.stacks.empty()) throw Misuse(no_stacks);
        for (const StackSource& one : project.stacks) say(stdout, std::string(one.name) + "\n");
        return 0;
    };
    return made;
}

}  // namespace bobgen
