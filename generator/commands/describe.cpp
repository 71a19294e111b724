/// `bobgen completions` and `man`: the command line itself, for shells and for man(1).
#include <filesystem>
#include <memory>

#include "generator/cli/command.h"
#include "generator/cli/files.h"
#include "generator/cli/help.h"
#include "generator/cli/jobs.h"
#include "generator/cli/words.h"

namespace bobgen {

namespace {

struct ManWords {
    std::string command;
    std::string out;
};

int print_manual(const ManWords& given) {
    GlobalOptions unused;
    const Command bobgen = command_line(unused);
    if (!given.out.empty()) {
        if (!given.command.empty()) throw Misuse("`--out` is for all pages; leave out `" + given.command + "`");
        const std::filesystem::path folder = std::filesystem::absolute(given.out);
        Replacement replacement;
        replacement.add(folder / manual_name(nullptr), manual(bobgen, nullptr));
        for (const Command& one : bobgen.commands) replacement.add(folder / manual_name(&one), manual(bobgen, &one));
        replacement.commit();
        return 0;
    }
    if (given.command.empty()) {
        say(stdout, manual(bobgen, nullptr));
        return 0;
    }
    std::vector<std::string> known;
    for (const Command& one : bobgen.commands) {
        known.push_back(one.name);
        if (one.name != given.command) continue;
        say(stdout, manual(bobgen, &one));
        return 0;
    }
    const std::string near = suggestion(given.command, known);
    throw Misuse("there is no command `" + given.command + "`" +
                 (near.empty() ? "; `bobgen --help` lists them" : near));
}

struct CompletionsWords {
    std::string shell;
    std::string out;
};

int print_completions(const CompletionsWords& given) {
    GlobalOptions unused;
    const Command bobgen = command_line(unused);
    if (given.shell.empty() == given.out.empty())
        throw Misuse("`bobgen completions` needs SHELL, or `--out` for all; `bobgen completions --help` has examples");
    if (!given.shell.empty()) {
        say(stdout, completions(bobgen, given.shell));
        return 0;
    }
    const std::filesystem::path folder = std::filesystem::absolute(given.out);
    Replacement replacement;
    replacement.add(folder / "bobgen", completions(bobgen, "bash"));
    replacement.add(folder / "_bobgen", completions(bobgen, "zsh"));
    replacement.add(folder / "bobgen.fish", completions(bobgen, "fish"));
    replacement.commit();
    return 0;
}

}  // namespace

Command completions_command() {
    const auto given = std::make_shared<CompletionsWords>();
    Command made("completions", Group::help, "Print the script that completes bobgen's words in a shell",
                 "An installed bob brings the scripts along. In a project, put the first line of the examples into "
                 "~/.bashrc, or its like into the file of your shell.");
    made.word("SHELL", &given->shell, "Which shell").one_of({"bash", "zsh", "fish"});
    made.option("--out", "FOLDER", &given->out, "Write all scripts into this folder, as their shells look for them")
        .completes(Completion::folder);
    made.example("source <(./bobgen completions bash)", "in ~/.bashrc or at a prompt");
    made.example("./bobgen completions fish | source", "in config.fish or at a prompt");
    made.run = [given](const Project&) { return print_completions(*given); };
    return made;
}

Command man_command() {
    const auto given = std::make_shared<ManWords>();
    Command made("man", Group::help, "Print the manual page of bobgen or of a command",
                 "The page is in the language of man(7). An installed bob brings all of them along.");
    made.word("COMMAND", &given->command, "Whose page; that of bobgen when not given");
    made.option("--out", "FOLDER", &given->out, "Write all pages into this folder").completes(Completion::folder);
    made.example("bobgen man emit | man -l -", "reads a page");
    made.run = [given](const Project&) { return print_manual(*given); };
    return made;
}

}  // namespace bobgen
