/// A REST and an HTTP API in one stack, one function and one Lambda authorizer behind both.
#include <bob/bob.h>

namespace both_apis {

using bob::GET;

static constexpr bob::Function check{.name = "check"};
static constexpr bob::LambdaAuthorizer known{.name = "known", .function = check};

static constexpr bob::Function user{
    .name = "user", .http = {{GET, "/user", known}}, .http_api = {{GET, "/user", known}}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "two-doors",
        .tags = {{"team", "doors"}},
        .resources = {check, known, user, bob::Output{.name = "RestApi", .value = bob::ref(bob::RestApi{})},
                      bob::Output{.name = "HttpApiEndpoint", .value = bob::attribute(bob::HttpApi{}, "ApiEndpoint")}}};
}

}  // namespace both_apis
