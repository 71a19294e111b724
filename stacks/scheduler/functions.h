/// Every handler of the scheduler: what calls it, and what it may do.
#pragma once

#include <bob/function.h>

#include "contract.h"
#include "sign_in.h"
#include "tables.h"

namespace scheduler {

using namespace bob::literals;
using bob::deletes;
using bob::GET;
using bob::POST;
using bob::PUT;
using bob::queries;
using bob::reads;
using bob::writes;

// Users

/// Called by Cognito when a player confirms the sign-up; it has no route.
inline constexpr bob::Function create_user{
    .name = "createUser",
    .cognito = {{players, bob::Trigger::post_confirmation}},
    .uses = {writes<users>},
    .timeout = 5s,  // Cognito waits no longer
};

inline constexpr bob::Function get_user{
    .name = "getUser",
    .http_api =
        {
            {.method = GET, .path = "/user", .authorizer = signed_in, .operation = contract::get_own_user},
            {.method = GET, .path = "/user/{username}", .authorizer = signed_in, .operation = contract::get_user},
        },
    .uses = {reads<users>},
};

inline constexpr bob::Function set_user{
    .name = "setUser",
    .http_api = {{.method = PUT, .path = "/user", .authorizer = signed_in, .operation = contract::set_user}},
    .uses = {writes<users>},
};

// Availabilities

inline constexpr bob::Function set_availability{
    .name = "setAvailability",
    .http_api =
        {{.method = PUT, .path = "/availability", .authorizer = signed_in, .operation = contract::set_availability}},
    .uses = {writes<availabilities>},
};

inline constexpr bob::Function get_availabilities{
    .name = "getAvailabilities",
    .http_api =
        {{.method = GET, .path = "/availability", .authorizer = signed_in, .operation = contract::get_availabilities}},
    .uses = {queries<availabilities>, queries<availabilities, "ByStatus">},
};

inline constexpr bob::Function delete_availability{
    .name = "deleteAvailability",
    .http_api = {{.method = bob::DELETE,
                  .path = "/availability/{id}",
                  .authorizer = signed_in,
                  .operation = contract::delete_availability}},
    .uses = {deletes<availabilities>},
};

/// Turns an availability into a meeting, in one transaction.
inline constexpr bob::Function book_availability{
    .name = "bookAvailability",
    .http_api = {{.method = PUT,
                  .path = "/availability/{owner}/{id}/book",
                  .authorizer = signed_in,
                  .operation = contract::book_availability}},
    .uses = {reads<users>, reads<availabilities>, deletes<availabilities>, writes<meetings>},
    .timeout = 10s,
};

// Meetings

inline constexpr bob::Function get_meeting{
    .name = "getMeeting",
    .http_api = {{.method = GET, .path = "/meeting/{id}", .authorizer = signed_in, .operation = contract::get_meeting}},
    .uses = {reads<meetings>},
};

/// A player's meetings, in both roles.
inline constexpr bob::Function list_meetings{
    .name = "listMeetings",
    .http_api = {{.method = GET, .path = "/meeting", .authorizer = signed_in, .operation = contract::list_meetings}},
    .uses = {queries<meetings, "ByOwner">, queries<meetings, "ByParticipant">},
};

// Payment, where the stage has it

inline constexpr bob::Secret stripe_webhook_secret{"payment.webhook_secret"};

inline constexpr bob::Function payment_webhook{
    .name = "paymentWebhook",
    .description = "Stripe calls it; the signature of the body is what authorizes",
    .http_api = {{.method = POST,
                  .path = "/payment/webhook",
                  .authorizer = bob::anyone,
                  .operation = contract::payment_webhook}},
    .uses = {writes<users>, bob::fetches<stripe_webhook_secret>},
};

// Other services, where the stage has them: a file of the stage's configuration for each

inline constexpr bob::Secret discord_auth{"discord.auth"};
inline constexpr bob::Secret tournament_database{"tournament.mongo_connection_string"};
inline constexpr bob::Secret tournament_bot{"tournament.bot_access_token"};
inline constexpr bob::Secret wix_api_key{"wix.api_key"};

inline constexpr bob::Function check_integrations{
    .name = "checkIntegrations",
    .description = "Whether the key for each other service is there, and has its form",
    .schedule = {{"rate(1 day)"}},
    .uses = {bob::fetches<discord_auth>, bob::fetches<tournament_database>, bob::fetches<tournament_bot>,
             bob::fetches<wix_api_key>},
};

}  // namespace scheduler
