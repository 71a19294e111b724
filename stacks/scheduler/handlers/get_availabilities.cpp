#include <bob/handler.h>

#include "functions.h"
#include "page.h"

namespace scheduler {

using bob::field;

struct Wanted {
    /// Everybody's, in the order of their beginning; one's own otherwise.
    bool open = false;
    bob::Timestamp from;
    bob::Timestamp to{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};
};

static bob::Response handle(const bob::Request<get_availabilities>& request,
                            bob::Context<get_availabilities>& context) {
    const auto wanted = request.query<Wanted>();
    const auto page_wanted = request.query<PageWanted>();
    const auto slots = context.table<availabilities>();
    const auto answer = [&](const auto& query) {
        auto page = query.limit(static_cast<std::size_t>(page_wanted.limit)).after(page_wanted.after).page();
        PageOf<Availability> made{.items = std::move(page.items)};
        if (page.next) made.next = page.next->text();
        return bob::Response::json(made);
    };
    if (!wanted.open) return answer(slots.query(field<&Availability::owner> == request.user()));
    // What has begun can't be booked any more.
    const bob::Timestamp from = std::max(wanted.from, bob::now());
    if (wanted.to < from) return bob::Response::json(PageOf<Availability>{});
    return answer(slots.query<"ByStatus">(field<&Availability::status> == "SCHEDULED",
                                          field<&Availability::startTime>.between(from, wanted.to)));
}

static const bob::Lambda lambda = bob::handles<get_availabilities>(handle);

}  // namespace scheduler
