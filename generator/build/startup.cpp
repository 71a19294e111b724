#include "generator/build/startup.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace bobgen {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;
using StartupClock = std::chrono::steady_clock;

/// Lambda itself gives the init phase ten seconds before it starts over.
constexpr std::chrono::seconds longest_start{10};

/// A file descriptor that is closed in the end.
class OpenFile {
public:
    explicit OpenFile(int number) : number_(number) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

/// A process that is ended in the end.
class Started {
public:
    explicit Started(pid_t number) : number_(number) {}
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;
    ~Started() {
        if (ended_) return;
        ::kill(number_, SIGKILL);
        while (::waitpid(number_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    bool has_ended() {
        if (!ended_) ended_ = ::waitpid(number_, nullptr, WNOHANG) == number_;
        return ended_;
    }

private:
    pid_t number_;
    bool ended_ = false;
};

std::string system_words() { return std::strerror(errno); }

/// A program with what Lambda would say in its environment.
std::optional<pid_t> start(const std::filesystem::path& program, int port) {
    std::vector<std::string> environment = {"AWS_LAMBDA_RUNTIME_API=127.0.0.1:" + std::to_string(port),
                                            "AWS_LAMBDA_FUNCTION_NAME=measured",
                                            "AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
                                            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1024",
                                            "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/measured",
                                            "AWS_LAMBDA_LOG_STREAM_NAME=measured",
                                            "AWS_REGION=us-east-1",
                                            "_HANDLER=bootstrap",
                                            "LAMBDA_TASK_ROOT=/var/task",
                                            "TZ=:UTC"};
    std::vector<char*> words;
    words.reserve(environment.size() + 1);
    for (std::string& one : environment) words.push_back(one.data());
    words.push_back(nullptr);
    std::string path = program.string();
    char* arguments[] = {path.data(), nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    pid_t made = 0;
    const int failed = ::posix_spawn(&made, path.c_str(), &files, nullptr, arguments, words.data());
    posix_spawn_file_actions_destroy(&files);
    if (failed == 0) return made;
    errno = failed;
    return std::nullopt;
}

/// Waits until there is something to read; false when the time is over or the program has ended.
bool wait_for(int file, Started& program, StartupClock::time_point until) {
    while (StartupClock::now() < until) {
        pollfd one{file, POLLIN, 0};
        // Short, so that a program that ended at once is not waited for.
        if (::poll(&one, 1, 50) > 0) return true;
        if (program.has_ended()) return false;
    }
    return false;
}

std::variant<Milliseconds, NotMeasured> start_once(const std::filesystem::path& program) {
    const OpenFile listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (listener.number() < 0 || ::bind(listener.number(), any, size) != 0 || ::listen(listener.number(), 4) != 0 ||
        ::getsockname(listener.number(), any, &size) != 0)
        return NotMeasured{"no port of the loopback interface can be opened: " + system_words()};

    const auto begin = StartupClock::now();
    const std::optional<pid_t> number = start(program, ntohs(address.sin_port));
    if (!number) return NotMeasured{"it can't be started: " + system_words()};
    Started started(*number);
    const auto nothing_came = [&] {
        return NotMeasured{StartupClock::now() < begin + longest_start ? "it ended before it asked for an event"
                                                                       : "it asked for no event within 10 seconds"};
    };
    if (!wait_for(listener.number(), started, begin + longest_start)) return nothing_came();
    const OpenFile connection(::accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC));
    std::string request;
    while (request.find('\n') == request.npos) {
        if (!wait_for(connection.number(), started, begin + longest_start)) return nothing_came();
        char buffer[512];
        const ssize_t got = ::read(connection.number(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return nothing_came();
        request.append(buffer, static_cast<std::size_t>(got));
    }
    const Milliseconds took = StartupClock::now() - begin;
    // What it prepares before its first event may need what is only there in Lambda, as a secret.
    if (!request.starts_with("GET /2018-06-01/runtime/invocation/next "))
        return NotMeasured{"it could not prepare for its first event here"};
    return took;
}

}  // namespace

std::string machine_architecture() {
    utsname names{};
    if (::uname(&names) != 0) return {};
    const std::string_view name = names.machine;
    return name == "aarch64" ? "arm64" : std::string(name);
}

std::variant<Milliseconds, NotMeasured> startup_of(const std::filesystem::path& program, int runs) {
    std::vector<Milliseconds> times;
    for (int run = 0; run < runs; ++run) {
        auto one = start_once(program);
        if (auto* reason = std::get_if<NotMeasured>(&one)) return std::move(*reason);
        times.push_back(std::get<Milliseconds>(one));
    }
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[static_cast<std::size_t>(runs) / 2];
}

}  // namespace bobgen
