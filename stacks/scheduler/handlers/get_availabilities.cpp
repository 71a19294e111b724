#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

using bob::field;

static bob::Response handle(const bob::Request<get_availabilities>& request,
                            bob::Context<get_availabilities>& context) {
    const auto wanted = request.query<WantedAvailabilities>();
    const auto slots = context.table<availabilities>();
    const auto answer = [&](const auto& query) {
        auto page = query.limit(static_cast<std::size_t>(wanted.limit)).after(wanted.after).page();
        PageOf<Availability> made{.items = std::move(page.items)};
        if (page.next) made.next = page.next->text();
        return request.answer<200>(made);
    };
    if (!wanted.open) return answer(slots.query(field<&Availability::owner> == request.user()));
    // What has begun can't be booked any more.
    const bob::Timestamp from = std::max(wanted.from, bob::now());
    if (wanted.to < from) return request.answer<200>(PageOf<Availability>{});
    return answer(slots.query<"ByStatus">(field<&Availability::status> == "SCHEDULED",
                                          field<&Availability::startTime>.between(from, wanted.to)));
}

static const bob::Lambda lambda = bob::handles<get_availabilities>(handle);

}  // namespace scheduler
