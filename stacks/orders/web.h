/// CloudFront in front of everything: pages from a bucket, `/api/…` from API Gateway.
#pragma once

#include <bob/aws/cloudfront.h>
#include <bob/services.h>
#include <bob/stage.h>

namespace orders {

namespace cloudfront = bob::aws::cloudfront;

/// Only the distribution reads it.
inline constexpr bob::Bucket pages{
    .name = "pages",
    .versioning = true,
    .policy = {{.principal = {"Service", {"cloudfront.amazonaws.com"}},
                .statement = {.sid = "Distribution",
                              .actions = {"s3:GetObject"},
                              .resources = {bob::sub("${PagesBucket.Arn}/*")},
                              .conditions = {{"StringEquals",
                                              "AWS:SourceArn",
                                              {bob::sub("arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:"
                                                        "distribution/${Site}")}}}}}},
};

inline const cloudfront::OriginAccessControl signs_for_pages{
    .name = "SignsForPages",
    .OriginAccessControlConfig = {{.Name = bob::sub("${AWS::StackName}-pages"),
                                   .OriginAccessControlOriginType = "s3",
                                   .SigningBehavior = "always",
                                   .SigningProtocol = "sigv4"}},
};

/// Policies that CloudFront has for everybody.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
inline constexpr const char* caching_optimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
inline constexpr const char* as_origin_says = "83da9c7e-98b4-4e11-a168-04f0df8e2c65";
inline constexpr const char* all_but_host = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
inline constexpr const char* security_headers = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/// The path of a request becomes API Gateway's: its stage is called like the stage of the stack, and its routes have no
/// `/api`.
inline const cloudfront::Function without_prefix{
    .name = "WithoutPrefix",
    .AutoPublish = true,
    .FunctionCode = R"(function handler(event) {
  event.request.uri = event.request.uri.replace(/^\/api/, '');
  return event.request;
}
)",
    .FunctionConfig = {{.Comment = "takes /api off the path", .Runtime = "cloudfront-js-2.0"}},
    .Name = bob::sub("${AWS::StackName}-without-prefix"),
};

/// `stage` is the stage of API Gateway as well.
inline cloudfront::Distribution site(std::string_view stage) {
    return {
        .name = "Site",
        .DistributionConfig = {{
            .CacheBehaviors = {{
                .AllowedMethods = {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"},
                .CachePolicyId = as_origin_says,
                .Compress = true,
                .FunctionAssociations = {{.EventType = "viewer-request",
                                          .FunctionARN = bob::attribute(without_prefix, "FunctionARN")}},
                .OriginRequestPolicyId = all_but_host,
                .PathPattern = "/api/*",
                .TargetOriginId = "api",
                .ViewerProtocolPolicy = "https-only",
            }},
            .DefaultCacheBehavior = {{
                .CachePolicyId = caching_optimized,
                .Compress = true,
                .ResponseHeadersPolicyId = security_headers,
                .TargetOriginId = "pages",
                .ViewerProtocolPolicy = "redirect-to-https",
            }},
            .DefaultRootObject = "index.html",
            .Enabled = true,
            .HttpVersion = "http2and3",
            .Origins = {{
                            .CustomOriginConfig = {{.OriginProtocolPolicy = "https-only",
                                                    .OriginSSLProtocols = {"TLSv1.2"}}},
                            .DomainName = bob::sub("${ApiGatewayRestApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"),
                            .Id = "api",
                            .OriginPath = bob::runtime("/" + std::string(stage)),
                        },
                        {
                            .DomainName = bob::attribute(pages, "RegionalDomainName"),
                            .Id = "pages",
                            .OriginAccessControlId = bob::ref(signs_for_pages),
                            .S3OriginConfig = {{.OriginAccessIdentity = ""}},
                        }},
            .PriceClass = "PriceClass_100",
        }},
    };
}

}  // namespace orders
