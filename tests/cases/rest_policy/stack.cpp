/// Who may call a REST API and how: a resource policy, a private API, media types, streamed answers.
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_policy {

static constexpr bob::Function books{
    .name = "books",
    .http = {{.method = bob::GET, .path = "/books"}},
};
static constexpr bob::Function all_books{
    .name = "allBooks",
    .http = {{.method = bob::GET, .path = "/books/all", .response_streaming = true}},
    .timeout = std::chrono::minutes(5),
};
static constexpr bob::RestPolicy inside{
    .statements = {{.principal = {.type = "*"},
                    .statement = {.actions = {"execute-api:Invoke"}, .resources = {"execute-api:/*"}}},
                   {.principal = {.type = "*"},
                    .statement = {.effect = bob::Effect::deny,
                                  .actions = {"execute-api:Invoke"},
                                  .resources = {"execute-api:/*"},
                                  .conditions = {{"StringNotEquals", "aws:SourceVpce", {"vpce-0123456789abcdef0"}}}}}},
};
static constexpr bob::RestApi api{
    .endpoint_type = bob::EndpointType::private_,
    .minimum_compression_size = 1024,
    .vpc_endpoint_ids = {"vpce-0123456789abcdef0"},
    .binary_media_types = {"image/png", "application/pdf"},
    .api_key_source = bob::ApiKeySource::authorizer,
    .policy = inside,
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "books", .description = "Books for one VPC", .resources = {books, all_books, api}};
}

}  // namespace rest_policy
