#include <bob/handler.h>

#include "presentation/accounts.h"
#include "presentation/profile.h"

namespace outsmart {

using namespace presentation;

/// For who is signed in; an expired token is refreshed on the way.
template <class Handle>
static constexpr auto signed_in(Handle handle) {
    return bob::refreshing<accounts, app>(handle);
}

static const bob::Lambda lambda = bob::handles<user>(bob::router<user>(
    sign_up, confirm_sign_up, resend_code, sign_in, sign_out, forgot_password, confirm_forgot_password,
    signed_in(change_password), signed_in(get_user), signed_in(update_user), signed_in(delete_user)));

}  // namespace outsmart
