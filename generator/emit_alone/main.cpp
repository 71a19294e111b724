/// The program with `emit` alone, and what it leaves to the one with all commands.
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "generator/cli/run.h"
#include "generator/read/template.h"

namespace bobgen {

namespace {

/// Thrown where this program lacks the code. No std::exception, since those are told to the user.
struct LeftToWhole {};

/// Replaces the process. The launcher takes the whole program when the command is not its first word.
int start_whole(int argc, char** argv) {
    const char* root = std::getenv("BOB_ROOT");
    std::string folder = root && *root ? root : ".", launcher = folder + "/bobgen", option = "--root";
    std::vector<char*> words{launcher.data(), option.data(), folder.data()};
    for (int i = 1; i < argc; ++i) words.push_back(argv[i]);
    words.push_back(nullptr);
    execv(launcher.c_str(), words.data());
    return misuse("this stack needs the program with all commands, and there is no `" + launcher + "` that starts it");
}

}  // namespace

// NOLINTNEXTLINE(performance-unnecessary-value-param): as the real one has it
std::optional<Template> template_of_serverless(Value, const char*, const Surroundings&, Report&) {
    throw LeftToWhole();
}

int emit_main(int argc, char** argv, std::span<const StackSource> stacks) try {
    static constexpr Command (*files[])() = {emit_command};
    return run(argc, argv, stacks, files);
} catch (const LeftToWhole&) {
    return start_whole(argc, argv);
}

}  // namespace bobgen
