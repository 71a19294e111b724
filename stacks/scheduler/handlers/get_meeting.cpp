#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

static bob::Response handle(const bob::Request<get_meeting>& request, bob::Context<get_meeting>& context) {
    const std::string caller = request.user();
    const auto meeting = context.table<meetings>().get(request.path<"id">());
    // For others the meeting does not exist: its id is no secret, but who meets is.
    if (!meeting || (meeting->owner != caller && meeting->participant != caller))
        throw request.error<"no_such_meeting">();
    return request.answer<200>(*meeting);
}

static const bob::Lambda lambda = bob::handles<get_meeting>(handle);

}  // namespace scheduler
