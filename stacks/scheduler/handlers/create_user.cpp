#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

static void handle(const bob::PostConfirmation& event, bob::Context<create_user>& context) {
    // A confirmed new password comes this way, too.
    if (!event.of_sign_up()) return;
    try {
        context.table<users>().create({
            .username = event.user_name(),
            .email = event.attribute("email").value_or(""),
            .display_name = event.attribute("name").value_or(""),
            .bio = "",
            .created_at = bob::now(),
            .paid_at = {},
        });
    } catch (const bob::AlreadyExists&) {
        // Cognito calls again when it heard nothing in time; the first call was heard here.
        bob::log_info("The user is there already");
    }
}

static const bob::Lambda lambda = bob::handles<create_user>(handle);

}  // namespace scheduler
