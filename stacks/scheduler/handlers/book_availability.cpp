#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

using bob::field;

static bob::Response handle(const bob::Request<book_availability>& request, bob::Context<book_availability>& context) {
    const std::string caller = request.user();
    const std::string owner = request.path<"owner">();
    const std::string id = request.path<"id">();
    if (owner == caller) throw request.error<"own_availability">();

    const auto slot = context.table<availabilities>().consistent().get({owner, id});
    if (!slot) throw request.error<"no_such_availability">();
    if (slot->startTime < bob::now()) throw request.error<"availability_is_over">();
    if (!context.table<users>().get(caller)) throw request.error<"no_such_user">();

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
        throw request.error<"availability_is_taken">();
    }
    return request.answer<201>(meeting);
}

static const bob::Lambda lambda = bob::handles<book_availability>(handle);

}  // namespace scheduler
