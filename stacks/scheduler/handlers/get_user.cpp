#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

static bob::Response handle(const bob::Request<get_user>& request, bob::Context<get_user>& context) {
    const std::string caller = request.user();
    const std::string username = request.path<"username">().value_or(caller);
    const auto user = context.table<users>().get(username);
    if (!user) throw request.error<"no_such_user">();
    if (username == caller) return request.answer<200>(*user);
    return request.answer<200>(Player{user->username, user->display_name, user->bio});
}

static const bob::Lambda lambda = bob::handles<get_user>(handle);

}  // namespace scheduler
