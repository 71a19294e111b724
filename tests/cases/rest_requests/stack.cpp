/// Requests that API Gateway validates: their bodies by a model, and the parameters that they must have.
#include <bob/bob.h>

namespace rest_requests {

using bob::GET, bob::POST, bob::PUT;

static constexpr bob::RequestValidation order{
    .body = {{.content_type = "application/json",
              .schema = R"({"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}}})",
              .description = "An order"},
             {.content_type = "application/vnd.shop+json", .schema = R"({"type": "object"})"}},
    .required_parameters = {"method.request.header.Idempotency-Key"},
};
// Named twice, a parameter is declared once.
static constexpr bob::RequestValidation page{
    .required_parameters = {"method.request.querystring.page", "method.request.path.shelf",
                            "method.request.querystring.page"},
};
static constexpr bob::RequestValidation any_object{
    .body = {{.content_type = "application/json", .schema = R"({"type": "object"})"}},
};
// Both need the framework's extension: it maps each parameter that it is told of, and has templates of its own.
static constexpr bob::Integration as_list{
    .request_templates = {{"application/json", R"vtl({"page": "$input.params('page')"})vtl"}},
    .request_parameters = {{"integration.request.header.X-Page", "method.request.querystring.page"}},
    .responses = {{.status_code = 200}, {.status_code = 500, .selection_pattern = "(\\n|.)+"}},
};
static constexpr bob::Integration in_its_words{
    .request_templates = {{"application/json", "{}"}, {"application/x-www-form-urlencoded", "{}"}},
    .responses = {{.status_code = 200}, {.status_code = 500, .selection_pattern = "(\\n|.)+"}},
};

static constexpr bob::Function shop{
    .name = "shop",
    .http = {{.method = POST, .path = "/orders", .request = order},
             {.method = GET, .path = "/books/{shelf}", .request = page}},
};
static constexpr bob::Function list{
    .name = "list",
    .http = {{.method = GET, .path = "/lists/{shelf}", .integration = as_list, .request = page},
             {.method = PUT, .path = "/lists", .integration = in_its_words, .request = any_object}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop-front", .description = "A shop", .resources = {shop, list}};
}

}  // namespace rest_requests
