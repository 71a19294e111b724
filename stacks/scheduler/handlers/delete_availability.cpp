#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

using bob::field;

static bob::Response handle(const bob::Request<delete_availability>& request,
                            bob::Context<delete_availability>& context) {
    try {
        // The key has the caller's own name in it, so nobody deletes what is another's.
        context.table<availabilities>().erase({request.user(), request.path<"id">()},
                                              field<&Availability::id>.exists());
    } catch (const bob::ConditionFailed&) {
        throw request.error<"no_such_availability">();
    }
    return request.answer<204>();
}

static const bob::Lambda lambda = bob::handles<delete_availability>(handle);

}  // namespace scheduler
