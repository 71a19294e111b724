/// Items and tables. Keys, indexes and types are declared only here.
#pragma once

#include <bob/table.h>

namespace catalog {

using bob::key;

/// Something to buy.
struct Thing {
    std::string id;
    std::string name;
    int price_cents = 0;
    bool hidden = false;  ///< not for sale yet
};

inline constexpr bob::Table<Thing> things{
    .name = "Things",
    .partition_key = key<&Thing::id>,
};

}  // namespace catalog
