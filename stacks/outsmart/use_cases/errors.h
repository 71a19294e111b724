/// What callers learn when a rule of the business is broken. They are the library's errors, so whoever calls over HTTP
/// gets its one shape; a use case neither knows nor cares.
#pragma once

#include <bob/runtime/error.h>

namespace outsmart {

struct NoSuchUser : bob::NotFound {
    NoSuchUser() : NotFound("There is no such user.", "no_such_user") {}
};
struct CpfTaken : bob::Conflict {
    CpfTaken() : Conflict("Another user has this tax number.", "cpf_taken") {}
};

}  // namespace outsmart
