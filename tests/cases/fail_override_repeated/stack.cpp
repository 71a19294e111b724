#include <bob/bob.h>

namespace fail_override_repeated {

using bob::Every;
using bob::Object;
using bob::Override;

static constexpr bob::Function get_order{.name = "getOrder"};
static constexpr bob::Function put_order{.name = "putOrder"};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "shop",
        .resources = {get_order, put_order,
                      Override{.of = get_order,
                               .set = {{"Timeout", 5},
                                       {"LoggingConfig.LogFormat", "JSON"},
                                       {"Environment.Variables.COLOUR", "red"}},
                               .deletion_policy = bob::DeletionPolicy::retain},
                      Override{.of = get_order,
                               .set = {{"Timeout", 9}, {"LoggingConfig", Object{{"LogFormat", "Text"}}}},
                               .remove = {"Environment.Variables.COLOUR"},
                               .tags = {{"team", "a"}, {"team", "b"}},
                               .deletion_policy = bob::DeletionPolicy::remove},
                      Override{.of = role_of(get_order), .logical_id = "One"},
                      Override{.of = role_of(get_order), .logical_id = "Two"},
                      // Which of the two should a function get?
                      Every{.of = bob::Kind::function, .set = {{"MemorySize", 512}}},
                      Every{.type = "AWS::Lambda::Function", .set = {{"MemorySize", 1024}}}},
    };
}

}  // namespace fail_override_repeated
