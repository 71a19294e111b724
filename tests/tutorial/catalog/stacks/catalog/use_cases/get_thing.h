/// What `getThing` does, independent of the caller and of where the data is stored.
#pragma once

#include <optional>
#include <string>

#include "tables.h"

namespace catalog::use_cases {

/// What it needs from the data source.
class GetThingSource {
public:
    virtual ~GetThingSource() = default;
    virtual std::optional<Thing> find(const std::string& id) const = 0;
};

/// Throws bob::NotFound when no item has this key.
Thing get_thing(const GetThingSource& source, const std::string& id);

}  // namespace catalog::use_cases
