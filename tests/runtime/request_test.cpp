#include "bob/runtime/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

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

}  // namespace
