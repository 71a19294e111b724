/// Why `bobgen new` does nothing.
#pragma once

#include <stdexcept>

namespace bobgen::scaffold {

/// Says what the problem is and how to fix it; lower case, no final full stop, to follow `error: `.
struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace bobgen::scaffold
