/// Settings of a REST API that AWS refuses.
#include <bob/bob.h>
#include <bob/rest.h>

namespace fail_rest_settings {

using bob::GET;

static constexpr bob::Integration mapped{
    .request_templates = {{"application/json", "$input.json('$')"}},
    .responses = {{.status_code = 200}, {.status_code = 500, .selection_pattern = "(\\n|.)+"}},
};
static constexpr bob::Function books{
    .name = "books",
    .http = {{.method = GET, .path = "/books", .api_key_required = true},
             {.method = GET, .path = "/all", .integration = mapped, .response_streaming = true}},
};
static constexpr bob::RestStage live{
    .throttle = {.rate = bob::Config<int>{"rate"}},
    .cache = bob::CacheSize::gb_0_5,
    .caching = {.ttl = bob::Config<int>{"cache"}},
    .variables = {{"colour", "light blue"}},
    .canary = {.percent = bob::Config<int>{"canary"}, .variables = {{"colour", ""}}},
};
static constexpr bob::RestApi api{
    .endpoint_type = bob::EndpointType::private_,
    .minimum_compression_size = bob::Config<int>{"compress"},
    .stage = live,
};
static constexpr bob::ApiKey press{.name = "press", .value = bob::Config<std::string>{"key"}};
static constexpr bob::UsagePlan free_of_charge{
    .name = "free", .quota = {.limit = bob::Config<int>{"quota"}}, .keys = {press}};
static constexpr bob::UsagePlan paid{.name = "paid", .keys = {press}};
static constexpr bob::RestDomain domain{
    .name = "everybody",
    .domain_name = "books.example.org",
    .certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
    .endpoint_type = bob::EndpointType::edge,
    .mutual_tls = {.truststore_uri = "s3://books-trust/partners.pem"},
};
static constexpr bob::RestDomain nameless{.name = "nameless"};
static constexpr bob::RestDomain plain{.name = "plain", .domain_name = "books.example.org"};
static constexpr bob::RestDomain capital{
    .name = "capital",
    .domain_name = "Books.example.org",
    .certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
    .security_policy = "TLS_1_0",
    .mutual_tls = {.truststore_uri = "https://example.org/partners.pem"},
    .base_paths = {"v 1", "a//b"},
};
static constexpr bob::RestDomain hidden{
    .name = "hidden",
    .domain_name = "hidden.example.org",
    .certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
    .endpoint_type = bob::EndpointType::private_,
};
static constexpr bob::UsagePlan weekly{.name = "weekly",
                                       .quota = {.limit = 10, .period = bob::Quota::Period::week, .offset = 7}};
static constexpr bob::UsagePlan daily{.name = "daily",
                                      .quota = {.limit = 10, .period = bob::Quota::Period::day, .offset = 1}};
struct Book {
    std::string id;
};
static constexpr bob::Table<Book> stock{.name = "Stock", .partition_key = bob::key<&Book::id>};
static constexpr bob::RestRoute select{
    .name = "select",
    .http = {.method = GET, .path = "/select", .integration = mapped},
    .calls = bob::calls<"dynamodb:PartiQLSelect", stock>,
};
static constexpr bob::RestRoute invoke{
    .name = "invoke",
    .http = {.method = GET, .path = "/invoke", .integration = mapped},
    .calls = bob::calls<"lambda:InvokeFunction", books>,
};
static constexpr bob::RestRoute get_again{.name = "again", .http = {.method = GET, .path = "/books"}};
static constexpr bob::RestRoute pathless{.name = "pathless"};
static constexpr bob::RestRoute alive{
    .name = "alive",
    .http = {.method = GET, .path = "/alive"},
    .service_path = "a/b",
    .role = "arn:aws:iam::123456789012:role/alive",
};
static constexpr bob::RestStage green{.canary = {.variables = {{"colour", "green"}}}};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("without"))
        return {.name = "books",
                .resources = {alive, bob::RestApi{.vpc_endpoint_ids = {"vpce-0123456789abcdef0"}, .stage = green}}};
    return {.name = "books",
            .resources = {books, api, press, free_of_charge, paid, weekly, daily, domain, nameless, plain, capital,
                          hidden, stock, select, invoke, get_again, pathless}};
}

}  // namespace fail_rest_settings
