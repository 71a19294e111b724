/// The kinds of things that a stack can declare, in one list.
#pragma once

#include <string_view>

namespace bobgen {
class Model;
struct Template;
}  // namespace bobgen

namespace bob {

/// The kinds of declarations, each with what messages call it, how its name becomes a logical id, what that begins and
/// ends with, and its resource type. A kind that stays without a rule or a reference of its own needs no line: it is a
/// `resource` (CONTRIBUTING.md).
#define BOB_KINDS(KIND)                                                                                            \
    KIND(resource, "resource", verbatim, "", "", "")                                                               \
    KIND(table, "table", object, "", "Table", "AWS::DynamoDB::Table")                                              \
    KIND(function, "function", function, "", "LambdaFunction", "AWS::Lambda::Function")                            \
    KIND(user_pool, "user pool", object, "CognitoUserPool", "", "AWS::Cognito::UserPool")                          \
    KIND(user_pool_client, "user pool client", object, "", "Client", "AWS::Cognito::UserPoolClient")               \
    KIND(user_pool_domain, "user pool domain", object, "", "Domain", "AWS::Cognito::UserPoolDomain")               \
    KIND(identity_provider, "identity provider", object, "", "IdentityProvider",                                   \
         "AWS::Cognito::UserPoolIdentityProvider")                                                                 \
    KIND(resource_server, "resource server", object, "", "ResourceServer", "AWS::Cognito::UserPoolResourceServer") \
    KIND(identity_pool, "identity pool", object, "", "IdentityPool", "AWS::Cognito::IdentityPool")                 \
    KIND(cognito_authorizer, "Cognito authorizer", function, "", "ApiGatewayAuthorizer", "")                       \
    KIND(jwt_authorizer, "JWT authorizer", function, "HttpApiAuthorizer", "", "")                                  \
    KIND(lambda_authorizer, "Lambda authorizer", function, "", "", "")                                             \
    KIND(rest_api, "REST API", fixed, "ApiGatewayRestApi", "", "AWS::ApiGateway::RestApi")                         \
    KIND(rest_route, "REST route", function, "", "RestRoute", "")                                                  \
    KIND(api_key, "API key", object, "", "ApiKey", "AWS::ApiGateway::ApiKey")                                      \
    KIND(usage_plan, "usage plan", object, "", "UsagePlan", "AWS::ApiGateway::UsagePlan")                          \
    KIND(rest_domain, "REST domain", object, "", "Domain", "AWS::ApiGateway::DomainName")                          \
    KIND(http_api, "HTTP API", fixed, "HttpApi", "", "AWS::ApiGatewayV2::Api")                                     \
    KIND(websocket_api, "WebSocket API", fixed, "WebsocketsApi", "", "AWS::ApiGatewayV2::Api")                     \
    KIND(bucket, "bucket", object, "", "Bucket", "AWS::S3::Bucket")                                                \
    KIND(queue, "queue", object, "", "Queue", "AWS::SQS::Queue")                                                   \
    KIND(topic, "topic", object, "", "Topic", "AWS::SNS::Topic")                                                   \
    KIND(output, "output", verbatim, "", "", "")                                                                   \
    KIND(parameter, "parameter", verbatim, "", "", "")                                                             \
    KIND(condition, "condition", verbatim, "", "", "")                                                             \
    KIND(secret, "secret", verbatim, "", "", "")                                                                   \
    KIND(override_, "override", verbatim, "", "", "")                                                              \
    KIND(every, "override of all", verbatim, "", "", "")

/// The kind of a declaration, one of `BOB_KINDS`. Kind and name together determine the logical id. A `resource` is
/// named by its logical id itself, and so are parameters and pseudo parameters where they are referred to.
enum class Kind : unsigned char {
#define BOB_KIND(kind, ...) kind,
    BOB_KINDS(BOB_KIND)
#undef BOB_KIND
};

/// How a name becomes a logical id.
enum class IdForm : unsigned char {
    verbatim,  ///< the name is the logical id
    fixed,     ///< `begins` is the logical id, whatever the name
    object,    ///< letters and digits only, after `begins`, before `ends` unless it already ends so
    function,  ///< as the Serverless Framework writes functions: `get-user` is `GetDashuser`
};

struct KindInfo {
    Kind kind;
    std::string_view noun;
    IdForm form;
    std::string_view begins;
    std::string_view ends;
    std::string_view type;  ///< "AWS::SQS::Queue"; empty when it is no resource
};

inline constexpr KindInfo kinds[] = {
#define BOB_KIND(kind, noun, form, begins, ends, type) {Kind::kind, noun, IdForm::form, begins, ends, type},
    BOB_KINDS(BOB_KIND)
#undef BOB_KIND
};

constexpr const KindInfo& info(Kind kind) { return kinds[static_cast<unsigned>(kind)]; }

}  // namespace bob
