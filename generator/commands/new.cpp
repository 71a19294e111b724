#include <algorithm>
#include <cstdio>
#include <memory>
#include <system_error>

#include "generator/cli/command.h"
#include "generator/cli/files.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/commands/home.h"
#include "generator/scaffold/fault.h"
#include "generator/scaffold/scaffold.h"

namespace bobgen {

namespace {

scaffold::Read files_of(const std::filesystem::path& root) {
    return [root](const std::string& path) { return read_file(root / path); };
}

struct WriteOptions {
    bool force = false;  ///< replaces files that are there
    bool quiet = false;  ///< does not list them
};

/// Writes them, unless that would replace what somebody else wrote.
int write(const std::filesystem::path& root, const std::vector<scaffold::File>& files, const WriteOptions& options) {
    std::vector<std::string> there;
    for (const scaffold::File& one : files) {
        std::error_code error;
        if (!one.changes && std::filesystem::exists(std::filesystem::symlink_status(root / one.path, error)))
            there.push_back(one.path);
    }
    if (!there.empty() && !options.force)
        throw scaffold::Fault(joined(there) + (there.size() == 1 ? " is" : " are") +
                              " there already; nothing was written. `--force` replaces " +
                              (there.size() == 1 ? "it" : "them"));
    Replacement replacement;
    for (const scaffold::File& one : files) replacement.add(root / one.path, one.text, one.executable);
    replacement.commit();
    if (options.quiet) return 0;
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
int new_project(const std::filesystem::path& folder, const std::string& stack, const WriteOptions& options) {
    return carefully([&] {
        std::filesystem::path root = std::filesystem::absolute(folder).lexically_normal();
        if (!root.has_filename()) root = root.parent_path();
        const std::string name = root.filename().string();
        const std::string first = stack.empty() ? name : stack;
        std::error_code error;
        if (std::filesystem::exists(root, error) && !std::filesystem::is_directory(root, error))
            throw scaffold::Fault("`" + folder.string() + "` is there already, and is no folder");
        return write(root, scaffold::new_project(name, first, BOB_VERSION, home_to_name()), options);
    });
}

int new_stack(const std::filesystem::path& root, const std::string& name, const WriteOptions& options) {
    return carefully([&] { return write(root, scaffold::new_stack(name, files_of(root)), options); });
}

/// `stack` is a stack's name; `endpoint.folder` is found by it.
int new_endpoint(const std::filesystem::path& root, const std::string& stack, scaffold::Endpoint endpoint,
                 const WriteOptions& options, std::span<const StackSource> stacks) {
    return carefully([&] {
        endpoint.folder = folder_of(stack, root, stacks);
        return write(root, scaffold::new_endpoint(endpoint, files_of(root)), options);
    });
}

/// What `bobgen new` was given, as the parser fills it in.
struct NewWords {
    std::string project;
    std::string stack;
    scaffold::Endpoint endpoint;
    WriteOptions writing;
};

}  // namespace

Command new_command() {
    const auto given = std::make_shared<NewWords>();
    Command made("new", Group::declare, "Write the files of a new project, stack or endpoint",
                 "Writes files to begin with, which are yours from then on. Nothing that is there is replaced, unless "
                 "--force is given.");
    Command project("project", Group::declare, "Make a folder with a project and its first stack");
    project.word("FOLDER", &given->project, "Where to make it; its last part is the project's name")
        .required()
        .completes(Completion::folder);
    project.option("--stack", "NAME", &given->stack, "Name of the first stack; the project's when not given");
    project.example("bobgen new project shop", "a project in a folder `shop`, with a stack `shop`");
    project.run = [given](const Project&) { return new_project(given->project, given->stack, given->writing); };

    Command stack("stack", Group::declare, "Make a stack, in stacks/ and in CMakeLists.txt");
    stack.word("NAME", &given->stack, "Its name, and that of its folder").required();
    stack.example("bobgen new stack billing", "stacks/billing/");
    stack.run = [given](const Project& of) { return new_stack(of.root, given->stack, given->writing); };

    Command endpoint("endpoint", Group::declare, "Make a function with a route, its handler and a test");
    endpoint.word("STACK", &given->stack, "The stack that gets it").required().completes(Completion::stack);
    endpoint.word("NAME", &given->endpoint.name, "Name of the function, such as getThing").required();
    endpoint.option("--path", "PATH", &given->endpoint.path, "Path of the route, such as /things/{id}").required();
    endpoint.option("--method", "METHOD", &given->endpoint.method, "HTTP method; GET when not given");
    endpoint.option("--table", "NAME", &given->endpoint.table,
                    "Table that it is about, by its C++ name: makes a use case and a data source, too");
    endpoint.option("--authorizer", "NAME", &given->endpoint.authorizer, "Who may call it, by its C++ name");
    endpoint.option("--api", "KIND", &given->endpoint.api, "Kind of API, when no other route of the stack tells")
        .one_of({"http", "rest"});
    endpoint.example("bobgen new endpoint shop getThing --path '/things/{id}'", "GET /things/{id}");
    endpoint.run = [given](const Project& of) {
        return new_endpoint(of.root, given->stack, given->endpoint, given->writing, of.stacks);
    };
    for (Command* one : {&project, &stack, &endpoint}) {
        one->flag("--force", given->writing.force, "Replace files that are there");
        one->flag("--quiet", given->writing.quiet, "Do not list the files");
    }
    made.commands.push_back(std::move(project));
    made.commands.push_back(std::move(stack));
    made.commands.push_back(std::move(endpoint));
    made.example("bobgen new project shop", "a project to begin with");
    made.example("bobgen new endpoint shop getThing --path '/things/{id}'", "in the project: an endpoint");
    return made;
}

}  // namespace bobgen
