/// An HTTP API that is called by its own domains alone, one of them for callers with certificates.
#include <bob/bob.h>
#include <bob/http.h>

namespace http_domain {

static constexpr bob::Function books{.name = "books", .http_api = {{bob::GET, "/books"}}};
static constexpr bob::HttpApi api{.disable_default_endpoint = true};
static constexpr bob::HttpDomain partners{
    .name = "partners",
    .domain_name = bob::Config<std::string>{"partners.domain"},
    .certificate = bob::Config<std::string>{"partners.certificate"},
    .mutual_tls = {.truststore_uri = "s3://books-trust/partners.pem", .truststore_version = "abc"},
    .base_paths = {"v1", "books/v1"},
};
static constexpr bob::HttpDomain everybody{
    .name = "everybody",
    .domain_name = "books.example.org",
    .certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
    .tags = {{"team", "books"}},
};
static constexpr bob::Output target{.name = "PartnersTarget", .value = bob::attribute(partners, "RegionalDomainName")};

bob::Stack stack(const bob::Stage&) {
    return {.name = "books",
            .description = "Books at domains of their own",
            .resources = {books, api, partners, everybody, target}};
}

}  // namespace http_domain
