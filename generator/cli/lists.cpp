/// `bobgen rules`, `explain`, `limits` and `stacks`: what bob knows, without judging anything.
#include <CLI/CLI.hpp>
#include <memory>

#include "generator/cli/command.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/words.h"
#include "generator/report/explain.h"

namespace bobgen {

Command rules_command(CLI::App& of) {
    const auto markdown = std::make_shared<bool>(false);
    CLI::App* app = of.add_subcommand("rules", "List every rule");
    app->add_flag("--markdown", *markdown, "The whole page of the docs");
    return {app, [markdown](const Project&) {
                say(stdout, *markdown ? rules_markdown() : rules_list());
                return 0;
            }};
}

Command explain_command(CLI::App& of) {
    const auto id = std::make_shared<std::string>();
    CLI::App* app = of.add_subcommand("explain", "Say why a rule is there, with an example and AWS's page");
    app->add_option("rule", *id, "The rule's id")->required();
    return {app, [id](const Project&) {
                if (const Rule* rule = find_rule(*id)) {
                    say(stdout, explain(*rule));
                    return 0;
                }
                std::vector<std::string> known;
                for (const Rule* rule : all_rules()) known.emplace_back(rule->id);
                const std::string near = suggestion(*id, known);
                throw Misuse("there is no rule `" + *id + "`" + (near.empty() ? "; `bobgen rules` lists them" : near));
            }};
}

Command limits_command(CLI::App& of) {
    const auto markdown = std::make_shared<bool>(false);
    CLI::App* app = of.add_subcommand("limits", "List AWS's limits as bob knows them, with source and date");
    app->add_flag("--markdown", *markdown, "The whole page of the docs");
    return {app, [markdown](const Project&) {
                say(stdout, *markdown ? limits_markdown() : limits_table());
                return 0;
            }};
}

Command stacks_command(CLI::App& of) {
    CLI::App* app = of.add_subcommand("stacks", "List the project's stacks");
    return {app, [](const Project& project) {
                for (const StackSource& one : project.stacks) say(stdout, std::string(one.name) + "\n");
                return 0;
            }};
}

}  // namespace bobgen
