#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

/// What players see of each other.
struct Player {
    std::string username;
    std::string display_name;
    std::string bio;
};

static bob::Response handle(const bob::Request<get_user>& request, bob::Context<get_user>& context) {
    const std::string caller = request.user();
    const std::string username = request.path<"username">().value_or(caller);
    const auto user = context.table<users>().get(username);
    if (!user) throw bob::NotFound("There is no such player.", "no_such_user");
    if (username == caller) return bob::Response::json(*user);
    return bob::Response::json(Player{user->username, user->display_name, user->bio});
}

static const bob::Lambda lambda = bob::handles<get_user>(handle);

}  // namespace scheduler
