#include <bob/bob.h>

namespace warn_conditional_reference {

static constexpr bob::Queue mail{.name = "mail", .condition = "IsProduction"};
static constexpr bob::Function send{.name = "send", .uses = {bob::sends<mail>}};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {mail, send, bob::Parameter{.name = "Kind", .default_value = "test"},
                          bob::Condition{.name = "IsProduction", .equals = {bob::ref("Kind"), "production"}},
                          bob::Output{.name = "Mail", .value = ref(mail)}}};
}

}  // namespace warn_conditional_reference
