#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <system_error>

#include "generator/cli/command.h"
#include "generator/cli/files.h"
#include "generator/cli/home.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/scaffold/fault.h"
#include "generator/scaffold/scaffold.h"

namespace bobgen {

namespace {

scaffold::Read files_of(const std::filesystem::path& root) {
    return [root](const std::string& path) { return read_file(root / path); };
}

/// Writes them, unless that would replace what somebody else wrote.
int write(const std::filesystem::path& root, const std::vector<scaffold::File>& files, bool force) {
    std::vector<std::string> there;
    for (const scaffold::File& one : files) {
        std::error_code error;
        if (!one.changes && std::filesystem::exists(std::filesystem::symlink_status(root / one.path, error)))
            there.push_back(one.path);
    }
    if (!there.empty() && !force)
        throw scaffold::Fault(joined(there) + (there.size() == 1 ? " is" : " are") +
                              " there already; nothing was written. `--force` replaces " +
                              (there.size() == 1 ? "it" : "them"));
    Replacement replacement;
    for (const scaffold::File& one : files) replacement.add(root / one.path, one.text, one.executable);
    replacement.commit();
    for (const scaffold::File& one : files) {
        const bool replaced = std::find(there.begin(), there.end(), one.path) != there.end();
        std::printf("%s %s\n", one.changes ? "changed " : replaced ? "replaced" : "wrote   ", one.path.c_str());
    }
    return 0;
}

template <class Make>
int carefully(Make make) try {
    return make();
} catch (const scaffold::Fault& fault) {
    return misuse(fault.what());
} catch (const FileError& fault) {
    return misuse(fault.what() +
                  std::string(fault.replaced_some ? "; some files were written before" : "; nothing was written"));
}

/// The folder of a stack, which may be newer than this program.
std::string folder_of(const std::string& stack, const std::filesystem::path& root,
                      std::span<const StackSource> stacks) {
    std::vector<std::string> known;
    for (const StackSource& one : stacks) {
        if (one.name == stack) return std::string(one.directory);
        known.emplace_back(one.name);
    }
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(root / "stacks", error)) {
        const std::string name = entry.path().filename().string();
        if (name == stack && entry.is_directory(error)) return "stacks/" + stack;
        if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
    }
    std::sort(known.begin(), known.end());
    throw scaffold::Fault("there is no stack `" + stack + "`" +
                          (known.empty() ? "; `bobgen new stack` makes one" : "; there are " + joined(known)) +
                          suggestion(stack, known));
}

/// Makes the project in a folder of this name, below the current one: it is named from where the user stands, not from
/// a project. The stack is called like the project when no name is given.
int new_project(const std::filesystem::path& folder, const std::string& stack, bool force) {
    return carefully([&] {
        std::filesystem::path root = std::filesystem::absolute(folder).lexically_normal();
        if (!root.has_filename()) root = root.parent_path();
        const std::string name = root.filename().string();
        const std::string first = stack.empty() ? name : stack;
        std::error_code error;
        if (std::filesystem::exists(root, error) && !std::filesystem::is_directory(root, error))
            throw scaffold::Fault("`" + folder.string() + "` is there already, and is no folder");
        return write(root, scaffold::new_project(name, first, BOB_VERSION, home_to_name()), force);
    });
}

int new_stack(const std::filesystem::path& root, const std::string& name, bool force) {
    return carefully([&] { return write(root, scaffold::new_stack(name, files_of(root)), force); });
}

/// `stack` is a stack's name; `endpoint.folder` is found by it.
int new_endpoint(const std::filesystem::path& root, const std::string& stack, scaffold::Endpoint endpoint, bool force,
                 std::span<const StackSource> stacks) {
    return carefully([&] {
        endpoint.folder = folder_of(stack, root, stacks);
        return write(root, scaffold::new_endpoint(endpoint, files_of(root)), force);
    });
}

/// What `bobgen new` was given, as the parser fills it in.
struct NewWords {
    std::string project;
    std::string stack;
    scaffold::Endpoint endpoint;
    bool force = false;
};

}  // namespace

Command new_command(CLI::App& of) {
    const auto given = std::make_shared<NewWords>();
    CLI::App* app = of.add_subcommand("new", "Write the files of a new project, stack or endpoint");
    app->require_subcommand(1);
    CLI::App* project_app = app->add_subcommand("project", "A folder with a project and its first stack");
    project_app->add_option("folder", given->project, "Where to make it; its last part is the name")->required();
    project_app->add_option("--stack", given->stack, "Name of the stack; the project's when not given");

    CLI::App* stack_app = app->add_subcommand("stack", "A stack, in stacks/ and in CMakeLists.txt");
    stack_app->add_option("name", given->stack, "Its name, and its folder's")->required();

    CLI::App* endpoint_app = app->add_subcommand("endpoint", "A function with a route, its handler and a test");
    scaffold::Endpoint& endpoint = given->endpoint;
    endpoint_app->add_option("stack", given->stack, "The stack that gets it")->required();
    endpoint_app->add_option("name", endpoint.name, "Name of the function, as in getThing")->required();
    endpoint_app->add_option("--path", endpoint.path, "Path of the route, as in /things/{id}")->required();
    endpoint_app->add_option("--method", endpoint.method, "HTTP method; GET when not given");
    endpoint_app->add_option("--table", endpoint.table,
                             "Table that it is about, by its C++ name: makes a use case and a data source, too");
    endpoint_app->add_option("--authorizer", endpoint.authorizer, "Who may call it, by its C++ name");
    endpoint_app->add_option("--api", endpoint.api, "Kind of API; that of the stack's other routes when not given")
        ->check(CLI::IsMember(std::vector<std::string>{"http", "rest"}));
    for (CLI::App* one : {project_app, stack_app, endpoint_app})
        one->add_flag("--force", given->force, "Replace files that are there already");

    return {app, [=](const Project& project) {
                if (*project_app) return new_project(given->project, given->stack, given->force);
                if (*stack_app) return new_stack(project.root, given->stack, given->force);
                return new_endpoint(project.root, given->stack, given->endpoint, given->force, project.stacks);
            }};
}

}  // namespace bobgen
