#include "generator/commands/compile_handlers.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <system_error>

#include "generator/cli/files.h"
#include "generator/cli/say.h"
#include "generator/commands/process.h"
#include "generator/commands/progress.h"

namespace bobgen {

namespace {

constexpr std::string_view progress_mark = "@bob ";

/// With files' names as seen from the current folder, so that they are short and can be clicked.
std::string beside(const std::filesystem::path& root, std::string line) {
    std::error_code error;
    if (!std::filesystem::equivalent(root, ".", error)) return line;
    const std::string prefix = std::filesystem::current_path().string() + "/";
    for (std::size_t at = line.find(prefix); at != line.npos; at = line.find(prefix, at)) line.erase(at, prefix.size());
    return line;
}

/// Two builds at once must not run two Ninjas in one folder. The lock goes with the process.
class Lock {
public:
    explicit Lock(const std::filesystem::path& file)
        : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
        if (descriptor_ >= 0) ::flock(descriptor_, LOCK_EX);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

private:
    int descriptor_;
};

/// What `bob_add_generator` wrote beside this program, for the build of the handlers to inherit.
std::filesystem::path inherited() {
    std::error_code error;
    std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    program += "_handlers.cmake";
    if (error || !std::filesystem::exists(program, error))
        throw FileError("there is no `" + program.string() +
                        "`; run bobgen where it was built, not a copy, so that it knows its compiler");
    return program;
}

bool configure(const HandlerBuild& build, const std::filesystem::path& folder) {
    const std::filesystem::path cache = inherited();
    std::vector<std::string> words = {
        "cmake", "--fresh",           "--no-warn-unused-cli",          "-G",
        "Ninja", "-DBOB_HANDLERS=ON", "-DCMAKE_BUILD_TYPE=MinSizeRel", "-DBOB_ARCHITECTURE=" + build.architecture};
    if (!build.tls.empty()) words.push_back("-DBOB_TLS=" + build.tls);
    for (std::string word : {std::string("-C"), cache.string(), std::string("-S"), build.root.string(),
                             std::string("-B"), folder.string()})
        words.push_back(std::move(word));

    // Ninja runs CMake itself when one of its files changes; this is for all else that it hangs on.
    std::string wanted = read_file(cache).value_or("");
    for (const std::string& word : words) wanted += word + "\n";
    const std::filesystem::path stamp = folder / "configured";
    if (read_file(stamp) == wanted && read_file(folder / "build.ninja")) return true;

    Progress progress("preparing the build for " + build.architecture, !build.no_progress);
    progress.begin();
    Passage said(stderr);
    const int code = run_process(words, {}, [&](std::string_view line) {
        if (line.starts_with("-- ") || line.starts_with("loading initial cache file") ||
            line.starts_with("Not searching for unused variables"))
            return;
        progress.clear();
        said.line(std::string(line));
    });
    if (code != 0) return false;
    Replacement replacement;
    replacement.add(stamp, wanted);
    replacement.commit();
    return true;
}

}  // namespace

std::filesystem::path HandlerBuild::folder() const {
    return root / "build/handlers" / (tls.empty() ? architecture : architecture + "-" + tls);
}

std::filesystem::path HandlerBuild::output(const std::string& stack_folder, const std::string& stem) const {
    return folder() / "handlers" / stack_folder / stem;
}

bool compile_handlers(const HandlerBuild& build) {
    const std::filesystem::path folder = build.folder();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw FileError("can't make the folder `" + folder.string() + "`: " + error.message());
    const Lock lock(folder / "lock");
    if (!configure(build, folder)) return false;

    std::vector<std::string> words = {"cmake", "--build", folder.string()};
    if (build.jobs > 0) words.insert(words.end(), {"--parallel", std::to_string(build.jobs)});
    words.emplace_back("--target");
    words.insert(words.end(), build.targets.begin(), build.targets.end());

    Progress progress("building the handlers for " + build.architecture, !build.no_progress);
    progress.begin();
    bool command_follows = false, unknown_target = false;
    Passage said(stderr);
    const int code = run_process(words, {"NINJA_STATUS=" + std::string(progress_mark) + "%f/%t ", "CCACHE_NOHASHDIR=1"},
                                 [&](std::string_view line) {
                                     if (line.starts_with(progress_mark)) {
                                         line.remove_prefix(progress_mark.size());
                                         if (const auto step = step_in(line)) progress.at(*step);
                                         return;
                                     }
                                     // Ninja's own lines say what ran; the reader wants what the compiler said.
                                     const bool command = command_follows;
                                     command_follows = line.starts_with("FAILED: ");
                                     unknown_target |= line.starts_with("ninja: error: unknown target");
                                     if (command || command_follows || line.starts_with("-- ") ||
                                         (line.starts_with("ninja: ") && !line.starts_with("ninja: error: ")))
                                         return;
                                     progress.clear();
                                     said.line(beside(build.root, std::string(line)));
                                 });
    if (unknown_target)
        said.line(
            "the project's CMakeLists.txt does not build this handler: "
            "`bob_add_handlers(STACKS ...)` takes the stack's folder");
    return code == 0;
}

}  // namespace bobgen
