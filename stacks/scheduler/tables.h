/// What the scheduler stores. `Table` is the one place where a key, an index or a type of it is said.
#pragma once

#include <bob/table.h>

namespace scheduler {

using bob::key;

/// A player. Made when Cognito confirms the sign-up.
struct User {
    std::string username;  ///< Cognito's, which never changes
    std::string email;
    std::string display_name;
    std::string bio;
    bob::Timestamp created_at;
    std::optional<bob::Timestamp> paid_at;  ///< when a payment first came
};

inline constexpr bob::Table<User> users{
    .name = "Users",
    .partition_key = key<&User::username>,
    .point_in_time_recovery = true,
};

/// Time that somebody offers for a lesson or a game.
struct Availability {
    std::string owner;   ///< user name
    std::string id;      ///< UUID, version 4
    std::string status;  ///< always "SCHEDULED" today
    bob::Timestamp startTime;
    bob::Timestamp endTime;
    std::string location;
    std::string description;
};

inline constexpr bob::Table<Availability> availabilities{
    .name = "Availabilities",
    .partition_key = key<&Availability::owner>,
    .sort_key = key<&Availability::id>,
    .global_indexes =
        {
            {.name = "ByStatus",
             .partition_key = key<&Availability::status>,
             .sort_key = key<&Availability::startTime>},
        },
    .point_in_time_recovery = true,
};

/// An availability that somebody booked.
struct Meeting {
    std::string id;           ///< UUID, version 4
    std::string owner;        ///< who offered the time
    std::string participant;  ///< who booked it
    bob::Timestamp startTime;
    bob::Timestamp endTime;
    std::string location;
    std::string description;
};

inline constexpr bob::Table<Meeting> meetings{
    .name = "Meetings",
    .partition_key = key<&Meeting::id>,
    .global_indexes =
        {
            {.name = "ByOwner", .partition_key = key<&Meeting::owner>, .sort_key = key<&Meeting::id>},
            {.name = "ByParticipant", .partition_key = key<&Meeting::participant>, .sort_key = key<&Meeting::id>},
        },
    .point_in_time_recovery = true,
};

}  // namespace scheduler
