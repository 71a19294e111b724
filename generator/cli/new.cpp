#include "generator/cli/new.h"

#include <algorithm>
#include <cstdio>
#include <system_error>

#include "generator/cli/files.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/scaffold/fault.h"

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

}  // namespace

int new_project(const std::filesystem::path& folder, const std::string& stack, const std::string& bob_version,
                bool force) {
    return carefully([&] {
        std::filesystem::path root = std::filesystem::absolute(folder).lexically_normal();
        if (!root.has_filename()) root = root.parent_path();
        const std::string name = root.filename().string();
        const std::string first = stack.empty() ? name : stack;
        std::error_code error;
        if (std::filesystem::exists(root, error) && !std::filesystem::is_directory(root, error))
            throw scaffold::Fault("`" + folder.string() + "` is there already, and is no folder");
        return write(root, scaffold::new_project(name, first, bob_version), force);
    });
}

int new_stack(const std::filesystem::path& root, const std::string& name, bool force) {
    return carefully([&] { return write(root, scaffold::new_stack(name, files_of(root)), force); });
}

int new_endpoint(const std::filesystem::path& root, const std::string& stack, scaffold::Endpoint endpoint, bool force,
                 std::span<const StackSource> stacks) {
    return carefully([&] {
        endpoint.folder = folder_of(stack, root, stacks);
        return write(root, scaffold::new_endpoint(endpoint, files_of(root)), force);
    });
}

}  // namespace bobgen
