#include "use_cases/put_thing.h"

#include <gtest/gtest.h>

#include <vector>

namespace catalog::use_cases {
namespace {

Thing with_key(const std::string& id) {
    Thing item{};
    item.id = id;
    return item;
}

/// Items, in memory.
class Memory : public PutThingSource {
public:
    std::vector<Thing> items;
    Thing put(const Thing& item) override { return items.emplace_back(item); }
};

TEST(PutThing, StoresTheItem) {
    Memory memory;
    EXPECT_EQ(put_thing(memory, with_key("1")).id, "1");
    EXPECT_EQ(memory.items.size(), 1U);
}

}  // namespace
}  // namespace catalog::use_cases
