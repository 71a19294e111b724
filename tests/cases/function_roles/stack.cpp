/// Where the roles of functions are, and what they can't exceed: the stack's defaults, and a function that differs.
#include <bob/bob.h>

namespace function_roles {

static constexpr bob::Config<std::string_view> boundary{"iam.boundary"};

static constexpr bob::Function by_default{.name = "byDefault"};
static constexpr bob::Function of_its_own{
    .name = "ofItsOwn",
    .role_path = "/",
    .permissions_boundary = bob::sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/developers/strict"),
};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "books",
        .functions = {.role_path = "/lambda/books/", .permissions_boundary = boundary},
        .resources = {by_default, of_its_own},
    };
}

}  // namespace function_roles
