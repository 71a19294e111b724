/// Every function: what invokes it, and what it may do.
#pragma once

#include <bob/function.h>

#include "tables.h"

namespace catalog {

using namespace bob::literals;

inline constexpr bob::Function get_thing{
    .name = "getThing",
    .http_api = {{bob::GET, "/things/{id}"}},
    .uses = {bob::reads<things>},
};

inline constexpr bob::Function put_thing{
    .name = "putThing",
    .http_api = {{bob::PUT, "/things/{id}"}},
    .uses = {bob::writes<things>},
};

}  // namespace catalog
