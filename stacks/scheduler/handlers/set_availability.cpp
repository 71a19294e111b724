#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

struct Offer {
    bob::Timestamp startTime;
    bob::Timestamp endTime;
    std::string location;
    std::optional<std::string> description;
};

static constexpr bool ends_after_it_begins(const Offer& offer) { return offer.startTime < offer.endTime; }
static constexpr bool is_at_most_a_day(const Offer& offer) {
    return offer.endTime.value - offer.startTime.value <= std::chrono::hours(24);
}

}  // namespace scheduler

template <>
inline constexpr auto bob::field_rules<scheduler::Offer> =
    bob::rules(bob::rule<&scheduler::Offer::location>(bob::is::not_blank, bob::is::of_length(1, 200)),
               bob::rule<&scheduler::Offer::description>(bob::is::of_length(0, 2000)),
               bob::rule_at<&scheduler::Offer::endTime>(scheduler::ends_after_it_begins, "out_of_range",
                                                        "It has to end after it begins."),
               bob::rule_at<&scheduler::Offer::endTime>(scheduler::is_at_most_a_day, "out_of_range",
                                                        "It can take a day at most."));

namespace scheduler {

static bob::Response handle(const bob::Request<set_availability>& request, bob::Context<set_availability>& context) {
    const auto offer = request.json<Offer>();
    if (offer.startTime < bob::now())
        throw bob::BadRequest("This time is over.",
                              {{"body.startTime", "out_of_range", "It has to be in the future."}});
    return bob::Response::json(201, context.table<availabilities>().create({
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
