/// What a REST API answers itself: with CORS on its errors, and with a status, headers and a body of its own.
#include <bob/bob.h>

namespace rest_gateway_responses {

using bob::GET;
using Type = bob::GatewayResponseType;

static constexpr bob::Cors shop{.origins = {"https://shop.example.org"}};
static constexpr bob::Cors several{.origins = {"https://shop.example.org", "https://example.org"},
                                   .allow_credentials = true};
static constexpr bob::Function books{
    .name = "books",
    .http = {{.method = GET, .path = "/books", .cors = shop}},
};
static constexpr bob::RestApi api{
    .cors = shop,
    .gateway_responses = {{.type = Type::default_4xx}, {.type = Type::default_5xx}},
};
static constexpr bob::RestApi other{
    .cors = several,
    .gateway_responses = {{.type = Type::unauthorized,
                           .status_code = 403,
                           .response_parameters = {{"gatewayresponse.header.X-Request", "context.requestId"}},
                           .response_templates = {{"application/json",
                                                   R"({"message": "Sign in first.", "id": "$context.requestId"})"}}},
                          {.type = Type::waf_filtered},
                          {.type = Type::invalid_api_key}},
};

bob::Stack stack(const bob::Stage& stage) {
    return {.name = "books", .description = "A shop of books", .resources = {books, stage.is("other") ? other : api}};
}

}  // namespace rest_gateway_responses
