#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

using bob::field;

/// Both indexes have the meeting's id as their sort key, so the two lists merge in that order, page by page.
static bob::Response handle(const bob::Request<list_meetings>& request, bob::Context<list_meetings>& context) {
    const std::string caller = request.user();
    const auto wanted = request.query<PageWanted>();
    const auto table = context.table<meetings>();
    auto page = merge(table.query<"ByOwner">(field<&Meeting::owner> == caller),
                      table.query<"ByParticipant">(field<&Meeting::participant> == caller))
                    .limit(static_cast<std::size_t>(wanted.limit))
                    .after(wanted.after)
                    .page();
    return request.answer<200>(PageOf<Meeting>{std::move(page.items), std::move(page.next)});
}

static const bob::Lambda lambda = bob::handles<list_meetings>(handle);

}  // namespace scheduler
