#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

/// What players say of themselves; the rest is Cognito's.
struct Profile {
    std::string display_name;
    std::string bio;
};

}  // namespace scheduler

template <>
inline constexpr auto bob::field_rules<scheduler::Profile> =
    bob::rules(bob::rule<&scheduler::Profile::display_name>(bob::is::not_blank, bob::is::of_length(1, 80)),
               bob::rule<&scheduler::Profile::bio>(bob::is::of_length(0, 2000)));

namespace scheduler {

using bob::field;

static bob::Response handle(const bob::Request<set_user>& request, bob::Context<set_user>& context) {
    const auto profile = request.json<Profile>();
    return bob::Response::json(context.table<users>().update(
        request.user(), field<&User::display_name> = profile.display_name, field<&User::bio> = profile.bio));
}

static const bob::Lambda lambda = bob::handles<set_user>(handle);

}  // namespace scheduler
