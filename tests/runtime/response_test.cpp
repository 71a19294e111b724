#include "bob/runtime/response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "bob/runtime/error.h"
#include "bob/runtime/request.h"
#include "bob/runtime/stream.h"
#include "bob/runtime/uuid.h"
#include "events.h"

namespace {

using namespace bob;
using bob::test::at;
using bob::test::event;

struct Answer {
    std::string name;
    std::optional<int> age;
};

Value payload(const Response& response, const HttpRequest& request) {
    return parse_json(detail::to_payload(response, request));
}
Value payload(const Response& response, const char* to) { return payload(response, HttpRequest(event(to))); }

/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, "Lambda
/// function response for format 2.0"
TEST(Response, HasTheFormOfVersionTwo) {
    const Response response = Response::json(201, Answer{"João", {}})
                                  .header("X-Count", "3")
                                  .cookie({.name = "a", .value = "1"})
                                  .cookie({.name = "b", .value = "2", .max_age = std::chrono::seconds(60)});
    EXPECT_EQ(payload(response, "http_api_2"), parse_json(R"({
        "statusCode": 201,
        "headers": {
            "Content-Type": "application/json",
            "X-Count": "3",
            "Cache-Control": "no-store",
            "Content-Security-Policy": "frame-ancestors 'none'",
            "Strict-Transport-Security": "max-age=31536000",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY"
        },
        "cookies": ["a=1; Path=/; Secure; HttpOnly; SameSite=Lax", "b=2; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Lax"],
        "body": "{\"name\":\"João\"}",
        "isBase64Encoded": false
    })"));
}

/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html, "Output format
/// of a Lambda function for proxy integration"
TEST(Response, HasTheFormOfVersionOne) {
    const Response response = Response::text(200, "hi")
                                  .cache_control("private, max-age=60")
                                  .header("x-frame-options", "")
                                  .cookie({.name = "a", .value = "1", .same_site = SameSite::strict})
                                  .cookie({.name = "b", .domain = "example.org", .secure = false, .http_only = false});
    const Value expected = parse_json(R"({
        "statusCode": 200,
        "multiValueHeaders": {
            "Content-Type": ["text/plain; charset=utf-8"],
            "Cache-Control": ["private, max-age=60"],
            "Content-Security-Policy": ["frame-ancestors 'none'"],
            "Strict-Transport-Security": ["max-age=31536000"],
            "X-Content-Type-Options": ["nosniff"],
            "Set-Cookie": ["a=1; Path=/; Secure; HttpOnly; SameSite=Strict", "b=; Path=/; Domain=example.org; SameSite=Lax"]
        },
        "body": "hi",
        "isBase64Encoded": false
    })");
    EXPECT_EQ(payload(response, "rest"), expected);
    EXPECT_EQ(payload(response, "http_api_1"), expected);
}

TEST(Response, BytesGoThroughBase64) {
    const Value sent = payload(Response::bytes(200, std::string("\0\xFF", 2), "image/png"), "http_api_2");
    EXPECT_EQ(sent["body"].text(), "AP8=");
    EXPECT_TRUE(sent["isBase64Encoded"].truth());
    // What claims to be text and is none would be changed by JSON.
    const Value latin = payload(Response::text(200, "caf\xE9"), "http_api_2");
    EXPECT_EQ(latin["body"].text(), "Y2Fm6Q==");
    EXPECT_TRUE(latin["isBase64Encoded"].truth());
}

TEST(Response, WithoutABodyHasNone) {
    EXPECT_FALSE(payload(Response::no_content(), "http_api_2")["body"]);
    EXPECT_EQ(payload(Response::no_content(), "http_api_2")["statusCode"].text(), "204");
    const Value moved = payload(Response::redirect("/elsewhere"), "http_api_2");
    EXPECT_EQ(moved["statusCode"].text(), "303");
    EXPECT_EQ(moved["headers"]["Location"].text(), "/elsewhere");
}

TEST(Response, NoHeaderStandsTwice) {
    Response response = Response::text(200, "x").header("content-type", "text/html");
    EXPECT_EQ(response.headers.size(), 1U);
    response.headers.push_back({"Link", "<a>"});
    response.headers.push_back({"link", "<b>"});
    EXPECT_EQ(payload(response, "http_api_2")["headers"]["Link"].text(), "<a>, <b>");
    EXPECT_FALSE(payload(response, "http_api_2")["headers"]["link"]);
}

TEST(Response, EveryCookieIsSet) {
    Response response = Response::text(200, "x").header("Set-Cookie", "a=1").header("set-cookie", "b=2");
    response.headers.push_back({"SET-COOKIE", "c=3"});
    response.cookie({.name = "d", .value = "4"});
    const Value second = payload(response, "http_api_2");
    std::vector<std::string> cookies;
    for (const Value& one : second["cookies"].elements()) cookies.emplace_back(one.text());
    EXPECT_THAT(cookies, testing::UnorderedElementsAre("a=1", "b=2", "c=3", testing::StartsWith("d=4;")));
    EXPECT_FALSE(second["headers"]["Set-Cookie"]);
    EXPECT_EQ(payload(response, "rest")["multiValueHeaders"]["Set-Cookie"].elements().size(), 4U);
    response.headers.push_back({"Set-Cookie", "e=5\r\nX: y"});
    EXPECT_EQ(payload(response, "rest")["statusCode"].text(), "500");
}

TEST(Response, HasAStatusThatThereIs) {
    for (const int status : {200, 299, 404, 599})
        EXPECT_EQ(payload(Response::text(status, "x"), "http_api_2")["statusCode"].text(), std::to_string(status));
    for (const int status : {-1, 0, 99, 100, 199, 600, 1000, 99999})
        EXPECT_EQ(payload(Response::text(status, "x"), "http_api_2")["statusCode"].text(), "500") << status;
}

TEST(Response, NobodyAddsAHeaderByALineBreak) {
    for (const auto& [name, value] : {std::pair("X", "a\r\nSet-Cookie: b"), std::pair("X", "a\nb"),
                                      std::pair("X: y", "a"), std::pair("", "a"), std::pair("X\n", "a")}) {
        const Value sent = payload(Response::text(200, "x").header(name, value), "http_api_2");
        EXPECT_EQ(sent["statusCode"].text(), "500") << name << value;
        EXPECT_EQ(to_json(sent).find("Set-Cookie"), std::string::npos);
    }
    EXPECT_THROW(Response::text(200, "").cookie({.name = "a", .value = "1; Domain=evil"}), Failure);
    EXPECT_THROW(Response::text(200, "").cookie({.name = "a", .value = "1\n"}), Failure);
    EXPECT_THROW(Response::text(200, "").cookie({.name = "a b", .value = "1"}), Failure);
    EXPECT_THROW(Response::text(200, "").cookie({.name = "", .value = "1"}), Failure);
    EXPECT_THROW(Response::text(200, "").cookie({.name = "a", .value = "é"}), Failure);
    Response raw = Response::text(200, "");
    raw.cookies.push_back("a=1\nb");
    EXPECT_EQ(payload(raw, "rest")["statusCode"].text(), "500");
}

/// 6 MB (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), of the JSON around it, too.
/// What a stream sends before the eight zeros.
Value head_of(const char* headers) {
    struct : ResponseStream {
        std::string sent;
        void begin(std::string_view) override {}
        void send(std::string_view bytes) override { sent += bytes; }
    } stream;
    stream.head(200, parse_json(headers));
    stream.write("x");
    return parse_json(std::string_view(stream.sent).substr(0, stream.sent.find('\0')));
}

TEST(ResponseStream, HasTheHeadersThatAResponseMayHave) {
    EXPECT_EQ(head_of(R"({"X-A":"1","x-a":["2","3"],"X-Count":7,"Set-Cookie":["a=1","b=2"],"set-cookie":"c=3"})"),
              parse_json(R"({"statusCode":200,"headers":{"X-A":"1, 2, 3","X-Count":"7"},
                             "cookies":["a=1","b=2","c=3"]})"));
    for (const char* bad : {R"({"X-A":"a\r\nSet-Cookie: s=1"})", R"({"X A":"a"})", R"({"X-A: b\r\nY":"a"})",
                            R"({"":"a"})", R"({"Set-Cookie":["a=1\r\nX: y"]})", R"({"X-A":{"b":"c"}})"})
        EXPECT_THROW(head_of(bad), Failure) << bad;
}

TEST(Response, WhatIsTooLargeForLambdaIsAnErrorOfOurs) {
    EXPECT_EQ(payload(Response::text(200, std::string(6'000'000, 'x')), "http_api_2")["statusCode"].text(), "200");
    testing::internal::CaptureStderr();
    EXPECT_EQ(payload(Response::text(200, std::string(6'000'000, '"')), "http_api_2")["statusCode"].text(), "500");
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr("\"bytes\":12000"));
    EXPECT_EQ(payload(Response::bytes(200, std::string(5'000'000, 'x'), "a/b"), "rest")["statusCode"].text(), "500");
}

// CORS, which API Gateway leaves to the function for REST APIs
// (https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html, "Enabling CORS support for Lambda or
// HTTP proxy integrations").
constexpr Cors one_site{.origins = {"https://example.org", "https://example.com"}};
constexpr Cors with_cookies{.origins = {"https://example.org"}, .allow_credentials = true};
constexpr Cors exposing{.origins = {"https://example.org"}, .expose_headers = {"X-New-Token", "ETag"}};
constexpr Function exposes{.name = "exposes", .http = {{PUT, "/availability/{owner}/{id}/book", {}, exposing}}};
constexpr Cors any_with_cookies{.allow_credentials = true};
constexpr Function open{.name = "open", .http = {{ANY, "/availability/{owner}/{id}/book", {}, true}}};
constexpr Function closed{.name = "closed", .http = {{PUT, "/availability/{owner}/{id}/book"}}};
constexpr Function listed{.name = "listed", .http = {{PUT, "/availability/{owner}/{id}/book", {}, one_site}}};
constexpr Function credentials{.name = "credentials",
                               .http = {{PUT, "/availability/{owner}/{id}/book", {}, with_cookies}}};
constexpr Function any_credentials{.name = "anyCredentials",
                                   .http = {{PUT, "/availability/{owner}/{id}/book", {}, any_with_cookies}}};

template <const auto& F>
std::string allowed(const char* name, const char* origin) {
    Value from = event(name);
    Value& headers_sent = at(from, "multiValueHeaders");
    headers_sent.erase("origin");
    Value list = Value::list();
    list.push_back(Value::string(origin));
    headers_sent.set("Origin", std::move(list));
    const Value sent = payload(Response::no_content(), Request<F>(from));
    const Value& headers = sent["multiValueHeaders"];
    std::string all;
    for (const char* header :
         {"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Expose-Headers", "Vary"})
        for (const Value& one : headers[header].elements()) all += std::string(one.text()) + ';';
    return all;
}

TEST(Response, SaysWhoMayReadItAsTheRouteDeclares) {
    EXPECT_EQ(allowed<closed>("rest", "https://example.org"), "");
    EXPECT_EQ(allowed<open>("rest", "https://example.org"), "*;");
    EXPECT_EQ(allowed<listed>("rest", "https://example.com"), "https://example.com;Origin;");
    EXPECT_EQ(allowed<listed>("rest", "https://evil.example"), "Origin;");
    EXPECT_EQ(allowed<credentials>("rest", "https://example.org"), "https://example.org;true;Origin;");
    EXPECT_EQ(allowed<credentials>("rest", "https://evil.example"), "Origin;");
    EXPECT_EQ(allowed<any_credentials>("rest", "https://a.example"), "*;");
    EXPECT_EQ(allowed<exposes>("rest", "https://example.org"), "https://example.org;X-New-Token, ETag;Origin;");
    // API Gateway does it itself for HTTP APIs, and two of the same header are none.
    EXPECT_EQ(allowed<open>("http_api_1", "https://example.org"), "");
}

TEST(Response, VariesByWhatItsHandlerSaysToo) {
    const auto varies = [](const char* by) {
        return std::string(payload(Response::no_content().header("vary", by),
                                   Request<listed>(event("rest")))["multiValueHeaders"]["vary"]
                               .elements()[0]
                               .text());
    };
    EXPECT_EQ(varies("Accept-Language"), "Accept-Language, Origin");
    EXPECT_EQ(varies("Accept, origin"), "Accept, origin");
    EXPECT_EQ(varies("*"), "*");
}

template <class T>
Value error_body(T thrown, int status) {
    const Response made = detail::error_response(std::make_exception_ptr(thrown), "id-1");
    EXPECT_EQ(made.status, status);
    return parse_json(made.body);
}

TEST(ErrorResponse, HasOneShape) {
    EXPECT_EQ(error_body(NotFound(), 404),
              parse_json(R"({"code":"not_found","message":"There is no such thing.","requestId":"id-1"})"));
    EXPECT_EQ(error_body(BadRequest("No.", {{"body.a", "required", "This is required."}}), 400),
              parse_json(R"({"code":"bad_request","message":"No.","requestId":"id-1",
                             "fields":[{"field":"body.a","code":"required","message":"This is required."}]})"));
    EXPECT_EQ(*detail::error_response(std::make_exception_ptr(Unauthorized()), "x").find_header("WWW-Authenticate"),
              "Bearer");
}

TEST(ErrorResponse, LeaksNothingThatIsNotForTheCaller) {
    const Value internal =
        parse_json(R"({"code":"internal_error","message":"Something went wrong on our side.","requestId":"id-1"})");
    testing::internal::CaptureStderr();
    EXPECT_EQ(error_body(std::runtime_error("secret one"), 500), internal);
    EXPECT_EQ(error_body(Failure("DynamoDB.X", "secret two"), 500), internal);
    EXPECT_EQ(error_body(std::string("secret three"), 500), internal);
    EXPECT_EQ(error_body(Error(200, "fine", "secret four"), 500), internal);
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_THAT(log, testing::HasSubstr("\"errorType\":\"std::runtime_error\""));
    EXPECT_THAT(log, testing::HasSubstr("secret one"));
    EXPECT_THAT(log, testing::HasSubstr("DynamoDB.X"));
    EXPECT_THAT(log, testing::HasSubstr("secret two"));
    EXPECT_THAT(log, testing::HasSubstr("basic_string"));
}

TEST(ErrorResponse, SaysWhenTryingAgainCanHelp) {
    const Response made = detail::error_response(std::make_exception_ptr(Failure("X.Throttled", "slow", true)), "id-1");
    EXPECT_EQ(made.status, 503);
    EXPECT_EQ(*made.find_header("Retry-After"), "1");
    EXPECT_EQ(parse_json(made.body)["code"].text(), "try_again_later");
    EXPECT_EQ(made.body.find("slow"), std::string::npos);
}

TEST(ErrorResponse, AnswersWhenMemoryRanOut) {
    EXPECT_EQ(error_body(std::bad_alloc(), 500)["code"].text(), "internal_error");
}

}  // namespace
