/// For who is signed in.
#pragma once

#include <bob/runtime/refreshing.h>
#include <bob/runtime/router.h>

#include "functions.h"

namespace outsmart::presentation {

bob::Response get_user(const bob::Request<routes::get_user>&, bob::Context<user>&, const bob::Caller&);
/// `{"name": …, "cpf": …}`, either or both; what is not named stays.
bob::Response update_user(const bob::Request<routes::update_user>&, bob::Context<user>&, const bob::Caller&);
bob::Response delete_user(const bob::Request<routes::delete_user>&, bob::Context<user>&, const bob::Caller&);
bob::Response change_password(const bob::Request<routes::change_password>&, bob::Context<user>&, const bob::Caller&);

}  // namespace outsmart::presentation
