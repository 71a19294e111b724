#include "use_cases/get_thing.h"

#include <bob/runtime/error.h>
#include <gtest/gtest.h>

namespace catalog::use_cases {
namespace {

/// One item, in memory.
class Memory : public GetThingSource {
public:
    Thing item{.id = "1", .name = "Chess board", .price_cents = 4900};
    std::optional<Thing> find(const std::string& id) const override {
        if (id != item.id) return std::nullopt;
        return item;
    }
};

TEST(GetThing, FindsWhatIsThere) { EXPECT_EQ(get_thing(Memory(), "1").name, "Chess board"); }

TEST(GetThing, ReportsWhatIsNotThere) { EXPECT_THROW(get_thing(Memory(), "2"), bob::NotFound); }

TEST(GetThing, HidesWhatIsHidden) {
    Memory memory;
    memory.item.hidden = true;
    EXPECT_THROW(get_thing(memory, "1"), bob::NotFound);
}

}  // namespace
}  // namespace catalog::use_cases
