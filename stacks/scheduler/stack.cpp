/// The scheduler: chess lessons and games. Stage `simple` leaves out what somebody has to set up in a console first.
#include <bob/bob.h>

#include "functions.h"
#include "sign_in.h"
#include "tables.h"

namespace scheduler {

static constexpr bob::Cors web_cors{
    .origins = {web_origin},
    .headers = {"Authorization", "Content-Type"},
    .max_age = 3600s,
};

bob::Stack stack(const bob::Stage& stage) {
    const bool complete = !stage.is("simple");

    bob::Stack made{
        .name = "scheduler",
        .description = "Chess lessons: users, their availabilities and their meetings",
        .functions = {.architecture = bob::Architecture::arm64},
        .resources =
            {
                users,
                availabilities,
                meetings,
                players,
                signed_in,
                bob::HttpApi{.cors = web_cors},
                create_user,
                get_user,
                set_user,
                set_availability,
                get_availabilities,
                delete_availability,
                book_availability,
                get_meeting,
                list_meetings,
                bob::Output{.name = "UserPoolId", .value = ref(players)},
                bob::Output{.name = "UserPoolClientId", .value = ref(web)},
            },
    };
    if (!complete) {
        made.data_policy = bob::DeletionPolicy::remove;
        made.add(web);
        return made;
    }

    bob::UserPoolClient with_google = web;
    with_google.identity_providers = {google};
    made.add({sign_in_page, google, with_google, payment_webhook, check_integrations});
    return made;
}

}  // namespace scheduler
