/// The kinds of things that a stack can declare: one line in each of two lists.
#pragma once

#include <string_view>

namespace bobgen {
class Model;
struct Template;
}  // namespace bobgen

namespace bob {

/// The kind of a declaration. Kind and name together determine the logical id.
enum class Kind : unsigned char {
    resource,  ///< anything named by its logical id: a raw resource, a parameter, a pseudo parameter
    table,
    function,
    user_pool,
    user_pool_client,
    user_pool_domain,
    identity_provider,
    cognito_authorizer,
    jwt_authorizer,
    lambda_authorizer,
    rest_api,
    http_api,
    bucket,
    queue,
    topic,
    output,
    parameter,
    condition,
    secret,     ///< kept outside of the stack, in Secrets Manager or the Parameter Store
    override_,  ///< a change to one resource that others make
    every,      ///< a change to all of a kind
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
    std::string_view type = {};  ///< "AWS::SQS::Queue"; empty when it is no resource
};

/// In the order of `Kind`.
inline constexpr KindInfo kinds[] = {
    {Kind::resource, "resource", IdForm::verbatim, "", ""},
    {Kind::table, "table", IdForm::object, "", "Table", "AWS::DynamoDB::Table"},
    {Kind::function, "function", IdForm::function, "", "LambdaFunction", "AWS::Lambda::Function"},
    {Kind::user_pool, "user pool", IdForm::object, "CognitoUserPool", "", "AWS::Cognito::UserPool"},
    {Kind::user_pool_client, "user pool client", IdForm::object, "", "Client", "AWS::Cognito::UserPoolClient"},
    {Kind::user_pool_domain, "user pool domain", IdForm::object, "", "Domain", "AWS::Cognito::UserPoolDomain"},
    {Kind::identity_provider, "identity provider", IdForm::object, "", "IdentityProvider",
     "AWS::Cognito::UserPoolIdentityProvider"},
    {Kind::cognito_authorizer, "Cognito authorizer", IdForm::function, "", "ApiGatewayAuthorizer"},
    {Kind::jwt_authorizer, "JWT authorizer", IdForm::function, "HttpApiAuthorizer", ""},
    {Kind::lambda_authorizer, "Lambda authorizer", IdForm::function, "", ""},  // which of the two depends on the API
    {Kind::rest_api, "REST API", IdForm::fixed, "ApiGatewayRestApi", "", "AWS::ApiGateway::RestApi"},
    {Kind::http_api, "HTTP API", IdForm::fixed, "HttpApi", "", "AWS::ApiGatewayV2::Api"},
    {Kind::bucket, "bucket", IdForm::object, "", "Bucket", "AWS::S3::Bucket"},
    {Kind::queue, "queue", IdForm::object, "", "Queue", "AWS::SQS::Queue"},
    {Kind::topic, "topic", IdForm::object, "", "Topic", "AWS::SNS::Topic"},
    {Kind::output, "output", IdForm::verbatim, "", ""},
    {Kind::parameter, "parameter", IdForm::verbatim, "", ""},
    {Kind::condition, "condition", IdForm::verbatim, "", ""},
    {Kind::secret, "secret", IdForm::verbatim, "", ""},
    {Kind::override_, "override", IdForm::verbatim, "", ""},
    {Kind::every, "override of all", IdForm::verbatim, "", ""},
};

constexpr const KindInfo& info(Kind kind) { return kinds[static_cast<unsigned>(kind)]; }

static_assert(
    [] {
        for (const KindInfo& one : kinds)
            if (&info(one.kind) != &one) return false;
        return true;
    }(),
    "`kinds` is in the order of `Kind`");

}  // namespace bob
