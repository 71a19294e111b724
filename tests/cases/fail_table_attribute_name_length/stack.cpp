#include <bob/bob.h>

namespace fail_table_attribute_name_length {

using bob::attribute;
using bob::ScalarType;

bob::Stack stack(const bob::Stage&) {
    const bob::RuntimeText umlauts = bob::runtime([] {
        std::string text;
        for (int i = 0; i < 128; ++i) text += "ü";
        return text;
    }());
    bob::Table<> games{.name = "Games", .partition_key = attribute(""), .sort_key = attribute(umlauts.text)};
    return {.name = "games", .resources = {games}};
}

}  // namespace fail_table_attribute_name_length
