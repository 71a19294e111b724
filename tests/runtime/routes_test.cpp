/// Routes for groups: who is called for, and what the others get.
#include "bob/runtime/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bob/runtime/router.h"
#include "events.h"

namespace {

using namespace bob;
using bob::test::at;
using bob::test::event;

constexpr UserPool players{.name = "Players"};
constexpr UserPoolClient web{.name = "Web", .user_pool = players};
constexpr JwtAuthorizer signed_in{.name = "signedIn", .user_pool = players, .clients = {web}};
constexpr CognitoAuthorizer by_token{.name = "byToken", .user_pool = players};

constexpr Function games{
    .name = "games",
    .http = {{GET, "/games", by_token},
             {.method = POST, .path = "/games", .authorizer = by_token, .groups = {"editors"}}},
    .http_api = {{GET, "/games", signed_in},
                 {.method = POST, .path = "/games", .authorizer = signed_in, .groups = {"admins", "editors"}},
                 {.method = ANY, .path = "/games/{id}", .authorizer = signed_in, .groups = {"admins"}}},
};
static_assert(detail::asks_for_groups<games>());

Response handle(const Request<games>&) { return Response::text(200, "handled"); }

struct Answer {
    std::string status;
    std::string said;  ///< the body, or the code of the error in it
    bool operator==(const Answer&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const Answer& one) {
        return out << one.status << " " << one.said;
    }
};
const Answer handled{"200", "handled"}, forbidden{"403", "forbidden"};

Answer answer_to(const Value& from) {
    const Lambda lambda = handles<games>(handle);
    const Value answer = parse_json(lambda.invoke(to_json(from)));
    const std::string body(answer["body"].text());
    return {std::string(answer["statusCode"].text()),
            body.starts_with('{') ? std::string(parse_json(body)["code"].text()) : body};
}

Value http_request(const char* key, const char* groups) {
    Value from = event("http_api_2");
    from.set("routeKey", Value::string(key));
    const std::string_view whole(key);
    at(from, "requestContext", "http", "method") = Value::string(std::string(whole.substr(0, whole.find(' '))));
    Value claims = parse_json(R"({"sub": "1", "username": "ana"})");
    if (groups) claims.set("cognito:groups", Value::string(groups));
    at(from, "requestContext", "authorizer", "jwt", "claims") = std::move(claims);
    return from;
}

TEST(Groups, LetInWhoIsInOneOfThem) {
    EXPECT_EQ(answer_to(http_request("POST /games", "[players editors]")), handled);
    EXPECT_EQ(answer_to(http_request("POST /games", "[admins]")), handled);
    EXPECT_EQ(answer_to(http_request("PATCH /games/{id}", "[admins]")), handled);
    EXPECT_EQ(answer_to(http_request("GET /games", nullptr)), handled);
}

TEST(Groups, KeepOutEverybodyElse) {
    EXPECT_EQ(answer_to(http_request("POST /games", "[players]")), forbidden);
    EXPECT_EQ(answer_to(http_request("POST /games", "[adminsx admin]")), forbidden);
    EXPECT_EQ(answer_to(http_request("POST /games", "")), forbidden);
    EXPECT_EQ(answer_to(http_request("POST /games", nullptr)), forbidden);
    EXPECT_EQ(answer_to(http_request("DELETE /games/{id}", "[editors]")), forbidden);
}

TEST(Groups, AreThoseOfTheApiThatTheRequestIsTo) {
    Value from = event("rest");
    from.set("resource", Value::string("/games"));
    from.set("httpMethod", Value::string("POST"));
    const auto with = [&](const char* groups) {
        at(from, "requestContext", "authorizer", "claims", "cognito:groups") = Value::string(groups);
        return answer_to(from);
    };
    EXPECT_EQ(with("editors"), handled);
    EXPECT_EQ(with("admins"), forbidden);  // may call the HTTP API's route only
    EXPECT_EQ(with("editors,admins"), forbidden) << "nobody verified which comma is part of a name";
}

/// Without a route, as at a function URL, nobody has said who calls.
TEST(Groups, AreCheckedWithoutARoute) {
    Value from = event("function_url");
    at(from, "rawPath") = Value::string("/games");
    at(from, "requestContext", "http", "method") = Value::string("POST");
    EXPECT_EQ(answer_to(from), (Answer{"401", "unauthorized"}));
    at(from, "requestContext", "http", "method") = Value::string("GET");
    EXPECT_EQ(answer_to(from), handled);
    at(from, "rawPath") = Value::string("/other");
    EXPECT_EQ(answer_to(from), (Answer{"404", "no_such_route"}));
    at(from, "rawPath") = Value::string("/games");
    at(from, "requestContext", "http", "method") = Value::string("PUT");
    EXPECT_EQ(answer_to(from), (Answer{"405", "method_not_allowed"}));
}

TEST(Groups, OfAnExpiredTokenCountForNothing) {
    Value from = http_request("POST /games", nullptr);
    at(from, "requestContext", "authorizer") = parse_json(
        R"({"lambda": {"sub": "1", "username": "ana", "cognito:groups": "[\"admins\"]", "expired": "true"}})");
    EXPECT_EQ(answer_to(from), (Answer{"401", "token_expired"}));
}

}  // namespace
