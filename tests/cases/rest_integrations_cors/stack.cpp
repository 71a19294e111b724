/// Several origins, of which a mapping template names the one that asks: with templates of the author's, and without.
#include <bob/bob.h>

namespace rest_integrations_cors {

static constexpr bob::Cors both{.origins = {"https://shop.example.org", "https://example.org"},
                                .allow_credentials = true};
static constexpr bob::Integration books{
    .responses = {{.status_code = 200},
                  {.status_code = 500,
                   .selection_pattern = "(\\n|.)+",
                   .response_templates = {{"application/json", "{}"}, {"text/plain", "Sorry"}}}},
};
static constexpr bob::Function list{
    .name = "list",
    .http = {{.method = bob::GET, .path = "/books", .cors = both, .integration = books}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "books", .resources = {list}}; }

}  // namespace rest_integrations_cors
