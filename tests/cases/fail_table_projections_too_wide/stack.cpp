#include <bob/bob.h>

namespace fail_table_projections_too_wide {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> games{.name = "Games", .partition_key = attribute("id")};
    for (int i = 1; i <= 6; ++i) {
        bob::GlobalIndex<> index{.name = bob::runtime("Index" + std::to_string(i)), .partition_key = attribute("id")};
        index.projection.type = bob::ProjectionType::include;
        for (int j = 1; j <= 17; ++j)
            index.projection.attributes.push_back(attribute(bob::runtime("a" + std::to_string(j)).text));
        games.global_indexes.push_back(index);
    }
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_projections_too_wide
