#include "bob/runtime/websocket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bob/runtime/authorizer.h"
#include "bob/runtime/connections.h"
#include "bob/runtime/lambda.h"
#include "bob/websocket.h"
#include "events.h"
#include "signature.h"

namespace {

using namespace bob;
using bob::test::at;
using testing::ElementsAre;

constexpr WebSocketApi chat{.name = "chat"};
constexpr Function talk{
    .name = "talk",
    .websocket = {{"$connect"}, {"say"}, {.route = "ask", .responds = true}, {"$disconnect"}},
    .uses = {manages_connections<chat>},
};

struct Said {
    std::string action;
    std::string text;
};

TEST(WebSocketRequest, OfAClientThatConnects) {
    const WebSocketRequest<talk> request(test::event("websocket_connect"));
    EXPECT_EQ(request.type(), WebSocketMessage::Type::connect);
    EXPECT_TRUE(request.is<"$connect">());
    EXPECT_FALSE(request.is<"say">());
    EXPECT_EQ(request.connection_id(), "PkNzqcDmjoECJiA=");
    EXPECT_EQ(request.header("SEC-WEBSOCKET-PROTOCOL"), "chat.v2");
    EXPECT_EQ(request.header("cookie"), std::nullopt);
    EXPECT_EQ(request.query("room"), "garden");
    EXPECT_EQ(request.query("door"), std::nullopt);
    EXPECT_EQ(request.body(), "");
    EXPECT_EQ(request.domain(), "ab12cd34ef.execute-api.eu-central-1.amazonaws.com");
    EXPECT_EQ(request.stage(), "dev");
    EXPECT_EQ(request.source_ip(), "203.0.113.7");
    EXPECT_EQ(request.user_agent(), "wscat/6");
    EXPECT_EQ(request.request_id(), "PkNzqGSjjoEFq2A=");
    EXPECT_EQ(to_text(request.connected_at()), "2026-12-02T09:10:11.312Z");
    EXPECT_EQ(request.disconnect_code(), 0);
}

TEST(WebSocketRequest, OfAMessage) {
    const WebSocketRequest<talk> request(test::event("websocket_message"));
    EXPECT_EQ(request.type(), WebSocketMessage::Type::message);
    EXPECT_EQ(request.route(), "say");
    EXPECT_EQ(request.json<Said>().text, "olá");
    EXPECT_EQ(request.json<Value>()["action"].text(), "say");
    EXPECT_EQ(request.header("Host"), std::nullopt);
    EXPECT_EQ(request.event()["requestContext"]["messageId"].text(), "PkNz9dVKjoECJiA=");
}

TEST(WebSocketRequest, OfAClientThatLeaves) {
    const WebSocketRequest<talk> request(test::event("websocket_disconnect"));
    EXPECT_EQ(request.type(), WebSocketMessage::Type::disconnect);
    EXPECT_TRUE(request.is<"$disconnect">());
    EXPECT_EQ(request.disconnect_code(), 1001);
    EXPECT_EQ(request.disconnect_reason(), "Going away");
}

TEST(WebSocketRequest, SaysWhoTheAuthorizerLetIn) {
    Value event = test::event("websocket_message");
    EXPECT_EQ(WebSocketMessage(event).user(), "joão");
    EXPECT_EQ(WebSocketMessage(event).claim("seats"), "3");
    EXPECT_EQ(WebSocketMessage(event).claim("integrationLatency"), "41");
    EXPECT_EQ(WebSocketMessage(event).claim("plan"), std::nullopt);
    at(event, "requestContext", "authorizer").erase("username");
    EXPECT_EQ(WebSocketMessage(event).user(), "0b1c6f1e-0000-4000-8000-000000000001");
    at(event, "requestContext", "authorizer", "expired") = Value::string("true");
    EXPECT_THROW(WebSocketMessage(event).user(), Unauthorized);
    at(event, "requestContext").erase("authorizer");
    EXPECT_THROW(WebSocketMessage(event).user(), Unauthorized);
    EXPECT_TRUE(WebSocketMessage(event).claims().members().empty());
}

TEST(WebSocketRequest, DecodesABinaryMessage) {
    Value event = test::event("websocket_message");
    at(event, "isBase64Encoded") = Value::boolean(true);
    at(event, "body") = Value::string(to_base64(std::string("\0\xff", 2)));
    EXPECT_EQ(WebSocketMessage(event).body(), std::string_view("\0\xff", 2));
    at(event, "body") = Value::string("no base64!");
    EXPECT_THROW(WebSocketMessage{event}, Failure);
}

TEST(WebSocketRequest, SaysWhatIsWrongWithAMessage) {
    Value event = test::event("websocket_message");
    at(event, "body") = Value::string(R"({"action": 3})");
    try {
        WebSocketMessage(event).json<Said>();
        FAIL();
    } catch (const BadRequest& error) {
        std::vector<std::string> fields;
        for (const FieldError& one : error.fields()) fields.push_back(one.field);
        EXPECT_THAT(fields, ElementsAre("body.action", "body.text"));
    }
    at(event, "body") = Value::string("hello");
    EXPECT_THROW(WebSocketMessage(event).json<Value>(), BadRequest);
}

TEST(WebSocketRequest, IsOfNoOtherEvent) {
    EXPECT_THROW(WebSocketMessage(test::event("rest")), Failure);
    EXPECT_THROW(WebSocketMessage(test::event("sqs")), Failure);
    EXPECT_THROW(WebSocketMessage{Value::map()}, Failure);
    for (const char* needed : {"connectionId", "routeKey", "eventType"}) {
        Value event = test::event("websocket_message");
        at(event, "requestContext").erase(needed);
        EXPECT_THROW(WebSocketMessage{event}, Failure) << needed;
    }
}

TEST(WebSocketResponse, IsWhatApiGatewayReads) {
    EXPECT_EQ(to_json(WebSocketResponse::accept().to_value()), R"({"statusCode":200})");
    EXPECT_EQ(to_json(WebSocketResponse::accept("chat.v2").to_value()),
              R"({"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"chat.v2"}})");
    EXPECT_EQ(to_json(WebSocketResponse::refuse().to_value()), R"({"statusCode":403})");
    EXPECT_EQ(to_json(WebSocketResponse::message(Said{"say", "hi"}).to_value()),
              R"({"statusCode":200,"body":"{\"action\":\"say\",\"text\":\"hi\"}"})");
}

std::string answer_of(const Lambda& lambda) { return lambda.invoke(to_json(test::event("websocket_message"))); }

TEST(WebSocketHandler, AnswersInItsOwnWay) {
    EXPECT_EQ(answer_of(handles<talk>(+[](const WebSocketRequest<talk>&) {})), R"({"statusCode":200})");
    EXPECT_EQ(answer_of(handles<talk>(+[](const WebSocketRequest<talk>& request) { return request.json<Said>(); })),
              R"({"statusCode":200,"body":"{\"action\":\"say\",\"text\":\"olá\"}"})");
    EXPECT_EQ(answer_of(handles<talk>(+[](const WebSocketRequest<talk>&) { return WebSocketResponse::refuse(404); })),
              R"({"statusCode":404})");
}

TEST(WebSocketHandler, AnswersErrorsWithTheirStatus) {
    const std::string refused =
        answer_of(handles<talk>(+[](const WebSocketRequest<talk>&) { throw Forbidden("Not in this room."); }));
    EXPECT_THAT(refused, testing::HasSubstr(R"("statusCode":403)"));
    EXPECT_THAT(refused, testing::HasSubstr("Not in this room."));
    const std::string failed =
        answer_of(handles<talk>(+[](const WebSocketRequest<talk>&) { throw Failure("Db.Down", "secret detail"); }));
    EXPECT_THAT(failed, testing::HasSubstr(R"("statusCode":500)"));
    EXPECT_THAT(failed, testing::Not(testing::HasSubstr("secret")));
}

TEST(Connections, LeaveAMarkOfTheirUse) {
    EXPECT_EQ(std::string_view(detail::mark<chat, Access::manage, "">.data()), "bob.use:manage:chat");
}

TEST(Connections, NeedToKnowWhereTheApiIs) {
    unsetenv("CHAT_WEBSOCKET_API_URL");
    EXPECT_EQ(names::variable(Kind::websocket_api, "chat"), "CHAT_WEBSOCKET_API_URL");
    EXPECT_EQ(names::variable(Kind::websocket_api, ""), "WEBSOCKET_API_URL");
    const ConnectionManager<talk, chat> connections{std::chrono::system_clock::time_point::max()};
    try {
        static_cast<void>(connections.post("abc=", "hi"));
        FAIL();
    } catch (const connection_error::Exception& failure) {
        EXPECT_EQ(failure.type(), "connections.NoUrl");
        EXPECT_THAT(failure.message(), testing::HasSubstr("CHAT_WEBSOCKET_API_URL"));
    }
}

/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html says that a
/// WebSocket API calls its authorizer like a REST API.
TEST(AuthorizerRequest, OfAClientThatConnects) {
    Value event = test::event("websocket_connect");
    event.set("type", Value::string("REQUEST"));
    event.set("methodArn", Value::string("arn:aws:execute-api:eu-central-1:123456789012:ab12cd34ef/dev/$connect"));
    const AuthorizerRequest request(event);
    EXPECT_EQ(request.query("token"), "abc");
    EXPECT_EQ(request.method(), "$connect");
    const Value answer = request.allow("ana").with("plan", "free").to_value();
    EXPECT_EQ(answer["policyDocument"]["Statement"].elements()[0]["Resource"].text(),
              "arn:aws:execute-api:eu-central-1:123456789012:ab12cd34ef/dev/*");
    EXPECT_EQ(answer["context"]["plan"].text(), "free");
}

/// Its values by botocore 1.43's `SigV4Auth`, which encodes the path once more.
TEST(Signature, EncodesTheWholePathOnceMore) {
    const std::vector<std::string> headers = runtime::signature_headers(
        {.method = "POST",
         .url = "https://ab12cd34ef.execute-api.eu-central-1.amazonaws.com/dev/@connections/PkNzqcDmjoECJiA%3D",
         .body = "hi",
         .region = "eu-central-1",
         .service = "execute-api",
         .time = "20261202T155734Z",
         .access_key_id = "AKIDEXAMPLE",
         .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
         .session_token = ""});
    EXPECT_THAT(headers[2],
                testing::EndsWith("Signature=455f7a529ad2ef3260769ae832595d902666fdca85bdfdaf0740cbd9686d3a8d"));
}

}  // namespace
