#include "bob/runtime/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "bob/runtime/lambda.h"
#include "events.h"

namespace {

using namespace bob;
using bob::test::at;
using bob::test::event;
using testing::ElementsAre;
using Payload = HttpRequest::Payload;

constexpr Function book{
    .name = "book",
    .http = {{PUT, "/availability/{owner}/{id}/book"}},
    .http_api = {{PUT, "/availability/{owner}/{id}/book"}, {GET, "/availability/{owner}"}},
};
constexpr Function files{.name = "files", .http_api = {{GET, "/files/{number}/{path+}"}}};

constexpr UserPool people{.name = "People"};
constexpr CognitoAuthorizer signed_in{.name = "signedIn", .user_pool = people};
constexpr Function by_token{
    .name = "byToken",
    .http = {{PUT, "/availability/{owner}/{id}/book", signed_in}},
};

struct Booking {
    std::string note;
    int seats = 1;
};

/// What `thrown` throws as an Error; anything else fails the test.
Error error_of(const std::function<void()>& thrown) {
    try {
        thrown();
    } catch (const Error& error) {
        return error;
    }
    throw std::logic_error("nothing was thrown");
}

std::vector<std::string> fields_of(const std::function<void()>& thrown) {
    const Error error = error_of(thrown);
    std::vector<std::string> all;
    for (const FieldError& field : error.fields()) all.push_back(field.field + ": " + field.code);
    return all;
}

/// `PUT /availability/joão+x/5f0c/book?tag=a&limit=20&tag=b,c`, as each of the four says it. The sources are those that
/// request.h names; what is decoded where is not documented and was looked up in recordings of the service: REST APIs
/// and function URLs leave the path as it was sent, HTTP APIs decode it, and query parameters are decoded everywhere.
struct AnyPayload : testing::TestWithParam<const char*> {
    Request<book> request{event(GetParam())};
};
INSTANTIATE_TEST_SUITE_P(, AnyPayload, testing::Values("rest", "http_api_1", "http_api_2", "function_url"),
                         [](const auto& info) { return std::string(info.param); });

TEST_P(AnyPayload, SaysTheSame) {
    EXPECT_EQ(request.method(), PUT);
    EXPECT_EQ(request.method_name(), "PUT");
    EXPECT_EQ(request.url_path(), "/availability/joão+x/5f0c/book");
    EXPECT_EQ(request.query("tag"), "a");
    EXPECT_THAT(request.query_all("tag"), ElementsAre("a", "b,c"));
    EXPECT_EQ(request.query("none"), std::nullopt);
    EXPECT_EQ(request.query<int>("limit"), 20);
    EXPECT_THAT(std::string(request.header("ACCEPT").value_or("")),
                testing::MatchesRegex("application/json, ?text/html"));
    EXPECT_EQ(request.header("x-none"), std::nullopt);
    EXPECT_EQ(request.cookie("theme"), "dark");
    EXPECT_EQ(request.cookie("session"), "abc=1");
    EXPECT_EQ(request.cookie("none"), std::nullopt);
    EXPECT_EQ(request.body(), "{\"note\":\"até já\",\"seats\":2}");
    EXPECT_EQ(request.json<Booking>().note, "até já");
    EXPECT_EQ(request.json<Booking>().seats, 2);
    EXPECT_EQ(request.source_ip(), "192.0.2.17");
    EXPECT_EQ(request.user_agent(), "curl/8");
    EXPECT_EQ(request.request_id(), "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
}

TEST_P(AnyPayload, KnowsItsRouteAndItsCaller) {
    if (request.event()["routeKey"].text() == "$default") {
        EXPECT_EQ(request.route(), "");
        EXPECT_EQ(request.claims(), Value::map());
        EXPECT_THROW(request.user(), Unauthorized);
        EXPECT_THAT(request.groups(), testing::IsEmpty());
        return;
    }
    EXPECT_EQ(request.route(), "/availability/{owner}/{id}/book");
    EXPECT_EQ(request.path<"owner">(), "joão+x");
    EXPECT_EQ(request.path<"id">(), "5f0c");
    EXPECT_EQ(request.user(), "joão");
    EXPECT_EQ(request.claim("email"), "joao@example.org");
    EXPECT_EQ(request.claim("phone"), std::nullopt);
    if (request.payload() == Payload::rest_api)
        EXPECT_THAT(request.groups(), ElementsAre("admins,players"));  // nobody says what the comma is
    else
        EXPECT_THAT(request.groups(), ElementsAre("admins", "players"));
}

TEST(Request, TellsTheFourApart) {
    EXPECT_EQ(HttpRequest(event("rest")).payload(), Payload::rest_api);
    EXPECT_EQ(HttpRequest(event("http_api_1")).payload(), Payload::http_api_1);
    EXPECT_EQ(HttpRequest(event("http_api_2")).payload(), Payload::http_api_2);
    EXPECT_EQ(HttpRequest(event("function_url")).payload(), Payload::http_api_2);
    EXPECT_EQ(HttpRequest(event("rest")).stage(), "dev");
    EXPECT_EQ(HttpRequest(event("function_url")).domain(), "url123.lambda-url.eu-central-1.on.aws");
}

TEST(Request, AVariableOfSomeRoutesIsOptional) {
    const Request<book> request(event("http_api_2"));
    static_assert(std::is_same_v<decltype(request.path<"owner">()), std::string>);
    static_assert(std::is_same_v<decltype(request.path<"id">()), std::optional<std::string>>);
    Value other = event("http_api_2");
    at(other, "pathParameters").erase("id");
    EXPECT_EQ(Request<book>(other).path<"id">(), std::nullopt);
    at(other, "pathParameters").erase("owner");
    EXPECT_THROW(Request<book>(other).path<"owner">(), Failure);
}

TEST(Request, VariablesHaveTypesToo) {
    Value one = event("http_api_2");
    at(one, "pathParameters") = parse_json(R"({"number": "17", "path": "a/b c"})");
    EXPECT_EQ((Request<files>(one).path<"number", int>()), 17);
    EXPECT_EQ(Request<files>(one).path<"path">(), "a/b c");
    at(one, "pathParameters").set("number", Value::string("seventeen"));
    EXPECT_THAT(fields_of([&] { Request<files>(one).path<"number", int>(); }), ElementsAre("path.number: wrong_type"));
}

TEST(Request, AQueryStringIsAStruct) {
    enum class Order : std::uint8_t { ascending, descending };
    struct Paging {
        int limit = 50;
        std::optional<std::string> after;
        std::vector<int> id;
        Order order = Order::ascending;
        bool all = false;
        Timestamp since;
    };
    Value one = event("http_api_2");
    one.set("rawQueryString",
            Value::string("id=1&id=2&order=descending&all=true&since=2026-03-01T09%3A00%3A00%2B01%3A00&x"));
    const auto paging = HttpRequest(one).query<Paging>();
    EXPECT_EQ(paging.limit, 50);
    EXPECT_EQ(paging.after, std::nullopt);
    EXPECT_THAT(paging.id, ElementsAre(1, 2));
    EXPECT_EQ(paging.order, Order::descending);
    EXPECT_TRUE(paging.all);
    EXPECT_EQ(to_text(paging.since), "2026-03-01T08:00:00.000Z");

    one.set("rawQueryString", Value::string("limit=many&id=1&id=&order=up&all=yes&since=monday&after=a%26b+c"));
    EXPECT_EQ(HttpRequest(one).query("after"), "a&b c");
    EXPECT_THAT(fields_of([&] { HttpRequest(one).query<Paging>(); }),
                ElementsAre("query.limit: wrong_type", "query.id[1]: wrong_type", "query.order: not_allowed",
                            "query.all: wrong_type", "query.since: wrong_format"));
}

TEST(Request, AWrongParameterIsABadRequest) {
    Value one = event("http_api_2");
    for (const char* limit : {"x", "", "1x", "+1", "0x10", "1e999", "99999999999"}) {
        one.set("rawQueryString", Value::string("limit=" + std::string(limit)));
        const Error error = error_of([&] { HttpRequest(one).query<int>("limit"); });
        EXPECT_EQ(error.status(), 400) << limit;
        EXPECT_EQ(error.code(), "invalid_fields") << limit;
        EXPECT_EQ(error.fields().at(0).field, "query.limit") << limit;
    }
}

Value with_body(std::string body, std::string type = "application/json") {
    Value one = event("http_api_2");
    one.set("body", Value::string(std::move(body)));
    at(one, "headers", "content-type") = Value::string(std::move(type));
    return one;
}

TEST(Request, EveryWrongFieldOfABodyIsTold) {
    EXPECT_THAT(fields_of([] { HttpRequest(with_body("{}")).json<Booking>(); }),
                ElementsAre("body.note: required", "body.seats: required"));
    EXPECT_THAT(fields_of([] { HttpRequest(with_body(R"({"note":1,"seats":"2"})")).json<Booking>(); }),
                ElementsAre("body.note: wrong_type", "body.seats: wrong_type"));
    EXPECT_THAT(fields_of([] { HttpRequest(with_body("[]")).json<Booking>(); }), ElementsAre("body: wrong_type"));
    EXPECT_EQ(HttpRequest(with_body(R"({"note":"x","seats":1,"more":true})")).json<Booking>().note, "x");
}

TEST(Request, WhatIsNoJsonIsToldSo) {
    for (const char* body : {"", "{", "{}x", "\xFF", "{\"note\":\"\xC3\"}", "nul"}) {
        const Error error = error_of([&] { HttpRequest(with_body(body)).json<Booking>(); });
        EXPECT_EQ(error.status(), 400) << body;
        EXPECT_EQ(error.code(), "invalid_json") << body;
    }
    const std::string deep(200, '[');
    EXPECT_EQ(error_of([&] { HttpRequest(with_body(deep)).json<std::vector<int>>(); }).code(), "invalid_json");
}

TEST(Request, OnlyJsonIsReadAsJson) {
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "", "application/jsonx", "text/json"})
        EXPECT_EQ(error_of([&] { HttpRequest(with_body("{}", type)).json<Value>(); }).status(), 415) << type;
    for (const char* type : {"application/json", "APPLICATION/JSON ; charset=utf-8", "application/problem+json"})
        EXPECT_EQ(HttpRequest(with_body("{}", type)).json<Value>(), Value::map()) << type;
    Value none = with_body("{}");
    at(none, "headers").erase("content-type");
    EXPECT_EQ(error_of([&] { HttpRequest(none).json<Value>(); }).status(), 415);
}

TEST(Request, AFormIsAStruct) {
    const HttpRequest request(with_body("note=a+b%3D&seats=3", "application/x-www-form-urlencoded"));
    EXPECT_EQ(request.form<Booking>().note, "a b=");
    EXPECT_EQ(request.form<Booking>().seats, 3);
    EXPECT_EQ(error_of([] { HttpRequest(with_body("note=a")).form<Booking>(); }).status(), 415);
}

TEST(Request, ALambdaAuthorizersContextIsWhoCalls) {
    // REST: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
    Value rest = event("rest");
    at(rest, "requestContext", "authorizer") =
        parse_json(R"({"principalId":"ana","level":"3","integrationLatency":12})");
    EXPECT_EQ(HttpRequest(rest).user(), "ana");
    EXPECT_EQ(HttpRequest(rest).claim("level"), "3");
    // HTTP API: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
    Value http = event("http_api_2");
    at(http, "requestContext", "authorizer") = parse_json(R"({"lambda":{"username":"ana","level":3}})");
    EXPECT_EQ(HttpRequest(http).user(), "ana");
    EXPECT_EQ(HttpRequest(http).claim("level"), "3");
    at(http, "requestContext", "authorizer") = parse_json(R"({"lambda":null})");
    EXPECT_THROW(HttpRequest(http).user(), Unauthorized);
    at(http, "requestContext", "authorizer") = parse_json(R"({"jwt":{"claims":{"sub":"id"},"scopes":null}})");
    EXPECT_EQ(HttpRequest(http).user(), "id");
}

TEST(Request, ClaimsCanBeGivenByTheHandlerItself) {
    HttpRequest request(event("function_url"));
    const HttpRequest before = request;
    request.set_claims(parse_json(R"({"username":"ana"})"));
    EXPECT_EQ(request.user(), "ana");
    EXPECT_THROW(before.user(), Unauthorized);
}

TEST(Request, AMalformedEventIsAFailure) {
    for (const char* text : {"null", "[]", "\"\"", "{}", R"({"version":"2.0"})", R"({"requestContext":{}})",
                             R"({"version":"2.0","requestContext":{"http":{"method":1}}})",
                             R"({"version":"2.0","requestContext":{"http":[]}})",
                             R"({"httpMethod":"GET","requestContext":{},"headers":[]})",
                             R"({"httpMethod":"GET","requestContext":{},"headers":{"a":1}})",
                             R"({"httpMethod":"GET","requestContext":{},"multiValueHeaders":{"a":"b"}})",
                             R"({"httpMethod":"GET","requestContext":{},"pathParameters":{"a":null}})",
                             R"({"httpMethod":"GET","requestContext":{},"body":{}})",
                             R"({"httpMethod":"GET","requestContext":{},"body":"a","isBase64Encoded":true})",
                             R"({"version":"2.0","requestContext":{"http":{"method":"GET"}},"cookies":"a"})",
                             R"({"version":"2.0","requestContext":{"http":{"method":"GET"}},"cookies":[1]})"}) {
        try {
            HttpRequest request(parse_json(text));
            ADD_FAILURE() << "was read: " << text;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.type(), "MalformedEvent") << text;
        }
    }
}

TEST(Request, TheSmallestEventsAreRead) {
    const HttpRequest first(parse_json(R"({"httpMethod":"PURGE","requestContext":{}})"));
    EXPECT_EQ(first.method(), Method::any);
    EXPECT_EQ(first.method_name(), "PURGE");
    EXPECT_EQ(first.body(), "");
    const HttpRequest second(parse_json(R"({"version":"2.0","requestContext":{"http":{"method":"GET"}}})"));
    EXPECT_EQ(second.url_path(), "/");
}

/// A catch-all route of an API, whose path API Gateway decoded: what was `%252F` is `%2F`, and no slash.
TEST(Request, APathIsDecodedOnce) {
    Value catch_all = event("http_api_2");
    catch_all.set("routeKey", Value::string("$default"));
    catch_all.set("rawPath", Value::string("/files/50%25/a%2Fb"));
    EXPECT_EQ(HttpRequest(catch_all).url_path(), "/files/50%25/a%2Fb");
    EXPECT_THAT(HttpRequest(catch_all).segments(), ElementsAre("files", "50%25", "a%2Fb"));
    Value url = event("function_url");
    url.set("rawPath", Value::string("/files/50%25/a%2Fb/"));
    EXPECT_EQ(HttpRequest(url).url_path(), "/files/50%/a/b/");
    EXPECT_THAT(HttpRequest(url).segments(), ElementsAre("files", "50%", "a/b"));
    Value first = event("http_api_1");
    first.set("resource", Value::string("$default"));
    first.set("path", Value::string("/files/50%25"));
    EXPECT_THAT(HttpRequest(first).segments(), ElementsAre("files", "50%25"));
}

/// API Gateway puts a stage's name before the path, but never `$default`, and a function URL puts nothing there.
TEST(Request, OnlyANamedStageIsTakenFromAPath) {
    const auto path = [](const char* of, const char* stage, const char* raw) {
        Value from = event(of);
        at(from, "requestContext").set("stage", Value::string(stage));
        from.set("rawPath", Value::string(raw));
        return HttpRequest(from).url_path();
    };
    EXPECT_EQ(path("http_api_2", "dev", "/dev/admin"), "/admin");
    EXPECT_EQ(path("http_api_2", "dev", "/dev"), "/");
    EXPECT_EQ(path("http_api_2", "dev", "/devices"), "/devices");
    EXPECT_EQ(path("http_api_2", "$default", "/$default/admin"), "/$default/admin");
    EXPECT_EQ(path("function_url", "$default", "/$default/admin"), "/$default/admin");
    EXPECT_EQ(path("function_url", "$default", "/admin"), "/admin");
}

TEST(Request, WhoseTokenHasExpiredIsNobody) {
    Value from = event("http_api_2");
    at(from, "requestContext", "authorizer") =
        parse_json(R"({"lambda":{"sub":"1","username":"ana","cognito:groups":"admins","expired":"true"}})");
    const HttpRequest request(from);
    EXPECT_EQ(error_of([&] { request.user(); }).code(), "token_expired");
    EXPECT_EQ(error_of([&] { request.user(); }).status(), 401);
    EXPECT_THAT(request.groups(), testing::IsEmpty());
    EXPECT_EQ(request.claim("username"), "ana");
    for (const char* mark : {"true", "\"True\"", "\"TRUE\"", "1", "1.0", "\"1\""}) {
        at(from, "requestContext", "authorizer", "lambda").set("expired", parse_json(mark));
        EXPECT_THROW(HttpRequest(from).user(), Unauthorized) << mark;
        EXPECT_THAT(HttpRequest(from).groups(), testing::IsEmpty()) << mark;
    }
    for (const char* mark : {"false", "\"false\"", "0", "\"0\"", "\"\"", "null"}) {
        at(from, "requestContext", "authorizer", "lambda").set("expired", parse_json(mark));
        EXPECT_EQ(HttpRequest(from).user(), "ana") << mark;
    }
    at(from, "requestContext", "authorizer", "lambda").erase("expired");
    EXPECT_EQ(HttpRequest(from).user(), "ana");
    EXPECT_THAT(HttpRequest(from).groups(), ElementsAre("admins"));
}

/// Names of groups may have anything but white space (CreateGroup: `[\p{L}\p{M}\p{S}\p{N}\p{P}]+`).
TEST(Request, AGroupIsNoTwoGroups) {
    const auto groups = [](const char* of, std::string_view text, bool token = false) {
        Value from = event(of);
        Value& claims = of == std::string_view("http_api_2") ? at(from, "requestContext", "authorizer", "jwt", "claims")
                                                             : at(from, "requestContext", "authorizer", "claims");
        claims.set("cognito:groups", Value::string(text));
        if (token) {
            Value payload = parse_json(R"({"cognito:groups":["x,admins","players"]})");
            const std::string made = to_base64url("{}") + "." + to_base64url(to_json(payload)) + ".c2ln";
            for (const char* headers : {"headers", "multiValueHeaders"}) {
                at(from, headers).erase("authorization");
                at(from, headers).erase("Authorization");
            }
            at(from, "headers").set("Authorization", Value::string("Bearer " + made));
            Value list = Value::list();
            list.push_back(Value::string("Bearer " + made));
            at(from, "multiValueHeaders").set("Authorization", std::move(list));
        }
        return Request<by_token>(from).groups();
    };
    EXPECT_THAT(groups("http_api_2", "[x,admins players]"), ElementsAre("x,admins", "players"));
    EXPECT_THAT(groups("http_api_2", "[[a] b]"), ElementsAre("[a]", "b"));
    EXPECT_THAT(groups("http_api_2", "[[\"admins\"]]"), ElementsAre("[\"admins\"]"));
    EXPECT_THAT(groups("http_api_1", "[x,admins]"), ElementsAre("x,admins"));
    // A REST API joins by commas; the token knows better, if it is the one whose groups these are.
    EXPECT_THAT(groups("rest", "x,admins,players", true), ElementsAre("x,admins", "players"));
    // Without it nobody knows what a comma is, and a part of a name is no group.
    EXPECT_THAT(groups("rest", "players,guests", true), ElementsAre("players,guests"));
    EXPECT_THAT(groups("rest", "x,admins"), ElementsAre("x,admins"));
    EXPECT_THAT(groups("rest", "players"), ElementsAre("players"));
    // Nobody verified the token of a request whose route has no Cognito authorizer.
    Value unverified = event("rest");
    at(unverified, "requestContext", "authorizer", "claims").set("cognito:groups", Value::string("x,admins"));
    const std::string chosen =
        "Bearer " + to_base64url("{}") + "." + to_base64url(R"({"cognito:groups":["x","admins"]})") + ".c2ln";
    unverified.set("multiValueHeaders", Value::null());
    at(unverified, "headers").set("Authorization", Value::string(chosen));
    EXPECT_THAT(Request<book>(unverified).groups(), ElementsAre("x,admins"));
    EXPECT_THAT(HttpRequest(unverified).groups(), ElementsAre("x,admins"));

    Value from = event("rest");
    at(from, "requestContext", "authorizer") = parse_json(R"({"cognito:groups":"[\"x,admins\",\"[b\"]"})");
    EXPECT_THAT(HttpRequest(from).groups(), ElementsAre("x,admins", "[b"));
    at(from, "requestContext", "authorizer") = parse_json(R"({"cognito:groups":"[]"})");
    EXPECT_THAT(HttpRequest(from).groups(), testing::IsEmpty());
    // What another authorizer wrote is one group: only a list in JSON says where a name ends.
    Value http = event("http_api_2");
    for (const char* text : {"x,admins", "[admins", "[x admins]", "[\"x\",1]", "[\"x\"", "x admins"}) {
        at(from, "requestContext", "authorizer").set("cognito:groups", Value::string(text));
        EXPECT_THAT(HttpRequest(from).groups(), ElementsAre(text));
        at(http, "requestContext", "authorizer") = parse_json(R"({"lambda":{}})");
        at(http, "requestContext", "authorizer", "lambda").set("cognito:groups", Value::string(text));
        EXPECT_THAT(HttpRequest(http).groups(), ElementsAre(text));
    }
    at(http, "requestContext", "authorizer", "lambda").set("cognito:groups", parse_json(R"(["a,b","c"])"));
    EXPECT_THAT(HttpRequest(http).groups(), ElementsAre("a,b", "c"));
}

constexpr Function small{.name = "small", .http = {{POST, "/"}}, .max_body = {.bytes = 100, .values = 5}};

/// Both ways that a body comes, through all of the handler.
Value sent(const std::string& body, bool encoded, const char* type = "application/json") {
    static bool called;
    called = false;
    static const Lambda lambda = handles<small>(+[](const Request<small>& request) {
        called = true;
        return request.header("content-type") == "application/json" ? Response::json(request.json<Value>())
               : request.header("content-type") == "text/plain"     ? Response::text(200, std::string(request.body()))
                                                                    : Response::json(request.form<Booking>());
    });
    Value from = parse_json(R"({"httpMethod":"POST","resource":"/","path":"/","requestContext":{}})");
    at(from, "headers").set("content-type", Value::string(type));
    from.set("body", Value::string(encoded ? to_base64(body) : body));
    from.set("isBase64Encoded", Value::boolean(encoded));
    Value answer = parse_json(lambda.invoke(to_json(from)));
    answer.set("called", Value::boolean(called));
    return answer;
}

/// A megabyte of `{}` would be hundreds of megabytes of these.
struct WideLine {
    std::optional<std::string> sku, name, note, colour, size, brand, url, unit, tax, group;
};
struct WideOrder {
    std::vector<WideLine> lines;
};

TEST(Request, WhatABodyBecomesHasALimit) {
    const auto body_of = [](std::size_t lines) {
        std::string body = R"({"lines":[{})";
        for (std::size_t i = 1; i < lines; ++i) body += ",{}";
        Value from = event("http_api_2");
        from.set("isBase64Encoded", Value::boolean(false));
        from.set("body", Value::string(body + "]}"));
        return from;
    };
    EXPECT_EQ(Request<book>(body_of(10'000)).json<WideOrder>().lines.size(), 10'000u);
    const Error error = error_of([&] { Request<book>(body_of(90'000)).json<WideOrder>(); });
    EXPECT_EQ(error.status(), 400);
    EXPECT_EQ(error.code(), "too_many_values");
}

TEST(Request, ABodyHasLimits) {
    for (const bool encoded : {false, true}) {
        EXPECT_EQ(sent("\"" + std::string(98, 'x') + "\"", encoded)["statusCode"].text(), "200");
        for (const std::size_t size : {101U, 102U, 110U, 140U, 1000U, 100'000U})
            for (const char fill : {'x', '"', '\n'}) {
                const Value large = sent(std::string(size, fill), encoded, "text/plain");
                EXPECT_EQ(large["statusCode"].text(), "413") << size << fill;
                EXPECT_EQ(parse_json(large["body"].text())["code"].text(), "body_too_large");
                EXPECT_FALSE(large["called"].truth());
            }
        EXPECT_EQ(sent(std::string(100, '"'), encoded, "text/plain")["body"].text(), std::string(100, '"'));
        EXPECT_EQ(sent("[0,0,0,0]", encoded)["statusCode"].text(), "200");
        const Value many = sent("[0,0,0,0,0]", encoded);
        EXPECT_EQ(many["statusCode"].text(), "400");
        EXPECT_EQ(parse_json(many["body"].text())["code"].text(), "too_many_values");
        EXPECT_EQ(sent("note=a&seats=2&&&", encoded, "application/x-www-form-urlencoded")["statusCode"].text(), "200");
        EXPECT_EQ(sent("note=a&&&&&&&", encoded, "application/x-www-form-urlencoded")["statusCode"].text(), "400");
    }
    EXPECT_EQ(parse_json(sent(std::string("{}\0x", 4), false)["body"].text())["code"].text(), "invalid_json");
    EXPECT_EQ(parse_json(sent("\xEF\xBB\xBF{}", true)["body"].text())["code"].text(), "invalid_json");
}

TEST(Request, WhatIsNoUtf8IsRefused) {
    struct Search {
        std::string text;
        std::vector<std::string> tag;
        std::optional<Timestamp> since;
    };
    Value one = event("http_api_2");
    one.set("rawQueryString", Value::string("text=%FF&tag=a&tag=%C3%28&since=%ED%A0%80&other=%FE&good=%C3%A9"));
    const HttpRequest request(one);
    EXPECT_EQ(request.query("good"), "é");
    EXPECT_THAT(fields_of([&] { request.query("text"); }), ElementsAre("query.text: wrong_format"));
    EXPECT_THAT(fields_of([&] { request.query<std::string>("text"); }), ElementsAre("query.text: wrong_format"));
    EXPECT_THAT(fields_of([&] { request.query_all("tag"); }), ElementsAre("query.tag: wrong_format"));
    EXPECT_THAT(fields_of([&] { request.query<Search>(); }),
                ElementsAre("query.text: wrong_format", "query.tag[1]: wrong_format", "query.since: wrong_format"));
    EXPECT_THAT(fields_of([] {
                    HttpRequest(with_body("note=a%80&seats=1", "application/x-www-form-urlencoded")).form<Booking>();
                }),
                ElementsAre("body.note: wrong_format"));

    static const Lambda lambda =
        handles<book>(+[](const Request<book>& asked) { return Response::text(200, asked.path<"owner">()); });
    const auto status = [](const Value& from) {
        return parse_json(lambda.invoke(to_json(from)))["statusCode"].text() == "400";
    };
    Value rest = event("rest");
    EXPECT_FALSE(status(rest));
    at(rest, "pathParameters").set("owner", Value::string("%FF"));
    EXPECT_TRUE(status(rest));
    rest = event("rest");
    rest.set("path", Value::string("/availability/%C0%AF/5f0c/book"));
    EXPECT_TRUE(status(rest));
    Value url = event("function_url");
    url.set("rawPath", Value::string("/availability/%FF/5f0c/book"));
    EXPECT_TRUE(status(url));
}

constexpr Function streaming{
    .name = "streaming", .http_api = {{POST, "/s/{how}"}}, .max_body = {.bytes = 100, .values = 5}};

/// Status, headers and body of a streamed answer, or what was thrown.
Value streamed(std::string_view how, std::string body = "{}") {
    static const Lambda lambda =
        handles<streaming>(+[](const Request<streaming>& request, Context<streaming>&, ResponseStream& stream) {
            const std::string wanted = request.path<"how">();
            if (wanted == "user") return stream.write(request.user());
            if (wanted == "missing") throw NotFound("There is no such thing.");
            if (wanted == "json") return stream.write(to_json(request.json<Value>()));
            if (wanted == "head") stream.head(201, parse_json(R"({"x-frame-options":"","Cache-Control":"max-age=1"})"));
            if (wanted == "nothing") return;
            if (wanted == "bug") throw 42;
            stream.write("first");
            if (wanted == "late") throw NotFound("There is no such thing.");
        });
    Value from = parse_json(R"({"version":"2.0","requestContext":{"http":{"method":"POST"}},"rawPath":"/s/x",
                                "routeKey":"POST /s/{how}","headers":{"content-type":"application/json"}})");
    at(from, "pathParameters").set("how", Value::string(how));
    from.set("body", Value::string(std::move(body)));
    const std::string answer = lambda.invoke(to_json(from));
    const std::size_t end = answer.find(std::string(8, '\0'));
    if (end == std::string::npos) throw std::logic_error("this has no head: " + answer);
    Value made = parse_json(std::string_view(answer).substr(0, end));
    made.append("body", Value::string(answer.substr(end + 8)));
    return made;
}

TEST(Request, AStreamAnswersAsAnyResponse) {
    const auto code = [](const Value& of) { return std::string(parse_json(of["body"].text())["code"].text()); };
    const auto is_safe = [](const Value& of) { return of["headers"]["X-Content-Type-Options"].text() == "nosniff"; };
    const Value unknown = streamed("user");
    EXPECT_EQ(unknown["statusCode"].text(), "401");
    EXPECT_EQ(unknown["headers"]["WWW-Authenticate"].text(), "Bearer");
    EXPECT_EQ(unknown["headers"]["Content-Type"].text(), "application/json");
    EXPECT_TRUE(is_safe(unknown));
    EXPECT_EQ(code(unknown), "unauthorized");
    EXPECT_EQ(streamed("missing")["statusCode"].text(), "404");
    EXPECT_EQ(code(streamed("bug")), "internal_error");
    EXPECT_EQ(code(streamed("json", "{broken")), "invalid_json");
    EXPECT_EQ(code(streamed("json", "[0,0,0,0,0,0]")), "too_many_values");
    for (const std::size_t size : {101U, 100'000U}) {
        const Value large = streamed("body", std::string(size, 'x'));
        EXPECT_EQ(large["statusCode"].text(), "413") << size;
        EXPECT_EQ(code(large), "body_too_large") << size;
    }

    const Value plain = streamed("body");
    EXPECT_EQ(plain["statusCode"].text(), "200");
    EXPECT_EQ(plain["headers"]["Content-Type"].text(), "application/octet-stream");
    EXPECT_EQ(plain["body"].text(), "first");
    EXPECT_TRUE(is_safe(plain));
    const Value nothing = streamed("nothing");
    EXPECT_EQ(nothing["statusCode"].text(), "200");
    EXPECT_EQ(nothing["body"].text(), "");
    EXPECT_TRUE(is_safe(nothing));
    const Value own = streamed("head");
    EXPECT_EQ(own["statusCode"].text(), "201");
    EXPECT_EQ(own["headers"]["Cache-Control"].text(), "max-age=1");
    EXPECT_FALSE(own["headers"]["X-Frame-Options"]);
    EXPECT_FALSE(own["headers"]["x-frame-options"]);
    EXPECT_TRUE(is_safe(own));
    // Too late for another status: the call fails.
    EXPECT_THROW(streamed("late"), NotFound);
}

TEST(Request, ANameLikeTheBodysIsNoBody) {
    Value from = event("http_api_2");
    at(from, "requestContext").set("body", Value::string(std::string(5'000'000, 'x')));
    const std::string text = to_json(from);
    bool fits = false;
    EXPECT_EQ(detail::read_request(text, small.max_body, fits), from);
    EXPECT_TRUE(fits);
}

}  // namespace
