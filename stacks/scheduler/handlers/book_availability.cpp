#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

using bob::field;

static bob::Response handle(const bob::Request<book_availability>& request, bob::Context<book_availability>& context) {
    const std::string caller = request.user();
    const std::string owner = request.path<"owner">();
    const std::string id = request.path<"id">();
    if (owner == caller)
        throw bob::Conflict("This is your own time; somebody else has to book it.", "own_availability");

    const auto slot = context.table<availabilities>().consistent().get({owner, id});
    if (!slot) throw bob::NotFound("This time is not offered any more.", "no_such_availability");
    if (slot->startTime < bob::now()) throw bob::Conflict("This time is over.", "availability_is_over");
    if (!context.table<users>().get(caller)) throw bob::Forbidden("Only players book times.", "no_such_user");

    const Meeting meeting{
        .id = bob::new_uuid(),
        .owner = slot->owner,
        .participant = caller,
        .startTime = slot->startTime,
        .endTime = slot->endTime,
        .location = slot->location,
        .description = slot->description,
    };
    try {
        // The slot becomes the meeting: both happen or none. Whoever else booked, changed or deleted it meanwhile was
        // first, and this does nothing.
        context.transact()
            .erase<availabilities>({owner, id}, field<&Availability::status> == "SCHEDULED" &&
                                                    field<&Availability::startTime> == slot->startTime &&
                                                    field<&Availability::endTime> == slot->endTime)
            .create<meetings>(meeting)
            .commit();
    } catch (const bob::TransactionCanceled&) {
        throw bob::Conflict("Somebody else was faster.", "availability_is_taken");
    }
    return bob::Response::json(201, meeting);
}

static const bob::Lambda lambda = bob::handles<book_availability>(handle);

}  // namespace scheduler
