/// A REST API that is called by its own domains alone: one for callers with certificates, and an edge-optimised one.
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_domain {

static constexpr bob::Function books{.name = "books", .http = {{bob::GET, "/books"}}};
static constexpr bob::RestApi api{.disable_execute_api_endpoint = true};
static constexpr bob::RestDomain partners{
    .name = "partners",
    .domain_name = bob::Config<std::string>{"partners.domain"},
    .certificate = bob::Config<std::string>{"partners.certificate"},
    .mutual_tls = {.truststore_uri = "s3://books-trust/partners.pem", .truststore_version = "abc"},
    .base_paths = {"v1", "books/v1"},
};
static constexpr bob::RestDomain everybody{
    .name = "everybody",
    .domain_name = "books.example.org",
    .certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
    .endpoint_type = bob::EndpointType::edge,
};
static constexpr bob::Output target{.name = "PartnersTarget", .value = bob::attribute(partners, "RegionalDomainName")};

bob::Stack stack(const bob::Stage&) {
    return {.name = "books",
            .description = "Books at domains of their own",
            .resources = {books, api, partners, everybody, target}};
}

}  // namespace rest_domain
