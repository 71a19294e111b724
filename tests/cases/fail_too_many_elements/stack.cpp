#include <bob/bob.h>

namespace fail_too_many_elements {

using bob::runtime;

bob::Stack stack(const bob::Stage&) {
    bob::Table<> readings{.name = "Readings", .partition_key = bob::attribute("id"), .sort_key = bob::attribute("at")};
    for (int i = 1; i <= 21; ++i)
        readings.global_indexes.push_back(
            {.name = runtime("BySensor" + std::to_string(i)), .partition_key = bob::attribute("sensor")});
    for (int i = 1; i <= 6; ++i)
        readings.local_indexes.push_back(
            {.name = runtime("ByValue" + std::to_string(i)), .sort_key = bob::attribute("value")});
    for (int i = 1; i <= 51; ++i) readings.tags.push_back({runtime("tag" + std::to_string(i)), "x"});

    bob::Function read{.name = "read"};
    for (int i = 0; i < 65; ++i) read.http_api.push_back({bob::GET, runtime("/" + std::to_string(i))});
    for (int i = 0; i < 49; ++i) read.environment.push_back({runtime("V_" + std::to_string(i)), i});
    for (int i = 0; i < 33; ++i) read.uses.push_back(bob::Use(bob::Access::read, bob::Kind::table, readings.name.text));
    bob::Statement list{.actions = {}, .resources = {"*"}};
    for (int i = 0; i < 17; ++i) list.actions.push_back("s3:ListAllMyBuckets");
    read.statements.push_back(list);
    for (int i = 0; i < 8; ++i) read.statements.push_back({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});

    bob::Stack made{.name = "laboratory", .resources = {readings, read}};
    for (int i = 1; i <= 51; ++i) made.tags.push_back({runtime("all" + std::to_string(i)), "x"});
    return made;
}

}  // namespace fail_too_many_elements
