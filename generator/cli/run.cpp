#include "generator/cli/run.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "generator/cli/command.h"
#include "generator/cli/help.h"
#include "generator/cli/say.h"
#include "generator/cli/words.h"
#include "generator/data/iam_actions.h"
#include "generator/data/resource_types.h"
#include "generator/data/value_constraints.h"

namespace bobgen {

namespace {

std::string version() {
    const auto line = [](std::string_view what, std::string_view source, std::string_view date) {
        return std::string(what).append(": ").append(source).append(", ").append(date).append("\n");
    };
    return "bobgen " BOB_VERSION "\n" + line("IAM actions", iam::data_source(), iam::data_date()) +
           line("resource types", schema::data_source(), schema::data_date()) +
           line("values", schema::constraints_source(), schema::constraints_date());
}

/// COLUMNS is for what is no terminal.
std::size_t help_columns(std::FILE* to) {
    const char* given = std::getenv("COLUMNS");
    const int columns = given ? std::atoi(given) : 0;
    return columns_of(to, columns >= 40 ? static_cast<std::size_t>(columns) : 80);
}

int run_words(std::span<const char* const> words, std::span<const StackSource> stacks, CommandFiles files) {
    GlobalOptions given;
    const Command bobgen = command_line(given, files);
    const Parsed parsed = parse(bobgen, words);
    if (parsed.help) {
        say(stdout, help(parsed.path, help_columns(stdout)));
        return 0;
    }
    if (given.version) {
        say(stdout, version());
        return 0;
    }
    if (parsed.path.size() == 1) {
        say(stderr, help(parsed.path, help_columns(stderr)) + "\n");
        throw Misuse("name a command, such as `bobgen emit`");
    }
    Project project;
    const char* root = std::getenv("BOB_ROOT");
    if (root && !*root) root = nullptr;
    project.root = std::filesystem::absolute(!given.root.empty() ? given.root.c_str()
                                             : root              ? root
                                                                 : ".")
                       .lexically_normal();
    project.root_given = !given.root.empty() || root;
    project.stacks = stacks;
    if (given.colour == "always") project.colour = Colour::always;
    if (given.colour == "never") project.colour = Colour::never;
    return parsed.command().run(project);
}

}  // namespace

Command command_line(GlobalOptions& given, CommandFiles files) {
    Command made("bobgen", Group::help, "Compile C++ declarations of AWS resources into templates",
                 "bobgen compiles a project's C++ declarations into templates for AWS, and judges them.");
    made.option("--root", "FOLDER", &given.root, "The project's folder, not BOB_ROOT or the current one")
        .completes(Completion::folder);
    made.option("--color", "WHEN", &given.colour, "Use colours")
        .one_of({"auto", "always", "never"})
        .also_called("--colour");
    made.flag("--version", given.version, "Print the version, and of which day AWS's data is");
    made.arguments.push_back({.name = "--help", .value = {}, .help = "Print this", .letter = "-h"});
    for (const auto& add : files) made.commands.push_back(add());
    return made;
}

int run(int argc, char** argv, std::span<const StackSource> stacks, CommandFiles files) try {
    // A write past the allowed size of a file is told like one to a full disk, and no reason to die half-way.
    std::signal(SIGXFSZ, SIG_IGN);
    const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
    const int code = run_words(words.subspan(argc > 0 ? 1 : 0), stacks, files);
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
    return misuse("can't write to the standard output");
} catch (const std::exception& fault) {
    return misuse(fault.what());
}

}  // namespace bobgen
