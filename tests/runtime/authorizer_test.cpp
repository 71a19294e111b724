#include "bob/runtime/authorizer.h"

#include <gtest/gtest.h>

#include "bob/runtime/error.h"
#include "bob/runtime/request.h"
#include "token_maker.h"

namespace {

using namespace bob;
using namespace bob::test;
using Payload = AuthorizerRequest::Payload;

constexpr std::string_view arn = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/games/a:b/7";

// The documented shapes, short of what nobody reads:
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
AuthorizerRequest rest_token(std::string_view token, std::string_view method_arn = arn) {
    return AuthorizerRequest(parse_json(R"({"type":"TOKEN","methodArn":")" + std::string(method_arn) +
                                        R"(","authorizationToken":")" + std::string(token) + "\"}"));
}
AuthorizerRequest rest_request() {
    return AuthorizerRequest(parse_json(R"({"type":"REQUEST","methodArn":")" + std::string(arn) + R"(",
        "resource":"/games/{id}","path":"/games/a:b/7","httpMethod":"GET",
        "headers":{"X-AMZ-Date":"20170718T062915Z","AUTHORIZATION":"Bearer x.y.z"},
        "queryStringParameters":{"QueryString1":"queryValue1"},"pathParameters":{},"stageVariables":null,
        "requestContext":{"path":"/games/a:b/7","accountId":"123456789012","stage":"test","requestId":"r",
        "identity":{"apiKey":"","sourceIp":"192.0.2.1"},"httpMethod":"GET","apiId":"abcdef123"}})"));
}
AuthorizerRequest http_api_2() {
    return AuthorizerRequest(parse_json(R"({"version":"2.0","type":"REQUEST","routeArn":")" + std::string(arn) + R"(",
        "identitySource":["x.y.z"],"routeKey":"$default","rawPath":"/games/a:b/7","rawQueryString":"p=1",
        "cookies":["cookie1"],"headers":{"authorization":"x.y.z"},"queryStringParameters":{"p":"1"},
        "requestContext":{"accountId":"123456789012","apiId":"abcdef123","http":{"method":"GET",
        "path":"/games/a:b/7","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"agent"},
        "requestId":"id","routeKey":"$default","stage":"$default"},"pathParameters":{}})"));
}

TEST(AuthorizerRequest, SaysWhatIsAsked) {
    const auto token = rest_token("Bearer x.y.z");
    EXPECT_EQ(token.payload(), Payload::rest_token);
    EXPECT_EQ(token.token(), "x.y.z");
    EXPECT_EQ(token.method(), "GET");
    EXPECT_EQ(token.path(), "/games/a:b/7");
    EXPECT_EQ(token.header("authorization"), std::nullopt);

    const auto request = rest_request();
    EXPECT_EQ(request.payload(), Payload::rest_request);
    EXPECT_EQ(request.token(), "x.y.z");
    EXPECT_EQ(request.path(), "/games/a:b/7");
    EXPECT_EQ(request.header("x-amz-date"), "20170718T062915Z");
    EXPECT_EQ(request.query("QueryString1"), "queryValue1");
    EXPECT_EQ(request.query("another"), std::nullopt);
    EXPECT_EQ(request.source_ip(), "192.0.2.1");

    const auto http = http_api_2();
    EXPECT_EQ(http.payload(), Payload::http_api_2);
    EXPECT_EQ(http.token(), "x.y.z");
    EXPECT_EQ(http.method(), "GET");
    EXPECT_EQ(http.path(), "/games/a:b/7");
    EXPECT_EQ(http.source_ip(), "192.0.2.1");
    // The path that the handler serves, or it would let pass another one.
    const auto path_of = [](std::string_view stage, std::string_view path) {
        const std::string json = R"({"version":"2.0","type":"REQUEST","routeArn":")" + std::string(arn) +
                                 R"(","rawPath":")" + std::string(path) + R"(","requestContext":{"stage":")" +
                                 std::string(stage) + R"(","http":{"method":"GET"}}})";
        const AuthorizerRequest asked(parse_json(json));
        EXPECT_EQ(asked.path(), HttpRequest(parse_json(json)).url_path());
        return std::string(asked.path());
    };
    EXPECT_EQ(path_of("dev", "/dev/admin"), "/admin");
    EXPECT_EQ(path_of("dev", "/dev"), "/");
    EXPECT_EQ(path_of("$default", "/$default/admin"), "/$default/admin");
    EXPECT_EQ(rest_token("t", "arn:aws:execute-api:us-east-1:1:api/test/GET").path(), "/");
    EXPECT_EQ(rest_token("t", "arn:aws:execute-api:us-east-1:1:api/test/GET/%61dmin/x").path(), "/admin/x");
}

TEST(AuthorizerRequest, SaysWhatTheHandlerWillBeTold) {
    const auto both = [](std::string json) {
        const AuthorizerRequest asked(parse_json(json));
        const HttpRequest served(parse_json(json));
        EXPECT_EQ(asked.path(), served.url_path()) << json;
        for (const char* name : {"X-Tenant", "authorization", "x-none"})
            EXPECT_EQ(asked.header(name), served.header(name)) << json;
        for (const char* name : {"tenant", "none"}) {
            EXPECT_EQ(asked.query(name), served.query(name)) << json;
            EXPECT_EQ(asked.query_all(name), served.query_all(name)) << json;
        }
        return asked;
    };
    const std::string asked = R"("type":"REQUEST","methodArn":")" + std::string(arn) + R"(","resource":"/{proxy+}",
        "path":"/%61dmin/x","httpMethod":"GET","headers":{"X-Tenant":"mine","AUTHORIZATION":"Bearer b"},
        "multiValueHeaders":{"X-Tenant":["victim","mine"],"AUTHORIZATION":["Bearer a","Bearer b"]},
        "queryStringParameters":{"tenant":"mine"},"multiValueQueryStringParameters":{"tenant":["victim","mine"]},
        "requestContext":{"stage":"test","identity":{}}})";
    const AuthorizerRequest rest = both("{" + asked);
    EXPECT_EQ(rest.path(), "/admin/x");
    EXPECT_EQ(rest.query("tenant"), "victim");
    EXPECT_EQ(rest.header("x-tenant"), "victim, mine");
    EXPECT_EQ(rest.token(), "a, Bearer b");  // which is no token
    // An HTTP API decodes the path itself.
    EXPECT_EQ(both(R"({"version":"1.0",)" + asked).path(), "/%61dmin/x");
    const AuthorizerRequest http = both(R"({"version":"2.0","type":"REQUEST","routeArn":")" + std::string(arn) +
                                        R"(","routeKey":"$default","rawPath":"/test/admin",
        "rawQueryString":"tenant=victim&tenant=m%69ne","headers":{"x-tenant":"a,b"},
        "queryStringParameters":{"tenant":"victim,mine"},
        "requestContext":{"stage":"test","http":{"method":"GET","path":"/test/admin"}}})");
    EXPECT_EQ(http.path(), "/admin");
    EXPECT_EQ(http.query("tenant"), "victim");
    EXPECT_EQ(http.query_all("tenant"), (std::vector<std::string>{"victim", "mine"}));
}

TEST(AuthorizerResponse, IsAboutTheWholeStage) {
    const std::string policy =
        R"({"principalId":"ana","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke",)"
        R"("Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/*"}]},)"
        R"("context":{"sub":"1"}})";
    EXPECT_EQ(to_json(rest_token("t").allow("ana").with("sub", "1").to_value()), policy);
    EXPECT_EQ(to_json(http_api_2().allow("ana").with("sub", "1").as_policy().to_value()), policy);
    EXPECT_EQ(to_json(rest_request().deny().to_value()),
              R"({"principalId":"nobody","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":)"
              R"("execute-api:Invoke","Effect":"Deny","Resource":)"
              R"("arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/*"}]}})");
}

TEST(AuthorizerResponse, IsSimpleForHttpApis) {
    EXPECT_EQ(to_json(http_api_2().allow("ana").with("sub", "1").to_value()),
              R"({"isAuthorized":true,"context":{"sub":"1"}})");
    EXPECT_EQ(to_json(http_api_2().deny().to_value()), R"({"isAuthorized":false})");
}

TEST(AuthorizerResponse, OfOneRouteNamesItAlone) {
    const Value made = rest_token("t").allow("ana").only_this_route().to_value();
    EXPECT_EQ(made["policyDocument"]["Statement"].elements()[0]["Resource"].text(), arn);
}

TEST(AuthorizerResponse, OfOneRouteDoesNotTakeAWildcardFromThePath) {
    // `GET /games/*` is a path that somebody can ask for; as a resource it would be every game.
    for (const char* path : {"*", "games/*", "games/?"}) {
        const auto request = rest_token("t", "arn:aws:execute-api:us-east-1:1:api/test/GET/" + std::string(path));
        const auto response = request.allow("ana").with("sub", "1").only_this_route();
        EXPECT_FALSE(response.allows());
        const Value made = response.to_value();
        EXPECT_EQ(made["policyDocument"]["Statement"].elements()[0]["Effect"].text(), "Deny");
        EXPECT_EQ(made["policyDocument"]["Statement"].elements()[0]["Resource"].text(),
                  "arn:aws:execute-api:us-east-1:1:api/test/*");
        EXPECT_FALSE(made["context"]);
    }
}

TEST(AuthorizerResponse, HasAContextOfLimitedSize) {
    EXPECT_NO_THROW(rest_token("t").allow("ana").with("a", std::string(4095, 'x')));
    EXPECT_THROW(rest_token("t").allow("ana").with("a", std::string(4096, 'x')), Failure);
    EXPECT_THROW(rest_token("t").allow("ana").with("a", std::string(3000, 'x')).with("b", std::string(3000, 'x')),
                 Failure);
}

TEST(AuthorizerRequest, OfAnotherShapeIsAFailure) {
    for (const char* event :
         {"{}", "[]", "null", R"({"type":"TOKEN"})", R"({"type":"TOKEN","methodArn":"x"})",
          R"({"type":"TOKEN","methodArn":"arn:aws:execute-api:r:1:api/test"})",
          R"({"type":"TOKEN","methodArn":"arn:aws:execute-api:r:1:api/test/"})",
          R"({"type":"TOKEN","methodArn":["arn:aws:execute-api:r:1:api/test/GET/"]})",
          R"({"version":"2.0","type":"REQUEST","methodArn":"arn:aws:execute-api:r:1:api/test/GET/"})"})
        EXPECT_THROW(AuthorizerRequest(parse_json(event)), Failure) << event;
}

TEST(Authorize, GivesTheClaimsAsContext) {
    FakePool pool;
    TokenVerifier tokens(test_rules(), &pool);
    const auto request = rest_token("Bearer " + signed_token(plain_header, access_claims()));
    EXPECT_EQ(to_json(authorize(request, tokens).to_value()["context"]),
              R"({"sub":"11111111-2222-4333-8444-555555555555","username":"zoë","client_id":"1example23456789",)"
              R"("token_use":"access","scope":"aws.cognito.signin.user.admin games/read",)"
              R"("cognito:groups":"[\"admins\",\"players\"]","exp":")" +
                  std::to_string(test_time + 3500) + "\"}");
}

TEST(Authorize, AGroupWithACommaIsOneGroup) {
    FakePool pool;
    TokenVerifier tokens(test_rules(), &pool);
    const auto said = [&](const char* groups) {
        const auto request =
            rest_token("Bearer " + signed_token(plain_header, access_claims({{"cognito:groups", groups}})));
        return std::string(authorize(request, tokens).to_value()["context"]["cognito:groups"].text());
    };
    EXPECT_EQ(said(R"(["a","b"])"), R"(["a","b"])");
    EXPECT_EQ(said(R"(["x,admins","b"])"), R"(["x,admins","b"])");
    EXPECT_EQ(said(R"(["[\"admins\"]"])"), R"(["[\"admins\"]"])");
    EXPECT_EQ(said(R"(["admins"])"), R"(["admins"])");
}

TEST(Authorize, RefusesInTheWordsThatBecomeA401) {
    FakePool pool;
    TokenVerifier tokens(test_rules(), &pool);
    const std::string expired = signed_token(plain_header, access_claims({{"exp", std::to_string(test_time - 99)}}));
    const std::string forged = signed_token(plain_header, access_claims(), other_key());
    for (const std::string& token : {std::string(), std::string("Bearer "), forged, "Bearer " + expired}) {
        try {
            authorize(rest_token(token), tokens);
            FAIL() << token;
        } catch (const Error& error) {
            EXPECT_STREQ(error.what(), "Unauthorized");
        }
    }
    const auto marked = authorize(rest_token(expired), tokens, WhenExpired::pass_marked);
    EXPECT_TRUE(marked.allows());
    EXPECT_EQ(marked.to_value()["context"]["expired"].text(), "true");
    EXPECT_THROW(authorize(rest_token(forged), tokens, WhenExpired::pass_marked), Unauthorized);
}

}  // namespace
