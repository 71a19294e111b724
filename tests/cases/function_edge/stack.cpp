/// Functions for CloudFront's events, and the distribution that calls their versions.
#include <bob/aws/cloudfront.h>
#include <bob/bob.h>

namespace function_edge {

using namespace bob::literals;

static constexpr bob::Function to_index{
    .name = "toIndex",
    .edge = bob::EdgeEvent::viewer_request,
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
};
static constexpr bob::Function by_country{
    .name = "byCountry",
    .edge = bob::EdgeEvent::origin_request,
    .timeout = 20s,
    .memory = 512_MB,
    .runtime = bob::Runtime::python314,
    .handler = "country.handler",
};
namespace cloudfront = bob::aws::cloudfront;
static const cloudfront::Distribution site{
    .name = "Site",
    .DistributionConfig = {{
        .DefaultCacheBehavior = {{
            .CachePolicyId = "658327ea-f89d-4fab-a63d-7e88639e58f6",
            .LambdaFunctionAssociations =
                {
                    {.EventType = "viewer-request", .LambdaFunctionARN = published_version(to_index)},
                    {.EventType = "origin-request",
                     .IncludeBody = true,
                     .LambdaFunctionARN = published_version(by_country)},
                },
            .TargetOriginId = "books",
            .ViewerProtocolPolicy = "redirect-to-https",
        }},
        .Enabled = true,
        .Origins = {{.CustomOriginConfig = {{.OriginProtocolPolicy = "https-only", .OriginSSLProtocols = {"TLSv1.2"}}},
                     .DomainName = "books.example.org",
                     .Id = "books"}},
    }},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "site", .description = "A site at the edge", .resources = {to_index, by_country, site}};
}

}  // namespace function_edge
