/// What `putThing` does, whoever asks and wherever the data is kept.
#pragma once

#include "tables.h"

namespace catalog::use_cases {

/// What it needs of the place where the data is kept.
class PutThingSource {
public:
    virtual ~PutThingSource() = default;
    /// Answers the item as it is stored.
    virtual Thing put(const Thing& item) = 0;
};

/// Answers the item as it is stored.
Thing put_thing(PutThingSource& source, const Thing& item);

}  // namespace catalog::use_cases
