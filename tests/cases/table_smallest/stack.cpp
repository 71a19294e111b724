/// The least that makes a table.
#include <bob/bob.h>

namespace table_smallest {

struct User {
    std::string id;
};

static constexpr bob::Table<User> users{.name = "Users", .partition_key = bob::key<&User::id>};

bob::Stack stack(const bob::Stage&) { return {.name = "accounts", .resources = {users}}; }

}  // namespace table_smallest
