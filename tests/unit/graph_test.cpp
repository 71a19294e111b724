// What a picture of a template has in it, and what one of a change marks.
#include "generator/graph/picture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "generator/read/template.h"

namespace bobgen::graph {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

Template read(std::string_view text) {
    Report report;
    std::optional<Template> made = read_template(text, "template.yml", {}, report);
    for (const Diagnostic& one : report.diagnostics()) ADD_FAILURE() << one.message << "\n" << text;
    if (!made) throw std::runtime_error("no template");
    return std::move(*made);
}

Picture drawn(std::string_view text) { return draw(read(text), "shop"); }

std::string name_of(const Picture& in, std::string_view id) {
    const Node* found = in.find(id);
    return found ? found->label : "?";
}

std::vector<std::string> edges(const Picture& of) {
    std::vector<std::string> made;
    for (const Edge& one : of.edges) {
        const std::string label = label_of(one);
        made.push_back(fmt::format("{} {} {}{}", name_of(of, one.from), one.kind == Edge::Kind::may ? "may" : "calls",
                                   name_of(of, one.to), label.empty() ? "" : ": " + label));
    }
    return made;
}

std::vector<std::string> marked(const Picture& of) {
    static constexpr std::string_view words[] = {"same", "added", "removed", "changed", "dangerous"};
    const auto word = [](Mark mark) { return words[static_cast<std::size_t>(mark)]; };
    std::vector<std::string> made;
    for (const Node& one : of.nodes)
        if (one.mark != Mark::same)
            made.push_back(fmt::format("{} {}{}", one.label, word(one.mark), one.note.empty() ? "" : ": " + one.note));
    for (const Edge& one : of.edges)
        if (one.mark != Mark::same)
            made.push_back(fmt::format("{} > {} {}: {}", name_of(of, one.from), name_of(of, one.to), word(one.mark),
                                       label_of(one)));
    return made;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

constexpr std::string_view shop = R"(
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      TableName: orders
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
      BillingMode: PAY_PER_REQUEST
      StreamSpecification: {StreamViewType: NEW_IMAGE}
  Work:
    Type: AWS::SQS::Queue
  GetOrder:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: provided.al2023
      Handler: bootstrap
      Code: {ZipFile: x}
      Role: !GetAtt GetOrderRole.Arn
  GetOrderRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyName: all
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - {Effect: Allow, Action: [logs:CreateLogStream, logs:PutLogEvents], Resource: "*"}
              - {Effect: Allow, Action: [dynamodb:GetItem, dynamodb:BatchGetItem], Resource: !GetAtt Orders.Arn}
              - {Effect: Allow, Action: dynamodb:Query, Resource: !Sub "${Orders.Arn}/index/ByOwner"}
              - {Effect: Allow, Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes], Resource: !GetAtt Work.Arn}
  FromWork:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref GetOrder}
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: shop, ProtocolType: HTTP}
  ToGetOrder:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt GetOrder.Arn, PayloadFormatVersion: "2.0"}
  People:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {ApiId: !Ref Api, Name: people, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: {Audience: [x], Issuer: https://example.org}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: "GET /orders/{id}", AuthorizationType: JWT, AuthorizerId: !Ref People, Target: !Sub "integrations/${ToGetOrder}"}
)";

}  // namespace

TEST(Graph, DrawsCallersRoutesFunctionsAndWhatTheyMayDo) {
    const Picture made = drawn(shop);
    EXPECT_THAT(edges(made),
                UnorderedElementsAre("signed in: People calls GET /orders/{id}", "GET /orders/{id} calls GetOrder",
                                     "Work calls GetOrder: events", "GetOrder may Orders: query ByOwner, read"));
    EXPECT_EQ(made.find("Orders")->what, "table");
    EXPECT_EQ(made.groups.size(), 1u);
    EXPECT_EQ(made.groups[0].label, "HTTP API");
    EXPECT_THAT(made.remarks, ElementsAre("6 of 9 resources are not drawn: they only belong to others, such as roles, "
                                          "log groups and permissions."));
}

TEST(Graph, FollowsAnAliasToItsFunction) {
    const std::string text = std::string(shop) + R"(
  Live:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref GetOrder, FunctionVersion: !GetAtt Version.Version, Name: live}
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !Ref GetOrder}
  Open:
    Type: AWS::Lambda::Url
    Properties: {TargetFunctionArn: !Ref Live, AuthType: NONE}
)";
    EXPECT_THAT(edges(drawn(with(text, "IntegrationUri: !GetAtt GetOrder.Arn", "IntegrationUri: !Ref Live"))),
                testing::IsSupersetOf({"GET /orders/{id} calls GetOrder", "anyone calls URL of GetOrder",
                                       "URL of GetOrder calls GetOrder"}));
}

TEST(Graph, KnowsWhoSendsAndGetsMessagesOfAWebSocketApi) {
    std::string text = with(std::string(shop), "ProtocolType: HTTP",
                            "ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action");
    text = with(text, "IntegrationUri: !GetAtt GetOrder.Arn, PayloadFormatVersion: \"2.0\"",
                "IntegrationUri: !GetAtt GetOrder.Arn");
    text = with(text, "RouteKey: \"GET /orders/{id}\", AuthorizationType: JWT, AuthorizerId: !Ref People",
                "RouteKey: say");
    text = with(text, "Action: [logs:CreateLogStream, logs:PutLogEvents], Resource: \"*\"",
                "Action: execute-api:ManageConnections, Resource: !Sub "
                "\"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/dev/*/@connections/*\"");
    EXPECT_THAT(edges(drawn(text + R"(
  Connect:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: $connect, AuthorizationType: NONE, Target: !Sub "integrations/${ToGetOrder}"}
)")),
                testing::IsSupersetOf({"whoever is connected calls say", "anyone calls $connect",
                                       "GetOrder may whoever is connected: ManageConnections"}));
}

TEST(Graph, MarksNothingWhereNothingChanges) {
    const Template one = read(shop), other = read(shop);
    EXPECT_THAT(marked(compare(draw(one, ""), draw(other, ""), compare(one, other))), IsEmpty());
}

TEST(Graph, MarksAWiderGrantAndANewCallerAsDangerous) {
    const Template before = read(shop);
    const Template after =
        read(with(with(std::string(shop), "[dynamodb:GetItem, dynamodb:BatchGetItem]", "dynamodb:PutItem"),
                  "AuthorizationType: JWT, AuthorizerId: !Ref People", "AuthorizationType: NONE"));
    const Picture made = compare(draw(before, ""), draw(after, ""), compare(before, after));
    EXPECT_THAT(marked(made), testing::IsSupersetOf({"GetOrder > Orders dangerous: + write, - read, query ByOwner",
                                                     "anyone > GET /orders/{id} dangerous: ", "anyone added",
                                                     "signed in: People > GET /orders/{id} removed: "}));
}

TEST(Graph, MarksATableThatIsReplacedAndOneThatGoes) {
    const Template before = read(shop);
    const std::string renamed = with(std::string(shop), "TableName: orders", "TableName: orders2");
    const Template replaced = read(renamed);
    EXPECT_THAT(marked(compare(draw(before, ""), draw(replaced, ""), compare(before, replaced))),
                testing::Contains("Orders dangerous: replaced"));
    const std::string without = with(
        with(std::string(shop), "  Work:\n    Type: AWS::SQS::Queue\n", ""),
        "  FromWork:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: {EventSourceArn: !GetAtt Work.Arn, "
        "FunctionName: !Ref GetOrder}\n",
        "");
    const Template gone = read(with(without,
                                    "              - {Effect: Allow, Action: [sqs:ReceiveMessage, sqs:DeleteMessage, "
                                    "sqs:GetQueueAttributes], Resource: !GetAtt Work.Arn}\n",
                                    ""));
    EXPECT_THAT(marked(compare(draw(before, ""), draw(gone, ""), compare(before, gone))),
                testing::IsSupersetOf({"Work > GetOrder removed: events"}));
}

TEST(Graph, ShowsWhatIsNearAName) {
    const Picture whole = drawn(shop);
    const Picture part = around(whole, {"Orders"}, 1);
    EXPECT_THAT(edges(part), ElementsAre("GetOrder may Orders: query ByOwner, read"));
    EXPECT_THAT(part.remarks, testing::Contains(HasSubstr("are further away, and not drawn.")));
    EXPECT_THAT(around(whole, {"nobody"}, 3).nodes, IsEmpty());
    EXPECT_EQ(around(whole, {"GET /orders/{id}"}, 9).nodes.size(), whole.nodes.size());
}

TEST(Graph, WritesNamesThatMeanSomethingToNoLanguage) {
    Picture picture{.title = "a \"quoted\" <b>&\\ title"};
    picture.nodes = {{"end", Kind::worker, "a\"b#c<script>`x`\\n", "function"},
                     {"e-nd", Kind::store, "two\nlines", "table"},
                     {"e_nd", Kind::store, "another", "table"}};
    picture.edges = {{"end", "e-nd", Edge::Kind::may, {"a|b\"]"}}, {"end", "e_nd", Edge::Kind::may, {}}};
    const std::string made = mermaid(picture);
    EXPECT_THAT(made, HasSubstr(R"x(nend("a#quot;b#35;c#lt;script#gt;#96;x#96;#92;n<br/>)x"));
    EXPECT_THAT(made, HasSubstr("ne_nd[(\"two lines<br/>"));
    EXPECT_THAT(made, HasSubstr("ne_nd_2[(\"another<br/>"));
    EXPECT_THAT(made, HasSubstr("nend -.->|\"a|b#quot;]\"| ne_nd\n  nend -.-> ne_nd_2\n"));
    EXPECT_THAT(dot(picture), HasSubstr(R"("end" [label="a\"b#c<script>`x`\\n\nfunction")"));
    const std::string drawing = svg(picture);
    EXPECT_THAT(drawing, HasSubstr("a&quot;b#c&lt;script&gt;"));
    EXPECT_THAT(drawing, Not(HasSubstr("<script")));
}

TEST(Graph, WritesGroupsAndRemarksThatMeanSomethingToNoLanguage) {
    Picture picture{.title = "shop"};
    picture.nodes = {{"route: 1", Kind::route, "GET /", "route", "Api]\n  click nA"},
                     {"route: 2", Kind::route, "GET /", "route", "Api--  click nA"}};
    picture.groups = {{"Api]\n  click nA", "REST API"}, {"Api--  click nA", "HTTP API"}};
    picture.remarks = {"one\n  click nA \"https://example.org\"\r\nmore"};
    const std::string made = mermaid(picture);
    EXPECT_THAT(made, HasSubstr("  subgraph gApi____click_nA[\"REST API Api]   click nA\"]\n"));
    EXPECT_THAT(made, HasSubstr("  subgraph gApi____click_nA_[\"HTTP API Api--  click nA\"]\n"));
    EXPECT_THAT(made, HasSubstr("  %% one   click nA \"https://example.org\"  more\n"));
    EXPECT_THAT(made, Not(HasSubstr("\n  click")));
    EXPECT_THAT(dot(picture), HasSubstr("  // one   click nA \"https://example.org\"  more\n"));
}

TEST(Graph, DrawsWhatIsAlikeAsOneInAnOverview) {
    Picture whole{.title = "many"};
    whole.nodes.push_back({"caller", Kind::caller, "anyone", "caller"});
    whole.nodes.push_back({"Orders", Kind::store, "Orders", "table"});
    for (int i = 0; i < 400; ++i) {
        const std::string number = std::to_string(i);
        whole.nodes.push_back({"r" + number, Kind::route, fmt::format("GET /area{}/{}", i % 7, i), "route", "Api"});
        whole.nodes.push_back({"f" + number, Kind::worker, "f" + number, "function"});
        whole.edges.push_back({"caller", "r" + number, Edge::Kind::calls, {}});
        whole.edges.push_back({"r" + number, "f" + number, Edge::Kind::calls, {}});
        whole.edges.push_back({"f" + number, "Orders", Edge::Kind::may, {i % 2 ? "read" : "write"}});
    }
    whole.nodes[3].mark = Mark::changed;  // f0 stays by itself
    const Picture made = overview(whole, 120);
    EXPECT_EQ(made.nodes.size(), 2u + 7u + 1u + 7u);
    EXPECT_THAT(edges(made), testing::Contains("f1 and 56 more may Orders: read, write"));
    EXPECT_THAT(edges(made), testing::Contains("f0 may Orders: write"));
    EXPECT_THAT(made.remarks, testing::Contains("802 nodes are drawn as 17: what is called and may do alike is one."));
    EXPECT_EQ(overview(made, 120).nodes.size(), made.nodes.size());
}

TEST(Graph, IsTheSameEachTime) {
    EXPECT_EQ(svg(drawn(shop)), svg(drawn(shop)));
    EXPECT_EQ(mermaid(drawn(shop)), mermaid(drawn(shop)));
}

}  // namespace bobgen::graph
