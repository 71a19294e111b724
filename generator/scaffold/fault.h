/// Why `bobgen new` does nothing.
#pragma once

#include <stdexcept>

namespace bobgen::scaffold {

/// Says what is in the way and what to do about it; lower case, no final full stop, as after `error: `.
struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace bobgen::scaffold
