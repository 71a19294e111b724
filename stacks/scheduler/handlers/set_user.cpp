#include <bob/handler.h>

#include "functions.h"

namespace scheduler {

using bob::field;

static bob::Response handle(const bob::Request<set_user>& request, bob::Context<set_user>& context) {
    const auto profile = request.json<Profile>();
    return request.answer<200>(context.table<users>().update(
        request.user(), field<&User::display_name> = profile.display_name, field<&User::bio> = profile.bio));
}

static const bob::Lambda lambda = bob::handles<set_user>(handle);

}  // namespace scheduler
