/// What callers send and get: the contract of every route. The compiler holds the handlers to it, and
/// `bobgen openapi` tells it to everybody else.
#pragma once

#include <bob/type.h>

#include "tables.h"

namespace scheduler {

using bob::type;

// Users

/// What players say of themselves; the rest is Cognito's.
struct Profile {
    std::string display_name;
    std::string bio;
};

/// What players see of each other.
struct Player {
    std::string username;
    std::string display_name;
    std::string bio;
};

// Availabilities

struct Offer {
    bob::Timestamp startTime;
    bob::Timestamp endTime;
    std::string location;
    std::optional<std::string> description;
};
constexpr bool ends_after_it_begins(const Offer& offer) { return offer.startTime < offer.endTime; }
constexpr bool is_at_most_a_day(const Offer& offer) {
    return offer.endTime.value - offer.startTime.value <= std::chrono::hours(24);
}

struct WantedAvailabilities {
    bool open = false;
    bob::Timestamp from;
    bob::Timestamp to{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};
    int limit = 20;
    std::optional<std::string> after;
};

// Lists, page by page

template <class Item>
struct PageOf {
    std::vector<Item> items;
    std::optional<std::string> next;
};

struct PageWanted {
    int limit = 20;
    std::optional<std::string> after;
};

}  // namespace scheduler

template <>
inline constexpr auto bob::field_rules<scheduler::Profile> = bob::rules(
    bob::rule<&scheduler::Profile::display_name>(bob::is::not_blank, bob::is::of_length(1, 80),
                                                 bob::is::example(R"("Ana")")),
    bob::rule<&scheduler::Profile::bio>(bob::is::of_length(0, 2000), bob::is::documented("Shown to every player.")));

template <>
inline constexpr auto bob::field_rules<scheduler::Offer> =
    bob::rules(bob::rule<&scheduler::Offer::location>(bob::is::not_blank, bob::is::of_length(1, 200),
                                                      bob::is::documented("Where to meet: an address, or a link.")),
               bob::rule<&scheduler::Offer::description>(bob::is::of_length(0, 2000)),
               bob::rule<&scheduler::Offer::endTime>(bob::is::documented("After it begins, by a day at most.")),
               bob::rule_at<&scheduler::Offer::endTime>(scheduler::ends_after_it_begins, "out_of_range",
                                                        "It has to end after it begins."),
               bob::rule_at<&scheduler::Offer::endTime>(scheduler::is_at_most_a_day, "out_of_range",
                                                        "It can take a day at most."));

template <>
inline constexpr auto bob::field_rules<scheduler::WantedAvailabilities> = bob::rules(
    bob::rule<&scheduler::WantedAvailabilities::open>(
        bob::is::documented("Everybody's, in the order of their beginning; one's own otherwise.")),
    bob::rule<&scheduler::WantedAvailabilities::limit>(bob::is::between(1, 100)),
    bob::rule<&scheduler::WantedAvailabilities::after>(bob::is::documented("The `next` of the page before.")));

template <>
inline constexpr auto bob::field_rules<scheduler::PageWanted> =
    bob::rules(bob::rule<&scheduler::PageWanted::limit>(bob::is::between(1, 100)),
               bob::rule<&scheduler::PageWanted::after>(bob::is::documented("The `next` of the page before.")));

namespace scheduler::contract {

inline constexpr bob::DeclaredError no_such_user{404, "no_such_user", "There is no such player."};

inline constexpr bob::Operation get_own_user{
    .id = "getOwnUser",
    .summary = "The caller, as the scheduler knows them",
    .tags = {"Users"},
    .answers = {{200, type<User>, "The caller"}},
    .errors = {no_such_user},
};
inline constexpr bob::Operation get_user{
    .id = "getUser",
    .summary = "Another player",
    .tags = {"Users"},
    .answers = {{200, type<Player>, "What players see of each other"}},
    .errors = {no_such_user},
};
inline constexpr bob::Operation set_user{
    .summary = "Changes what the caller says of themselves",
    .tags = {"Users"},
    .body = type<Profile>,
    .answers = {{200, type<User>, "The caller after the change"}},
};

inline constexpr bob::Operation set_availability{
    .summary = "Offers a time for a lesson or a game",
    .tags = {"Availabilities"},
    .body = type<Offer>,
    .answers = {{201, type<Availability>, "What is offered now"}},
};
inline constexpr bob::Operation get_availabilities{
    .summary = "Times that are offered",
    .tags = {"Availabilities"},
    .query = type<WantedAvailabilities>,
    .answers = {{200, type<PageOf<Availability>>, "A page of them"}},
};
inline constexpr bob::Operation delete_availability{
    .summary = "Takes an offer of the caller's back",
    .tags = {"Availabilities"},
    .answers = {{204, {}, "It is not offered any more"}},
    .errors = {{404, "no_such_availability", "You offer no such time."}},
};
inline constexpr bob::Operation book_availability{
    .summary = "Turns an offered time into a meeting",
    .tags = {"Availabilities", "Meetings"},
    .answers = {{201, type<Meeting>, "The meeting"}},
    .errors =
        {
            {403, "no_such_user", "Only players book times."},
            {404, "no_such_availability", "This time is not offered any more."},
            {409, "own_availability", "This is your own time; somebody else has to book it."},
            {409, "availability_is_over", "This time is over."},
            {409, "availability_is_taken", "Somebody else was faster."},
        },
};

inline constexpr bob::Operation get_meeting{
    .summary = "A meeting of the caller's",
    .tags = {"Meetings"},
    .answers = {{200, type<Meeting>, "The meeting"}},
    .errors = {{404, "no_such_meeting", "You have no such meeting."}},
};
inline constexpr bob::Operation list_meetings{
    .summary = "The caller's meetings, in both roles",
    .tags = {"Meetings"},
    .query = type<PageWanted>,
    .answers = {{200, type<PageOf<Meeting>>, "A page of them"}},
};

inline constexpr bob::Operation payment_webhook{
    .summary = "Hears of payments from Stripe",
    .tags = {"Payment"},
    .body = bob::anything,
    .answers = {{204, {}, "Heard"}},
    .errors = {{401, "wrong_signature", "The signature is wrong."}},
};

}  // namespace scheduler::contract
