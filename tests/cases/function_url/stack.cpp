/// Function URLs: for anyone, with every setting, and for callers with credentials.
#include <bob/bob.h>

namespace function_url {

using namespace bob::literals;

static constexpr bob::Function hello{.name = "hello", .url = {.auth_type = bob::UrlAuthType::none, .cors = true}};

static constexpr bob::Cors shop{
    .origins = {"https://shop.example.org", "https://example.org"},
    .headers = {"Content-Type"},
    .methods = {"GET", "POST"},
    .expose_headers = {"ETag"},
    .allow_credentials = true,
    .max_age = 1h,
};
static constexpr bob::Function stream{
    .name = "stream",
    .url = {.auth_type = bob::UrlAuthType::none, .cors = shop, .invoke_mode = bob::InvokeMode::response_stream},
};

static constexpr bob::Parameter site{.name = "Site", .default_value = "https://example.org"};
static constexpr bob::Cors own_site{.origins = {bob::ref(site)}};
static constexpr bob::Function internal{.name = "internal",
                                        .url = {.auth_type = bob::UrlAuthType::aws_iam, .cors = own_site}};

/// May call it: Lambda asks for both.
static constexpr bob::Function caller{
    .name = "caller",
    .uses = {bob::allows<"lambda:InvokeFunctionUrl", hello>, bob::allows<"lambda:InvokeFunction", hello>},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "addresses",
            .description = "Addresses of functions",
            .resources = {
                hello, stream, site, internal, caller,
                bob::Output{.name = "Address", .value = bob::attribute("HelloLambdaFunctionUrl", "FunctionUrl")}}};
}

}  // namespace function_url
