#include "generator/cli/main.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "generator/cli/build.h"
#include "generator/cli/command.h"
#include "generator/cli/emit.h"
#include "generator/cli/new.h"
#include "generator/cli/say.h"
#include "generator/cli/words.h"
#include "generator/data/iam_actions.h"
#include "generator/nearest.h"
#include "generator/report/explain.h"
#include "generator/report/render.h"

namespace bobgen {

namespace {

std::string names_of(const auto& list, const auto& name) {
    std::string made;
    for (const auto& one : list) made.append(made.empty() ? "" : ", ").append(name(one));
    return made;
}

std::string version() {
    return "bobgen " BOB_VERSION "\nIAM actions: " + std::string(iam::data_source()) + ", " +
           std::string(iam::data_date()) + "\n";
}

/// What `bobgen build` was given, as the parser fills it in.
struct BuildWords {
    std::vector<std::string> words;
    std::string architecture;
    std::string out;
    std::string tls;
    std::string diagnostics = "text";
    unsigned jobs = 0;
    bool quiet = false;
};

int run_build(const BuildWords& given, const std::filesystem::path& root, std::span<const StackSource> stacks) {
    BuildOptions options;
    options.root = root;
    options.out = given.out.empty() ? root / "build/artifacts" : std::filesystem::absolute(given.out);
    options.architecture = given.architecture;
    options.tls = given.tls;
    options.jobs = given.jobs;
    options.quiet = given.quiet;
    options.diagnostics = find_format(given.diagnostics);
    options.look.colour = ::isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");
    read_words(given.words, {{"stage", &options.stages}, {"stack", &options.stacks}, {"function", &options.functions}},
               options.inputs);
    if (!given.architecture.empty() && given.out.empty()) {
        std::fputs("error: `--arch` needs `--out`; the templates point at archives for the declared architecture\n",
                   stderr);
        return 2;
    }
    return build(options, stacks);
}

/// What `bobgen emit` was given, as the parser fills it in.
struct EmitWords {
    std::vector<std::string> words;
    std::string format;
    std::string out;
    std::string diagnostics = "text";
    bool check = false;
    bool quiet = false;
};

int run_emit(const EmitWords& given, const std::filesystem::path& root, std::span<const StackSource> stacks) {
    EmitOptions options;
    options.root = root;
    options.out = given.out.empty() ? root / "templates" : std::filesystem::absolute(given.out);
    options.check = given.check;
    options.quiet = given.quiet;
    options.diagnostics = find_format(given.diagnostics);
    options.look.colour = ::isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");
    read_words(given.words, {{"stage", &options.stages}, {"stack", &options.stacks}}, options.inputs);
    for (const std::string& format : split(given.format)) {
        const Backend* backend = find_backend(format);
        if (!backend) {
            std::fprintf(stderr, "error: there is no output `%s`; there are %s\n", format.c_str(),
                         names_of(backends(), [](const Backend& one) { return one.format; }).c_str());
            return 2;
        }
        options.outputs.push_back(backend);
    }
    if (options.outputs.empty())
        for (const Backend& one : backends())
            if (one.by_default) options.outputs.push_back(&one);
    return emit(options, stacks);
}

/// What `bobgen new` was given, as the parser fills it in.
struct NewWords {
    std::string project;
    std::string stack;
    scaffold::Endpoint endpoint;
    bool force = false;
};

int run_explain(const std::string& id) {
    if (const Rule* rule = find_rule(id)) {
        say(stdout, explain(*rule));
        return 0;
    }
    Nearest nearest(id);
    for (const Rule* rule : all_rules()) nearest.offer(rule->id);
    std::fprintf(stderr, "error: there is no rule `%s`%s\n", id.c_str(),
                 nearest.best().empty() ? "; `bobgen rules` lists them"
                                        : ("; did you mean `" + std::string(nearest.best()) + "`?").c_str());
    return 2;
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
constexpr std::initializer_list<Command (*)(CLI::App&)> command_files{validate_command};

int run(int argc, char** argv, std::span<const StackSource> stacks) {
    CLI::App app("Makes the templates of a project's stacks from their C++ declarations.", "bobgen");
    app.require_subcommand(1);
    app.fallthrough();  // `--root` may stand behind the command, too
    app.set_version_flag("--version", version);
    app.failure_message(CLI::FailureMessage::help);
    const char* given_root = std::getenv("BOB_ROOT");
    std::string root = given_root ? given_root : ".";
    app.add_option("--root", root, "The project's folder; BOB_ROOT or the current one when not given");

    EmitWords words;
    CLI::App* emit_command =
        app.add_subcommand("emit", "Write serverless.yml and template.yml of every stack and stage");
    emit_command->add_option("words", words.words,
                             "stage=NAME[,NAME] stack=NAME[,NAME] and inputs of the stacks, as key=value");
    emit_command->add_option(
        "--format", words.format,
        "Outputs, by comma: " + names_of(backends(), [](const Backend& one) { return one.format; }));
    emit_command->add_option("--out", words.out, "Folder of the templates; templates/ when not given");
    emit_command->add_option("--diagnostics", words.diagnostics, "How findings are written")
        ->check(CLI::IsMember(format_names()));
    emit_command->add_flag("--check", words.check,
                           "Write nothing; exit 1 when a template is stale, and print what differs");
    emit_command->add_flag("--quiet", words.quiet, "No summary");

    BuildWords to_build;
    CLI::App* build_command = app.add_subcommand("build", "Compile every handler and pack it for Lambda");
    build_command->add_option("words", to_build.words,
                              "stage=NAME[,NAME] stack=NAME[,NAME] function=NAME[,NAME] and inputs of the stacks");
    build_command->add_option("--arch", to_build.architecture, "Build for this processor, whatever is declared")
        ->check(CLI::IsMember(std::vector<std::string>{"x86_64", "arm64"}));
    build_command->add_option("--out", to_build.out, "Folder of the archives; build/artifacts/ when not given");
    build_command->add_option("--tls", to_build.tls, "TLS library of the handlers; the project's choice when not given")
        ->check(CLI::IsMember(std::vector<std::string>{"openssl", "mbedtls"}));
    build_command->add_option("--jobs", to_build.jobs, "How many compilers at once; Ninja's choice when not given");
    build_command->add_option("--diagnostics", to_build.diagnostics, "How findings are written")
        ->check(CLI::IsMember(format_names()));
    build_command->add_flag("--quiet", to_build.quiet, "No summary");

    NewWords to_make;
    CLI::App* new_command = app.add_subcommand("new", "Write the files of a new project, stack or endpoint");
    new_command->require_subcommand(1);
    CLI::App* new_project_command =
        new_command->add_subcommand("project", "A folder with a project and its first stack");
    new_project_command->add_option("folder", to_make.project, "Where to make it; its last part is the name")
        ->required();
    new_project_command->add_option("--stack", to_make.stack, "Name of the stack; the project's when not given");
    CLI::App* new_stack_command = new_command->add_subcommand("stack", "A stack, in stacks/ and in CMakeLists.txt");
    new_stack_command->add_option("name", to_make.stack, "Its name, and its folder's")->required();
    CLI::App* new_endpoint_command =
        new_command->add_subcommand("endpoint", "A function with a route, its handler and a test");
    scaffold::Endpoint& endpoint = to_make.endpoint;
    new_endpoint_command->add_option("stack", to_make.stack, "The stack that gets it")->required();
    new_endpoint_command->add_option("name", endpoint.name, "Name of the function, as in getThing")->required();
    new_endpoint_command->add_option("--path", endpoint.path, "Path of the route, as in /things/{id}")->required();
    new_endpoint_command->add_option("--method", endpoint.method, "HTTP method; GET when not given");
    new_endpoint_command->add_option(
        "--table", endpoint.table, "Table that it is about, by its C++ name: makes a use case and a data source, too");
    new_endpoint_command->add_option("--authorizer", endpoint.authorizer, "Who may call it, by its C++ name");
    new_endpoint_command
        ->add_option("--api", endpoint.api, "Kind of API; that of the stack's other routes when not given")
        ->check(CLI::IsMember(std::vector<std::string>{"http", "rest"}));
    for (CLI::App* one : {new_project_command, new_stack_command, new_endpoint_command})
        one->add_flag("--force", to_make.force, "Replace files that are there already");

    bool markdown = false;
    CLI::App* rules_command = app.add_subcommand("rules", "List every rule");
    rules_command->add_flag("--markdown", markdown, "The whole page of the docs");
    std::string id;
    CLI::App* explain_command =
        app.add_subcommand("explain", "Say why a rule is there, with an example and AWS's page");
    explain_command->add_option("rule", id, "The rule's id")->required();
    CLI::App* limits_command =
        app.add_subcommand("limits", "List AWS's limits as bob knows them, with source and date");
    limits_command->add_flag("--markdown", markdown, "The whole page of the docs");
    CLI::App* stacks_command = app.add_subcommand("stacks", "List the project's stacks");
    std::vector<Command> commands;
    for (const auto& add : command_files) commands.push_back(add(app));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& fault) {
        if (is_no_command(command_word(argc, argv, 0), app)) return 2;
        if (new_command->parsed() && is_no_command(command_word(argc, argv, 1), *new_command)) return 2;
        return app.exit(fault) == 0 ? 0 : 2;
    }
    root = std::filesystem::absolute(root).lexically_normal();

    // Its folder is named from where the user stands, not from a project.
    if (*new_project_command) return new_project(to_make.project, to_make.stack, BOB_VERSION, to_make.force);
    if (*new_stack_command) return new_stack(root, to_make.stack, to_make.force);
    if (*new_endpoint_command) return new_endpoint(root, to_make.stack, endpoint, to_make.force, stacks);
    if (stacks.empty() && (*emit_command || *build_command)) {
        std::fputs("error: this bobgen has no stacks; `./bobgen` in a project's folder is the one that has\n", stderr);
        return 2;
    }
    if (*emit_command) return run_emit(words, root, stacks);
    if (*build_command) return run_build(to_build, root, stacks);
    for (const Command& one : commands)
        if (*one.app) return one.run({root, stacks});
    if (*explain_command) return run_explain(id);
    if (*rules_command) say(stdout, markdown ? rules_markdown() : rules_list());
    if (*limits_command) say(stdout, markdown ? limits_markdown() : limits_table());
    if (*stacks_command)
        for (const StackSource& one : stacks) say(stdout, std::string(one.name) + "\n");
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
    std::fprintf(stderr, "error: %s\n", fault.what());
    return 2;
}

}  // namespace bobgen
