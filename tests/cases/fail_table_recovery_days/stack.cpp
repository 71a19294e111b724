#include <bob/bob.h>

namespace fail_table_recovery_days {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{
        .name = "Games", .partition_key = attribute("id"), .point_in_time_recovery = std::chrono::days(90)};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_recovery_days
