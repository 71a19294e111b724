#include <bob/bob.h>

namespace fail_table_name_length {

using bob::attribute;
using bob::ScalarType;

static constexpr bob::Config<std::string> name{"table.name"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games",
            .resources = {bob::Table<>{.name = "Games", .table_name = "ab", .partition_key = attribute("id")},
                          bob::Table<>{.name = "Long",
                                       .table_name = bob::runtime(std::string(256, 'x')),
                                       .partition_key = attribute("id")},
                          bob::Table<>{.name = "Configured", .table_name = name, .partition_key = attribute("id")}}};
}

}  // namespace fail_table_name_length
