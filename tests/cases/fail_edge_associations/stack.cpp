/// Distributions that call functions which can't be at the edge, or no version of them.
#include <bob/aws/cloudfront.h>
#include <bob/bob.h>

namespace fail_edge_associations {

static constexpr bob::Queue late{.name = "late"};
static constexpr bob::Function view{
    .name = "view",
    .runtime = bob::Runtime::nodejs24,
    .handler = "index.handler",
    .environment = {{"SHOP", "books"}},
    .publish_version = true,
    .dead_letter = late,
};
static constexpr bob::Function api{.name = "api", .alias = {.name = "live"}};
namespace cloudfront = bob::aws::cloudfront;
static const cloudfront::Distribution site{
    .name = "Site",
    .DistributionConfig = {{
        .CacheBehaviors = {{
            .CachePolicyId = "658327ea-f89d-4fab-a63d-7e88639e58f6",
            .FunctionAssociations = {{.EventType = "viewer-response",
                                      .FunctionARN = "arn:aws:cloudfront::1:function/a"}},
            .LambdaFunctionAssociations =
                {{.EventType = "viewer-request",
                  .LambdaFunctionARN = "arn:aws:lambda:eu-central-1:123456789012:function:view:7"},
                 {.EventType = "origin-request",
                  .LambdaFunctionARN = "arn:aws:lambda:us-east-1:123456789012:function:view:$LATEST"}},
            .PathPattern = "/old/*",
            .TargetOriginId = "books",
            .ViewerProtocolPolicy = "redirect-to-https",
        }},
        .DefaultCacheBehavior = {{
            .CachePolicyId = "658327ea-f89d-4fab-a63d-7e88639e58f6",
            .LambdaFunctionAssociations =
                {
                    {.EventType = "viewer-request", .LambdaFunctionARN = published_version(view)},
                    {.EventType = "viewer-request", .LambdaFunctionARN = published_version(view)},
                    {.EventType = "origin-request", .LambdaFunctionARN = bob::attribute(api, "Arn")},
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

bob::Stack stack(const bob::Stage&) { return {.name = "site", .resources = {late, view, api, site}}; }

}  // namespace fail_edge_associations
