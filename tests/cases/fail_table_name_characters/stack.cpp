#include <bob/bob.h>

namespace fail_table_name_characters {

using bob::attribute;
using bob::ScalarType;

static constexpr bob::Table<> users{.name = "Users", .table_name = "app/users", .partition_key = attribute("id")};
static constexpr bob::Table<> guests{.name = "Guests", .table_name = "gäste", .partition_key = attribute("id")};

bob::Stack stack(const bob::Stage&) { return {.name = "accounts", .resources = {users, guests}}; }

}  // namespace fail_table_name_characters
