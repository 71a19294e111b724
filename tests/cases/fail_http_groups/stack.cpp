/// Routes for groups that no handler of bob's checks.
#include <bob/bob.h>
#include <bob/rest.h>

namespace fail_http_groups {

using bob::GET;
using bob::POST;

static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::CognitoAuthorizer by_token{.name = "byToken", .user_pool = players};
static constexpr bob::Queue mail{.name = "mail"};
static constexpr bob::Function in_node{
    .name = "inNode",
    .http = {{.method = GET, .path = "/node", .authorizer = by_token, .groups = {"admins"}}},
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
};
static constexpr bob::Integration mapped{
    .responses = {{.status_code = 200}, {.status_code = 500, .selection_pattern = "[\\s\\S]+"}}};
static constexpr bob::Function by_template{
    .name = "byTemplate",
    .http = {{.method = GET, .path = "/mapped", .authorizer = by_token, .integration = mapped, .groups = {"admins"}}},
};
static constexpr bob::RestRoute send{
    .name = "send",
    .http = {.method = POST, .path = "/mails", .authorizer = by_token, .groups = {"admins"}},
    .calls = bob::calls<"sqs:SendMessage", mail>,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "games", .resources = {players, by_token, mail, in_node, by_template, send}};
}

}  // namespace fail_http_groups
