#include "generator/diff/change.h"

#include <algorithm>

namespace bobgen {

std::string_view word(Action action) {
    switch (action) {
        case Action::none:
            return "none";
        case Action::create:
            return "create";
        case Action::update:
            return "update";
        case Action::remove:
            return "delete";
        case Action::replace:
            return "replace";
        case Action::blocked:
            return "blocked";
    }
    return "";
}

bool Difference::empty() const {
    return access.empty() && routes.empty() && others.empty() &&
           std::all_of(resources.begin(), resources.end(),
                       [](const ResourceChange& one) { return one.action == Action::none; });
}

const ResourceChange* Difference::find(std::string_view logical_id) const {
    const auto found = std::find_if(resources.begin(), resources.end(),
                                    [&](const ResourceChange& one) { return one.logical_id == logical_id; });
    return found == resources.end() ? nullptr : &*found;
}

}  // namespace bobgen
