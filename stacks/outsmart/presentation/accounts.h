/// Of accounts, before anybody is signed in. What these do has no rules of ours beyond what a request must look like,
/// so all but `sign_in` hand it to the accounts' source and answer alike whether or not there is such a user.
#pragma once

#include <bob/runtime/router.h>

#include "functions.h"

namespace outsmart::presentation {

/// 202: a code is on its way to the address, unless the name is taken.
bob::Response sign_up(const bob::Request<routes::sign_up>&, bob::Context<user>&);
bob::Response confirm_sign_up(const bob::Request<routes::confirm_sign_up>&, bob::Context<user>&);
bob::Response resend_code(const bob::Request<routes::resend_code>&, bob::Context<user>&);

/// `{"token": …, "expires_in": 3600, "user": {…}}`; the refresh token goes into its cookie.
bob::Response sign_in(const bob::Request<routes::sign_in>&, bob::Context<user>&);
/// Ends the session that the cookie keeps. No token is asked for: an expired one would be refreshed just to be revoked.
bob::Response sign_out(const bob::Request<routes::sign_out>&, bob::Context<user>&);

bob::Response forgot_password(const bob::Request<routes::forgot_password>&, bob::Context<user>&);
bob::Response confirm_forgot_password(const bob::Request<routes::confirm_forgot_password>&, bob::Context<user>&);

}  // namespace outsmart::presentation
