/// Routes whose function gets what a mapping template makes of the request: what the Serverless Framework can say in
/// its own words, and what needs an extension.
#include <bob/bob.h>

namespace rest_integrations {

using namespace bob::literals;
using bob::GET, bob::POST, bob::PUT;

// The framework has templates of its own for both content types, so it can say those of the author only for both.
static constexpr bob::Integration in_its_words{
    .request_templates = {{"application/json", R"({"sku": $input.json('$.sku'), "stage": "${context.stage}"})"},
                          {"application/x-www-form-urlencoded",
                           R"vtl({"form": "$util.escapeJavaScript($input.body)"})vtl"}},
    .passthrough_behavior = bob::PassthroughBehavior::never,
    .responses =
        {{.status_code = 404,
          .selection_pattern = ".*no such.*",
          .response_templates = {{"application/json", R"vtl({"message": "$input.path('$.errorMessage')"})vtl"}}},
         {.status_code = 200, .response_parameters = {{"method.response.header.Cache-Control", "'max-age=60'"}}},
         {.status_code = 500, .selection_pattern = "[\\s\\S]+"}},
};

static constexpr bob::Integration later{
    .request_templates = {{"application/json", "$input.json('$')"}},
    .request_parameters = {{"integration.request.header.X-Amz-Invocation-Type", "'Event'"},
                           {"integration.request.header.X-Order", "method.request.path.id"},
                           {"integration.request.querystring.dry", "method.request.querystring.dry"}},
    .responses = {{.status_code = 202,
                   .response_templates = {{"application/json", "#set($context.responseOverride.status = 204)"}}},
                  {.status_code = 500, .selection_pattern = "[\\s\\S]+"}},
};

static constexpr bob::Integration picture{
    .timeout = std::chrono::milliseconds(1500),
    .content_handling = bob::ContentHandling::convert_to_text,
    .responses = {{.status_code = 200,
                   .response_parameters = {{"method.response.header.Content-Type", "integration.response.body.type"}},
                   .content_handling = bob::ContentHandling::convert_to_binary},
                  {.status_code = 400, .selection_pattern = ".*unknown.*"}},
};

static constexpr bob::Cors web{.origins = {"https://shop.example.org"}};
static constexpr bob::Cors signed_in{
    .origins = {"https://shop.example.org"},
    .expose_headers = {"ETag"},
    .allow_credentials = true,
};

static constexpr bob::Function price{
    .name = "price",
    .http = {{.method = POST, .path = "/price", .integration = in_its_words},
             {.method = PUT, .path = "/price", .cors = web, .integration = in_its_words}},
};
static constexpr bob::Function order{
    .name = "order",
    .http = {{.method = PUT, .path = "/orders/{id}", .integration = later},
             {.method = GET, .path = "/orders/{id}/picture", .cors = signed_in, .integration = picture}},
    .timeout = 1s,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "prices", .description = "Prices and orders", .resources = {price, order}};
}

}  // namespace rest_integrations
