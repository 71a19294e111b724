/// A function with a URL and an alias that only some deployments have: all that belongs to it goes with it.
#include <bob/bob.h>

namespace function_url_condition {

static constexpr bob::Parameter kind{.name = "Kind", .default_value = "shop"};
static constexpr bob::Function hello{.name = "hello",
                                     .url = {.auth_type = bob::UrlAuthType::none},
                                     .alias = {.name = "live", .provisioned_concurrency = 1, .scaling = {.maximum = 2}},
                                     .condition = "WithHello"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "addresses",
            .resources = {kind, bob::Condition{.name = "WithHello", .equals = {bob::ref(kind), "shop"}}, hello}};
}

}  // namespace function_url_condition
