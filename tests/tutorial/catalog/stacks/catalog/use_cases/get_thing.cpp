#include "use_cases/get_thing.h"

#include <bob/runtime/error.h>

namespace catalog::use_cases {

Thing get_thing(const GetThingSource& source, const std::string& id) {
    std::optional<Thing> found = source.find(id);
    // Whoever asks learns no more of it than of a thing that there never was.
    if (!found || found->hidden) throw bob::NotFound();
    return *std::move(found);
}

}  // namespace catalog::use_cases
