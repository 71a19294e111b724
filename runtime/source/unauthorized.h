/// The two answers of everything that judges a caller's tokens.
#pragma once

#include "bob/runtime/error.h"

namespace bob::runtime {

[[noreturn]] inline void sign_in_again() { throw Unauthorized("Sign in again.", "sign_in_again"); }
[[noreturn]] inline void invalid_token() { throw Unauthorized("Your token is not valid; sign in.", "invalid_token"); }

}  // namespace bob::runtime
