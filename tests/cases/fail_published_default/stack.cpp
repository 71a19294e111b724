#include <bob/bob.h>

namespace fail_published_default {

using bob::Parameter;

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources =
            {
                Parameter{.name = "Password", .default_value = "changeit", .no_echo = true},
                Parameter{.name = "Pin", .type = "Number", .default_value = 1234, .no_echo = true},
                Parameter{.name = "Shown", .default_value = "dev"},
                Parameter{.name = "Given", .no_echo = true},
                bob::Queue{.name = "mail"},
                Parameter{.name = "Kept", .default_value = "{{resolve:ssm-secure:shop}}", .no_echo = true},
            },
    };
}

}  // namespace fail_published_default
