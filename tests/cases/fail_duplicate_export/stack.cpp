#include <bob/bob.h>

namespace fail_duplicate_export {

static constexpr bob::Queue mail{.name = "mail"};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .resources = {mail, bob::Output{.name = "Url", .value = ref(mail), .export_name = "mail"},
                          bob::Output{.name = "Arn", .value = arn(mail), .export_name = "mail"}}};
}

}  // namespace fail_duplicate_export
