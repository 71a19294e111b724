/// Starts programs as Lambda does, in turn, and says what each took:
///
///     measure ROUNDS CALLS EVENT ITEMS FOLDER -- NAME PROGRAM [ARGUMENT…] [-- NAME PROGRAM [ARGUMENT…]]…
///
/// Each round starts every program once. It gets CALLS calls with the event in the file EVENT, and its queries get the
/// answer in the file ITEMS, unless AWS_ENDPOINT_URL_DYNAMODB sends them elsewhere. One line of JSON a start goes to
/// the standard output. What was first queried and answered is kept as FOLDER/NAME.query and FOLDER/NAME.answer.
///
/// The Runtime API and DynamoDB are this one thread, which sleeps while a program runs.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <spawn.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "measure: %s\n", why.c_str());
    std::exit(1);
}

std::string contents(const char* path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(std::string(path) + " can't be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

double microseconds(clockid_t clock) {
    timespec now{};
    if (clock_gettime(clock, &now) != 0) fail("a clock can't be read");
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

struct Listener {
    int descriptor;
    int port;
};

Listener listen_on_loopback() {
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* general = reinterpret_cast<sockaddr*>(&address);
    if (bind(descriptor, general, size) != 0 || listen(descriptor, 16) != 0 ||
        getsockname(descriptor, general, &size) != 0)
        fail("there is no port to listen on");
    return {descriptor, ntohs(address.sin_port)};
}

/// A program's end of an HTTP connection, and what it sent so far.
struct Connection {
    int descriptor;
    bool runtime_api;
    std::string received = {};
};

/// Takes a whole request off the connection's bytes.
bool take_request(Connection& from, std::string& request) {
    const auto head = from.received.find("\r\n\r\n");
    if (head == std::string::npos) return false;
    std::size_t length = 0;
    for (std::size_t at = from.received.find("\r\n"); at < head; at = from.received.find("\r\n", at + 2))
        if (strncasecmp(from.received.c_str() + at + 2, "content-length:", 15) == 0)
            length = std::strtoul(from.received.c_str() + at + 17, nullptr, 10);
    const std::size_t size = head + 4 + length;
    if (from.received.size() < size) return false;
    request = from.received.substr(0, size);
    from.received.erase(0, size);
    return true;
}

void answer(const Connection& to, std::string_view status, std::string_view headers, std::string_view body) {
    std::string text = "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(headers) +
                       "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
    if (send(to.descriptor, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
        fail("an answer can't be sent");
}

struct Program {
    std::string name;
    std::vector<char*> arguments;
};

struct Plan {
    int calls;
    std::string event;
    std::string items;
    std::string folder;
    Listener runtime_api;
    Listener dynamodb;
};

/// One start of a program, from the system call that makes the process to its last answer.
class Start {
public:
    Start(const Plan& plan, Program& program) : plan_(plan), name_(program.name) {
        begin_ = microseconds(CLOCK_MONOTONIC);
        if (posix_spawn(&process_, program.arguments[0], nullptr, nullptr, program.arguments.data(), environ) != 0)
            fail(name_ + " can't be started");
        if (clock_getcpuclockid(process_, &cpu_) != 0) fail(name_ + " ended at once");
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;
    ~Start() {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        for (const Connection& one : connections_) close(one.descriptor);
    }

    void run() {
        while (answered_ < plan_.calls) wait();
        std::printf(R"({"name":"%s","first_byte":%.1f,"answer":%.1f,"cpu":%.1f,"rss":%ld,"call":%.2f,"call_cpu":%.2f})"
                    "\n",
                    name_.c_str(), first_byte_, first_answer_, first_cpu_, peak_memory(), calls_wall_ / (answered_ - 1),
                    (cpu_now() - first_cpu_) / (answered_ - 1));
    }

private:
    /// What a thread on another processor used is only told when it sleeps, and none of these has more to do now.
    double cpu_now() const {
        usleep(2000);
        return microseconds(cpu_);
    }

    /// In kB. The parent's own would count with getrusage, since the two share memory until the program is loaded.
    long peak_memory() const {
        std::ifstream status("/proc/" + std::to_string(process_) + "/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmHWM:")) return std::strtol(line.c_str() + 6, nullptr, 10);
        fail(name_ + " ended");
    }

    void wait() {
        std::vector<pollfd> watched{{plan_.runtime_api.descriptor, POLLIN, 0}, {plan_.dynamodb.descriptor, POLLIN, 0}};
        for (const Connection& one : connections_) watched.push_back({one.descriptor, POLLIN, 0});
        if (poll(watched.data(), watched.size(), 20000) <= 0) fail(name_ + " did nothing for 20 s");
        for (std::size_t i = watched.size(); i-- > 2;)
            if (watched[i].revents != 0) receive(i - 2);
        for (const int i : {0, 1})
            if (watched[static_cast<std::size_t>(i)].revents != 0) {
                const int made = accept4(watched[static_cast<std::size_t>(i)].fd, nullptr, nullptr, SOCK_CLOEXEC);
                const int on = 1;
                setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                connections_.push_back({made, i == 0});
            }
    }

    void receive(std::size_t index) {
        char bytes[65536];
        const ssize_t count = recv(connections_[index].descriptor, bytes, sizeof bytes, 0);
        if (count <= 0) {
            close(connections_[index].descriptor);
            connections_.erase(connections_.begin() + static_cast<std::ptrdiff_t>(index));
            return;
        }
        if (first_byte_ == 0) first_byte_ = microseconds(CLOCK_MONOTONIC) - begin_;
        connections_[index].received.append(bytes, static_cast<std::size_t>(count));
        std::string request;
        while (take_request(connections_[index], request)) serve(connections_[index], request);
    }

    void serve(const Connection& from, const std::string& request) {
        if (!from.runtime_api) {
            if (answered_ == 0) keep("query", request);
            answer(from, "200 OK", "Content-Type: application/x-amz-json-1.0\r\n", plan_.items);
        } else if (request.starts_with("GET ")) {
            call_ = microseconds(CLOCK_MONOTONIC);
            answer(
                from, "200 OK",
                "Content-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-"
                "2dfe598c3fcd\r\nLambda-Runtime-Deadline-Ms: 4102444800000\r\nLambda-Runtime-Trace-Id: Root=1-a-b\r\n"
                "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:123456789012:function:n\r\n",
                plan_.event);
        } else {
            take_answer(from, request);
        }
    }

    void take_answer(const Connection& from, const std::string& request) {
        const double now = microseconds(CLOCK_MONOTONIC);
        if (request.substr(0, request.find("\r\n")).find("/response ") == std::string::npos)
            fail(name_ + " failed: " + request);
        if (answered_++ == 0) {
            first_answer_ = now - begin_;
            first_cpu_ = cpu_now();
            keep("answer", request);
        } else {
            calls_wall_ += now - call_;
        }
        if (answered_ < plan_.calls) answer(from, "202 Accepted", "", "");
    }

    void keep(const char* what, const std::string& bytes) const {
        std::ofstream(plan_.folder + "/" + name_ + "." + what, std::ios::binary) << bytes;
    }

    const Plan& plan_;
    std::string name_;
    pid_t process_ = 0;
    clockid_t cpu_{};
    std::vector<Connection> connections_;
    int answered_ = 0;
    double begin_ = 0, call_ = 0;
    double first_byte_ = 0, first_answer_ = 0, first_cpu_ = 0, calls_wall_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count < 9) fail("usage: measure ROUNDS CALLS EVENT ITEMS FOLDER -- NAME PROGRAM [ARGUMENT...] [-- ...]...");
    const Plan plan{.calls = std::atoi(words[2]),
                    .event = contents(words[3]),
                    .items = contents(words[4]),
                    .folder = words[5],
                    .runtime_api = listen_on_loopback(),
                    .dynamodb = listen_on_loopback()};
    if (plan.calls < 2) fail("two calls are the least: the first and one more");
    std::vector<Program> programs;
    for (int i = 6; i < count; ++i) {
        if (std::string_view(words[i]) == "--" && i + 2 < count)
            programs.push_back({words[++i], {}});
        else if (!programs.empty())
            programs.back().arguments.push_back(words[i]);
    }
    for (Program& one : programs) {
        if (one.arguments.empty()) fail("there is no program for " + one.name);
        one.arguments.push_back(nullptr);
    }
    setenv("AWS_LAMBDA_RUNTIME_API", ("127.0.0.1:" + std::to_string(plan.runtime_api.port)).c_str(), 1);
    setenv("AWS_ENDPOINT_URL_DYNAMODB", ("http://127.0.0.1:" + std::to_string(plan.dynamodb.port)).c_str(), 0);
    for (int round = std::atoi(words[1]); round > 0; --round)
        for (Program& one : programs) Start(plan, one).run();
}
