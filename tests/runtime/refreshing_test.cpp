#include "bob/runtime/refreshing.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "bob/runtime/router.h"
#include "events.h"

/// How the wrapper stands between router and handlers; what it does with tokens is tried on a pool, in
/// tests/handlers/cognito.test.mjs.
namespace {

using namespace bob;
using bob::test::at;

constexpr UserPool accounts{.name = "Accounts"};
constexpr UserPoolClient app{
    .name = "App",
    .user_pool = accounts,
    .auth_flows = {AuthFlow::user_password, AuthFlow::refresh_token},
};

namespace routes {
constexpr HttpApiEvent open{GET, "/open"};
constexpr HttpApiEvent plain{GET, "/plain"};
constexpr HttpApiEvent with_context{GET, "/with-context"};
constexpr HttpApiEvent with_caller{GET, "/with-caller"};
}  // namespace routes
constexpr Function user{
    .name = "user",
    .http_api = bob::routes<routes::open, routes::plain, routes::with_context, routes::with_caller>,
};

Response open(const Request<routes::open>&) { return Response::text(200, "open"); }
Response plain(const Request<routes::plain>&) { return Response::text(200, "plain"); }
Response with_context(const Request<routes::with_context>&, Context<user>&) { return Response::text(200, "context"); }
Response with_caller(const Request<routes::with_caller>&, Context<user>&, const Caller& caller) {
    return Response::text(200, caller.token);
}
Response whole(const Request<user>&, Context<user>&) { return Response::text(200, "whole"); }

class Refreshing : public testing::Test {
protected:
    void SetUp() override {
        setenv("AWS_REGION", "eu-central-1", 1);
        setenv("USER_POOL_ID", "eu-central-1_AbCdEfGhI", 1);
        setenv("USER_POOL_CLIENT_ID", "client", 1);
    }
    void TearDown() override {
        for (const char* name : {"AWS_REGION", "USER_POOL_ID", "USER_POOL_CLIENT_ID"}) unsetenv(name);
    }
};

Value asked(const char* path) {
    Value from = test::event("function_url");
    at(from, "rawPath") = Value::string(path);
    at(from, "requestContext", "http", "method") = Value::string("GET");
    from.set("headers", Value::map());
    return from;
}

TEST_F(Refreshing, AroundSomeHandlersOfARouterLeavesTheOthersOpen) {
    const Lambda lambda =
        handles<user>(router<user>(open, refreshing<accounts, app>(plain), refreshing<accounts, app>(with_context),
                                   refreshing<accounts, app>(with_caller)));
    EXPECT_EQ(parse_json(lambda.invoke(to_json(asked("/open"))))["body"].text(), "open");
    for (const char* path : {"/plain", "/with-context", "/with-caller"}) {
        const Value answer = parse_json(lambda.invoke(to_json(asked(path))));
        EXPECT_EQ(answer["statusCode"].text(), "401") << path;
        EXPECT_EQ(parse_json(answer["body"].text())["code"].text(), "unauthorized") << path;
    }
    EXPECT_EQ(parse_json(lambda.invoke(to_json(asked("/other"))))["statusCode"].text(), "404");
}

TEST_F(Refreshing, AroundARouterClosesAllOfIt) {
    const Lambda lambda = handles<user>(refreshing<accounts, app>(router<user>(
        open, plain, with_context, [](const Request<routes::with_caller>&) { return Response::text(200, ""); })));
    for (const char* path : {"/open", "/plain", "/other"})
        EXPECT_EQ(parse_json(lambda.invoke(to_json(asked(path))))["statusCode"].text(), "401") << path;
}

TEST_F(Refreshing, AroundAFunctionsOwnHandler) {
    const Lambda lambda = handles<user>(refreshing<accounts, app>(whole));
    EXPECT_EQ(parse_json(lambda.invoke(to_json(asked("/open"))))["statusCode"].text(), "401");
}

}  // namespace
