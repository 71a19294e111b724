#include <bob/bob.h>

namespace fail_unknown_condition {

static constexpr bob::Queue mail{.name = "mail", .condition = "IsProductio"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {mail, bob::Parameter{.name = "Kind", .default_value = "test"},
                          bob::Condition{.name = "IsProduction", .equals = {bob::ref("Kind"), "production"}},
                          bob::Condition{.name = "IsBig", .all_of = {"IsProduction", "IsHuge"}},
                          bob::Output{.name = "Kind", .value = bob::ref("Kind"), .condition = "Never"}}};
}

}  // namespace fail_unknown_condition
