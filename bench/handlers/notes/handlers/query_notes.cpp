// Queries the same many times and says what one took, without the Lambda loop around it: `bootstrap --event FILE`.
#include <bob/handler.h>

#include <ctime>

#include "functions.h"

namespace notes {

struct Wanted {
    std::string owner;
    int warmup = 0;
    int queries = 0;
};

struct Spent {
    int items = 0;    ///< of all queries that were counted
    double cpu = 0;   ///< microseconds of this process, user and system, a query
    double wall = 0;  ///< microseconds a query
};

static double microseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

static Spent handle(const Wanted& wanted, bob::Context<query_notes>& context) {
    const auto query = [&] {
        return static_cast<int>(
            context.table<notes>().query(bob::field<&Note::owner> == wanted.owner).page().items.size());
    };
    for (int i = 0; i < wanted.warmup; ++i) query();
    Spent spent{.cpu = -microseconds(CLOCK_PROCESS_CPUTIME_ID), .wall = -microseconds(CLOCK_MONOTONIC)};
    for (int i = 0; i < wanted.queries; ++i) spent.items += query();
    spent.cpu = (spent.cpu + microseconds(CLOCK_PROCESS_CPUTIME_ID)) / wanted.queries;
    spent.wall = (spent.wall + microseconds(CLOCK_MONOTONIC)) / wanted.queries;
    return spent;
}

static const bob::Lambda lambda = bob::handles<query_notes>(handle);

}  // namespace notes
