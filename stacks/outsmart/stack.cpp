/// The company backend: services over a shared library, behind one REST API.
#include <bob/bob.h>

#include "functions.h"
#include "tables.h"

namespace outsmart {

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "outsmart",
        .description = "The company backend",
        .resources = {backend_users, accounts, app, user},
    };
}

}  // namespace outsmart
