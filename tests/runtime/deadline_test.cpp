// No request of the runtime outlasts the call that it is a part of.
#include "deadline.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string_view>
#include <thread>

#include "aws.h"
#include "bob/runtime/tokens.h"
#include "http.h"

namespace {
constexpr const char* silent_host = "silent.invalid";
}  // namespace

/// In place of the C library's: as if no name server answered for this host.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** found) {
    if (node && std::string_view(node) == silent_host) {
        std::this_thread::sleep_for(std::chrono::seconds(5));
        return EAI_AGAIN;
    }
    const auto original = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return original(node, service, hints, found);
}

namespace {

using namespace bob;
using namespace std::chrono_literals;
using std::chrono::system_clock;

/// Takes connections, and says nothing.
class Silence {
public:
    Silence() : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* const general = reinterpret_cast<sockaddr*>(&address_);
        if (bind(descriptor_, general, size) != 0 || listen(descriptor_, 16) != 0 ||
            getsockname(descriptor_, general, &size) != 0)
            throw std::runtime_error("no port");
    }
    ~Silence() { close(descriptor_); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)); }

private:
    int descriptor_;
    sockaddr_in address_{};
};

/// Each would wait for more than this by itself.
constexpr auto far_less = 2500ms;

template <class Failed, class F>
void ends_in_time(F&& asks) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THROW(asks(), Failed);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, far_less);
}

TEST(Deadline, EndsEveryRequest) {
    const Silence silence;
    setenv("AWS_ENDPOINT_URL", silence.url().c_str(), 1);
    const runtime::CallDeadline deadline(system_clock::now() + 400ms);
    ends_in_time<runtime::TransportError>(
        [&] { runtime::exchange({.method = "GET", .url = silence.url(), .headers = {}, .timeout = 10s}); });
    // Whoever says no deadline of its own has the call's.
    ends_in_time<Failure>([&] { TokenWorld().fetch(silence.url(), TokenWorld::Purpose::first); });
    ends_in_time<Failure>([&] { runtime::call({.service = "dynamodb", .target = "T.Get", .body = "{}"}); });
    EXPECT_LE(runtime::time_left(), 0ms);
    unsetenv("AWS_ENDPOINT_URL");
}

TEST(Deadline, LeavesTimeWhereAnOldValueServes) {
    EXPECT_EQ(runtime::time_for_a_refresh(), 500ms);
    {
        const runtime::CallDeadline deadline(system_clock::now() + 1100ms);
        EXPECT_LE(runtime::time_for_a_refresh(), 250ms);
        EXPECT_GT(runtime::time_for_a_refresh(), 200ms);
    }
    const runtime::CallDeadline over(system_clock::now() - 1s);
    EXPECT_EQ(runtime::time_for_a_refresh(), 1ms);

    const Silence silence;
    const runtime::CallDeadline deadline(system_clock::now() + 30s);
    ends_in_time<Failure>([&] { TokenWorld().fetch(silence.url(), TokenWorld::Purpose::refresh); });
}

TEST(Deadline, EndsTheSearchForAnAddress) {
    const runtime::CallDeadline deadline(system_clock::now() + 400ms);
    ends_in_time<runtime::TransportError>(
        [&] { runtime::exchange({.method = "GET", .url = std::string("http://") + silent_host, .headers = {}}); });
}

TEST(Deadline, IsTheCallsAlone) {
    EXPECT_EQ(runtime::time_left(), std::chrono::milliseconds::max());
    {
        const runtime::CallDeadline outer(system_clock::now() + 1h);
        {
            const runtime::CallDeadline inner(system_clock::now() + 1min);
            EXPECT_LT(runtime::time_left(), 1min);
        }
        EXPECT_GT(runtime::time_left(), 1min);
        EXPECT_LT(runtime::time_left(system_clock::now() + 1s), 1s);
    }
    EXPECT_EQ(runtime::time_left(), std::chrono::milliseconds::max());
}

}  // namespace
