#include "generator/cli/main.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "generator/cli/command.h"
#include "generator/cli/say.h"
#include "generator/data/iam_actions.h"
#include "generator/data/resource_types.h"
#include "generator/nearest.h"

namespace bobgen {

namespace {

std::string version() {
    const auto line = [](std::string_view what, std::string_view source, std::string_view date) {
        return std::string(what).append(": ").append(source).append(", ").append(date).append("\n");
    };
    return "bobgen " BOB_VERSION "\n" + line("IAM actions", iam::data_source(), iam::data_date()) +
           line("resource types", schema::data_source(), schema::data_date());
}

/// What stands where a command is expected, behind `skipped` others; the parser itself only says that it found none.
const char* command_word(int argc, char** argv, int skipped) {
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--root")
            ++i;
        else if (argv[i][0] != '-' && skipped-- == 0)
            return argv[i];
    }
    return nullptr;
}

/// Whether the word is none of the commands, which is then said.
bool is_no_command(const char* word, const CLI::App& of) {
    const auto commands = of.get_subcommands([](const CLI::App*) { return true; });
    const auto is_word = [&](const CLI::App* one) { return one->get_name() == word; };
    if (!word || commands.empty() || std::any_of(commands.begin(), commands.end(), is_word)) return false;
    Nearest nearest(word);
    for (const CLI::App* one : commands) nearest.offer(one->get_name());
    const std::string help =
        "; `" + (of.get_parent() ? "bobgen " + of.get_name() : of.get_name()) + " --help` lists them";
    std::fprintf(
        stderr, "error: there is no command `%s`%s\n", word,
        nearest.best().empty() ? help.c_str() : ("; did you mean `" + std::string(nearest.best()) + "`?").c_str());
    return true;
}

/// The commands that have a file of their own, in the order of `--help`.
constexpr std::initializer_list<Command (*)(CLI::App&)> command_files{
    emit_command, validate_command, diff_command,    plan_command,   ci_command,    build_command,
    new_command,  rules_command,    explain_command, limits_command, stacks_command};

int run(int argc, char** argv, std::span<const StackSource> stacks) {
    CLI::App app("Makes the templates of a project's stacks from their C++ declarations.", "bobgen");
    app.require_subcommand(1);
    app.fallthrough();  // `--root` may stand behind the command, too
    app.set_version_flag("--version", version);
    app.failure_message(CLI::FailureMessage::help);
    const char* given_root = std::getenv("BOB_ROOT");
    std::string root = given_root ? given_root : ".";
    app.add_option("--root", root, "The project's folder; BOB_ROOT or the current one when not given");

    std::vector<Command> commands;
    commands.reserve(command_files.size());
    for (const auto& add : command_files) commands.push_back(add(app));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& fault) {
        if (is_no_command(command_word(argc, argv, 0), app)) return 2;
        for (const Command& one : commands)
            if (*one.app && is_no_command(command_word(argc, argv, 1), *one.app)) return 2;
        return app.exit(fault) == 0 ? 0 : 2;
    }
    const bool root_given = given_root || app.count("--root") > 0;
    root = std::filesystem::absolute(root).lexically_normal();

    for (const Command& one : commands)
        if (*one.app) return one.run({root, stacks, root_given});
    return 0;
}

}  // namespace

int main(int argc, char** argv, std::span<const StackSource> stacks) try {
    // A write past the allowed size of a file is told like one to a full disk, and no reason to die half-way.
    std::signal(SIGXFSZ, SIG_IGN);
    const int code = run(argc, argv, stacks);
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
    std::fputs("error: can't write to the standard output\n", stderr);
    return 2;
} catch (const std::exception& fault) {
    return misuse(fault.what());
}

}  // namespace bobgen
