/// What `putThing` does, independent of the caller and of where the data is stored.
#pragma once

#include "tables.h"

namespace catalog::use_cases {

/// What it needs from the data source.
class PutThingSource {
public:
    virtual ~PutThingSource() = default;
    /// Returns the item as it is stored.
    virtual Thing put(const Thing& item) = 0;
};

/// Returns the item as it is stored.
Thing put_thing(PutThingSource& source, const Thing& item);

}  // namespace catalog::use_cases
