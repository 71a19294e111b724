/// `main` of every handler: as Lambda starts it, or once over an event in a file (`bootstrap --event FILE`).
#include <malloc.h>
#include <nss.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bob/runtime/serve.h"
#include "files.h"
#include "loop.h"

namespace {

int answer_once(const char* path) {
    std::string event;
    if (!bob::runtime::read_file(path, event)) {
        std::fprintf(stderr, "bootstrap: %s can't be read\n", path);
        return 2;
    }
    try {
        const bob::Lambda& lambda = bob::linked_handler();
        if (lambda.prepare()) lambda.prepare()();
        const std::string answer = lambda.invoke(event) + "\n";
        std::fwrite(answer.data(), 1, answer.size(), stdout);
        return 0;
    } catch (...) {
        const auto report = bob::runtime::describe(std::current_exception());
        std::fprintf(stderr, "bootstrap: %s: %s\n", report.type.c_str(), report.message.c_str());
        return 1;
    }
}

}  // namespace

int main(int argc, char** argv) {
    // A static glibc would load the machine's name service modules, and crash on those of another glibc. Lambda's own
    // `hosts` line is "files dns" anyway.
    __nss_configure_lookup("hosts", "files dns");
    std::signal(SIGPIPE, SIG_IGN);
    // What is large goes back to the system when it is freed. Otherwise malloc would keep what the largest event took,
    // and in parts that the next one does not fit into.
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
    if (argc == 3 && std::string(argv[1]) == "--event") return answer_once(argv[2]);
    const char* host = std::getenv("AWS_LAMBDA_RUNTIME_API");
    if (!host || argc != 1) {
        std::fputs(
            "This program is a Lambda function: Lambda starts it as /var/task/bootstrap.\n"
            "To answer one event here: bootstrap --event FILE\n",
            stderr);
        return 2;
    }
    return bob::runtime::serve_lambda(host);
}
