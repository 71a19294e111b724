#include "use_cases/get_thing.h"

#include <bob/runtime/error.h>

namespace catalog::use_cases {

Thing get_thing(const GetThingSource& source, const std::string& id) {
    std::optional<Thing> found = source.find(id);
    // A hidden thing looks the same as one that does not exist.
    if (!found || found->hidden) throw bob::NotFound();
    return *std::move(found);
}

}  // namespace catalog::use_cases
