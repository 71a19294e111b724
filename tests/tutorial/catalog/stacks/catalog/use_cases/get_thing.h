/// What `getThing` does, whoever asks and wherever the data is kept.
#pragma once

#include <optional>
#include <string>

#include "tables.h"

namespace catalog::use_cases {

/// What it needs of the place where the data is kept.
class GetThingSource {
public:
    virtual ~GetThingSource() = default;
    virtual std::optional<Thing> find(const std::string& id) const = 0;
};

/// Throws bob::NotFound when nothing has this key.
Thing get_thing(const GetThingSource& source, const std::string& id);

}  // namespace catalog::use_cases
