#include <bob/bob.h>

namespace fail_table_duplicate_name {

using bob::attribute;
using bob::ScalarType;

static constexpr bob::Table<> users{.name = "Users", .table_name = "people", .partition_key = attribute("id")};
static constexpr bob::Table<> admins{.name = "Admins", .table_name = "people", .partition_key = attribute("id")};

bob::Stack stack(const bob::Stage&) { return {.name = "accounts", .resources = {users, admins}}; }

}  // namespace fail_table_duplicate_name
