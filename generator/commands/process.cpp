#include "generator/commands/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace bobgen {

namespace {

[[noreturn]] void fail(const std::string& program, int error) {
    throw ProcessError("can't run `" + program + "`: " + std::strerror(error));
}

/// File actions and attributes of a spawn, freed in the end.
struct Preparation {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;

    explicit Preparation(int output) {
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&files, output, 1);
        posix_spawn_file_actions_adddup2(&files, output, 2);
        // What this program ignores, the other may want to know.
        posix_spawnattr_init(&attributes);
        sigset_t ignored;
        sigemptyset(&ignored);
        sigaddset(&ignored, SIGXFSZ);
        posix_spawnattr_setsigdefault(&attributes, &ignored);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    }
    Preparation(const Preparation&) = delete;
    Preparation& operator=(const Preparation&) = delete;
    ~Preparation() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
};

void read_lines(int from, const std::function<void(std::string_view)>& on_line) {
    std::string rest;
    char buffer[4096];
    while (true) {
        const ssize_t got = ::read(from, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        rest.append(buffer, static_cast<std::size_t>(got));
        std::size_t begin = 0;
        for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n', begin)) {
            on_line(std::string_view(rest).substr(begin, end - begin));
            begin = end + 1;
        }
        rest.erase(0, begin);
    }
    if (!rest.empty()) on_line(rest);
}

}  // namespace

int run_process(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                const std::function<void(std::string_view line)>& on_line) {
    std::vector<char*> arguments, variables;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    for (const std::string& one : environment) variables.push_back(const_cast<char*>(one.c_str()));
    for (char** one = environ; *one; ++one) variables.push_back(*one);
    variables.push_back(nullptr);

    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) fail(words[0], errno);
    pid_t child = 0;
    const Preparation prepared(ends[1]);
    const int fault =
        ::posix_spawnp(&child, arguments[0], &prepared.files, &prepared.attributes, arguments.data(), variables.data());
    ::close(ends[1]);
    if (fault == 0) read_lines(ends[0], on_line);
    ::close(ends[0]);
    if (fault != 0) fail(words[0], fault);

    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) fail(words[0], errno);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace bobgen
