#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

static bob::Value handle(const bob::Value& event, bob::Context<create_user>& context) {
    const bob::Value& attributes = event["request"]["userAttributes"];
    try {
        context.table<users>().create({.username = event["userName"].text(),
                                       .email = attributes["email"].text(),
                                       .display_name = attributes["name"].text(),
                                       .created_at = bob::now()});
    } catch (const bob::AlreadyExists&) {
        bob::log_info("The user is there already");
    }
    return event;
}

static const bob::Lambda lambda = bob::handles<create_user>(handle);

}  // namespace scheduler
