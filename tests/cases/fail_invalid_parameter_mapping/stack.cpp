/// Parameters from what there is not; the first route is right.
#include <bob/bob.h>

namespace fail_invalid_parameter_mapping {

using bob::Array, bob::GET, bob::Object;

static constexpr bob::Integration right{
    .request_parameters = {{"integration.request.header.X-Id", "method.request.path.id"},
                           {"integration.request.header.X-All", "method.request.multivaluequerystring.tag"},
                           {"integration.request.header.X-Who", "context.identity.sourceIp"},
                           {"integration.request.querystring.shop", "stageVariables.shop"}},
    .responses = {{.status_code = 200,
                   .response_parameters = {{"method.response.header.ETag", "integration.response.header.ETag"},
                                           {"method.response.header.X-Sum", "integration.response.body.sum"}}},
                  {.status_code = 500, .selection_pattern = "(\\n|.)+"}},
};
static constexpr bob::Integration wrong{
    .request_parameters = {{"integration.request.header.X-Shop", "books"},
                           {"integration.request.header.X-Id", "path.id"},
                           {"integration.request.header.X-Shelf", "method.request.path.shelf"}},
    .responses = {{.status_code = 200,
                   .response_parameters = {{"method.response.header.Cache-Control", "no-store"},
                                           {"method.response.header.X-Id", "method.request.path.id"}}},
                  {.status_code = 500, .selection_pattern = "(\\n|.)+"}},
};

static constexpr bob::Function books{
    .name = "books",
    .http = {{.method = GET, .path = "/books/{id}", .integration = right},
             {.method = GET, .path = "/shelves/{id}", .integration = wrong}},
};
static const bob::RawResource method{
    .name = "Count",
    .type = "AWS::ApiGateway::Method",
    .properties = {{"RestApiId", bob::ref("ApiGatewayRestApi")},
                   {"ResourceId", bob::attribute("ApiGatewayRestApi", "RootResourceId")},
                   {"HttpMethod", "GET"},
                   {"AuthorizationType", "NONE"},
                   {"MethodResponses", Array{Object{{"StatusCode", "200"}}}},
                   {"Integration",
                    Object{{"Type", "HTTP"},
                           {"IntegrationHttpMethod", "GET"},
                           {"Uri", "https://example.org/count"},
                           {"RequestParameters",
                            Object{{"integration.request.header.X-Id", "method.request.header.X-Id"}}},
                           {"IntegrationResponses",
                            Array{Object{{"StatusCode", "200"},
                                         {"ResponseParameters", Object{{"method.response.header.X-Id", "'1'"}}}}}}}}},
};

static const bob::RawResource refused{
    .name = "Refused",
    .type = "AWS::ApiGateway::GatewayResponse",
    .properties = {{"RestApiId", bob::ref("ApiGatewayRestApi")},
                   {"ResponseType", "ACCESS_DENIED"},
                   {"ResponseParameters",
                    Object{{"gatewayresponse.header.X-A", "any"}, {"Access-Control-Allow-Origin", "'*'"}}}},
};

/// Only the second route has a variable of that name.
static constexpr bob::RequestValidation of_file{
    .required_parameters = {"method.request.path.file", "method.request.header.X-Id"}};
static constexpr bob::Function files{
    .name = "files",
    .http = {{.method = GET, .path = "/files", .request = of_file},
             {.method = GET, .path = "/files/{file+}", .request = of_file}},
};

bob::Stack stack(const bob::Stage&) {
    // Not a constant, so the compiler does not know what it says.
    static bob::RequestValidation page;
    page = {.required_parameters = {"page"}};
    bob::Function pages{.name = "pages"};
    pages.http.push_back({.method = GET, .path = "/pages", .request = page});
    return {.name = "books", .resources = {books, files, method, refused, pages}};
}

}  // namespace fail_invalid_parameter_mapping
