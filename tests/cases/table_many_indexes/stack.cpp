/// Twenty global indexes, made in a loop, with names known only at run time.
#include <bob/bob.h>

namespace table_many_indexes {

bob::Stack stack(const bob::Stage&) {
    bob::Table<> readings{.name = "Readings", .partition_key = bob::attribute("id")};
    for (int i = 1; i <= 20; ++i) {
        const bob::RuntimeText sensor = bob::runtime("sensor" + std::to_string(i));
        readings.global_indexes.push_back(
            {.name = bob::runtime("BySensor" + std::to_string(i)), .partition_key = bob::attribute(sensor.text)});
    }
    return {.name = "laboratory", .resources = {readings}};
}

}  // namespace table_many_indexes
