#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

static bob::Response handle(const bob::Request<set_availability>& request, bob::Context<set_availability>& context) {
    const auto offer = request.json<Offer>();
    if (offer.startTime < bob::now())
        throw bob::BadRequest("This time is over.",
                              {{"body.startTime", "out_of_range", "It has to be in the future."}});
    return request.answer<201>(context.table<availabilities>().create({
        .owner = request.user(),
        .id = bob::new_uuid(),
        .status = "SCHEDULED",
        .startTime = offer.startTime,
        .endTime = offer.endTime,
        .location = offer.location,
        .description = offer.description.value_or(""),
    }));
}

static const bob::Lambda lambda = bob::handles<set_availability>(handle);

}  // namespace scheduler
