#include "bob/limits.h"

#include "generator/check/template/limits.h"
#include "generator/check/template/names.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;
using ::testing::StartsWith;

namespace limits = bob::limits;

constexpr const char* file = "stack.cpp";

std::vector<std::string> ids(const Report& report) {
    std::vector<std::string> made;
    for (const Diagnostic& one : report.diagnostics()) made.emplace_back(one.rule->id);
    return made;
}

Template sized(std::size_t resources, std::size_t parameters = 0, std::size_t outputs = 0) {
    Template made;
    made.place = {file, 1, 1};
    for (std::size_t i = 0; i < resources; ++i) {
        TemplateResource& one = made.resources.emplace_back();
        one.logical_id = "R" + std::to_string(i);
        one.place = {file, static_cast<unsigned>(i + 10), 1};
    }
    for (std::size_t i = 0; i < parameters; ++i) made.parameters.push_back({"P" + std::to_string(i), {}, {file, 2, 2}});
    for (std::size_t i = 0; i < outputs; ++i) made.outputs.push_back({"O" + std::to_string(i), {}, "", {file, 3, 3}});
    return made;
}

std::vector<std::string> judged(const Template& in) {
    Report report;
    check_limits(in, report);
    return ids(report);
}

TEST(Limits, CountsUpToTheLimitAreFine) {
    const auto at = [](const bob::Limit& limit, std::size_t more) {
        return static_cast<std::size_t>(limit.value) + more;
    };
    EXPECT_THAT(judged(sized(at(limits::template_resources, 0), at(limits::template_parameters, 0),
                             at(limits::template_outputs, 0))),
                IsEmpty());
    EXPECT_THAT(judged(sized(at(limits::template_resources, 1))), ElementsAre("too-many-resources"));
    EXPECT_THAT(judged(sized(1, at(limits::template_parameters, 1))), ElementsAre("too-many-parameters"));
    EXPECT_THAT(judged(sized(1, 0, at(limits::template_outputs, 1))), ElementsAre("too-many-outputs"));
    EXPECT_THAT(judged(sized(0)), ElementsAre("no-resources"));
}

TEST(Limits, TheFirstThatIsTooManyIsShown) {
    Report report;
    check_limits(sized(503), report);
    ASSERT_EQ(report.diagnostics().size(), 1u);
    const Diagnostic& found = report.diagnostics()[0];
    EXPECT_EQ(found.message, "the template has 503 resources, and CloudFormation allows 500");
    EXPECT_EQ(found.primary.place, Place(file, 1, 1));
    EXPECT_EQ(found.related.at(0).place, Place(file, 510, 1));
}

TEST(Limits, BytesOfTheDocument) {
    Report report;
    check_size(static_cast<std::size_t>(limits::template_bytes.value), sized(1), report);
    EXPECT_TRUE(report.clean());
    check_size(static_cast<std::size_t>(limits::template_bytes.value) + 1, sized(1), report);
    EXPECT_THAT(ids(report), ElementsAre("template-too-large"));
}

TEST(Limits, TheDescription) {
    Template in = sized(1);
    in.description = std::string(1024, 'x');
    EXPECT_THAT(judged(in), IsEmpty());
    in.description += 'x';
    EXPECT_THAT(judged(in), ElementsAre("description-too-long"));
}

TEST(Limits, TagsOfAResource) {
    const auto tagged = [](int count, bool as_map) {
        Template in = sized(1);
        Value tags;
        for (int i = 0; i < count; ++i) {
            const std::string key = "tag" + std::to_string(i);
            if (as_map)
                tags.set(key, "x");
            else
                tags.append(map({{"Key", key}, {"Value", "x"}}));
        }
        in.resources[0].properties.set("Tags", std::move(tags));
        return judged(in);
    };
    for (const bool as_map : {true, false}) {
        EXPECT_THAT(tagged(50, as_map), IsEmpty());
        EXPECT_THAT(tagged(51, as_map), ElementsAre("too-many-tags"));
    }
}

TEST(Limits, RoutesOfOneApi) {
    const auto routes = [](int count, int apis) {
        Template in = sized(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            TemplateResource& route = in.resources[static_cast<std::size_t>(i)];
            route.type = "AWS::ApiGatewayV2::Route";
            route.properties.set("ApiId", bobgen::ref("Api" + std::to_string(i % apis)));
        }
        return judged(in);
    };
    EXPECT_THAT(routes(300, 1), IsEmpty());
    EXPECT_THAT(routes(301, 1), ElementsAre("too-many-api-routes"));
    EXPECT_THAT(routes(400, 2), IsEmpty());
}

Findings named(const std::string& json) {
    Findings made(check_names, json);
    expect_style(made);
    return made;
}

TEST(Names, LogicalIdsAreLettersAndDigits) {
    EXPECT_THAT(named(R"({"Parameters": {"Ok1": {}, "not_ok": {}}, "Resources": {"Also Ok": {}, "Fine": {}},
                          "Outputs": {"Dash-ed": {}}})")
                    .at(),
                ElementsAre("invalid-logical-id /Parameters/not_ok", "invalid-logical-id /Resources/Also Ok",
                            "invalid-logical-id /Outputs/Dash-ed"));
    EXPECT_THAT(named(of_resources('"' + std::string(255, 'x') + R"(": {})")).at(), IsEmpty());
    EXPECT_THAT(named(of_resources('"' + std::string(256, 'x') + R"(": {})")).only().message,
                StartsWith("the logical id of a resource `xxx"));
    EXPECT_THAT(named(of_resources(R"("": {})")).all().size(), 1u);
}

TEST(Names, ALogicalIdHasOneOwner) {
    const Findings shared = named(R"({"Parameters": {"Name": {"Type": "String"}}, "Resources": {"Name": {}}})");
    EXPECT_EQ(shared.only().message, "a parameter and a resource share the logical id `Name`");
    EXPECT_THAT(shared.at(), ElementsAre("duplicate-logical-id /Resources/Name"));
    EXPECT_THAT(shared.related_to(shared.only()), ElementsAre("/Parameters/Name: a parameter here"));

    Template twice = sized(2);
    twice.resources[1].logical_id = "R0";
    Report report;
    check_names(twice, report);
    ASSERT_THAT(ids(report), ElementsAre("duplicate-logical-id"));
    EXPECT_EQ(report.diagnostics()[0].message, "two resources have the logical id `R0`");
    EXPECT_EQ(report.diagnostics()[0].related.at(0).place, Place(file, 10, 1));

    EXPECT_THAT(named(R"({"Resources": {"Name": {}}, "Outputs": {"Name": {}}})").at(), IsEmpty());
}

TEST(Names, OneNameOfATypeOnce) {
    const auto two = [](const std::string& type, const std::string& a, const std::string& b, const char* rest = "") {
        return named(R"({"Parameters": {"Stage": {"Type": "String", "Default": "dev"}, "Open": {"Type": "String"}},
            "Resources": {"A": {"Type": ")" +
                     type + R"(", "Condition": "One", "Properties": {)" + a + R"(}}, "B": {"Type": ")" + type + '"' +
                     rest + R"(, "Properties": {)" + b + "}}}}");
    };
    const Findings findings = two("AWS::SQS::Queue", R"("QueueName": "mail")", R"("QueueName": "mail")");
    EXPECT_THAT(findings.at(), ElementsAre("duplicate-physical-name /Resources/B/Properties/QueueName"));
    EXPECT_EQ(findings.only().message, "queues `A` and `B` have the same name, `mail`");
    EXPECT_THAT(findings.related_to(findings.only()),
                ElementsAre("/Resources/A/Properties/QueueName: first used here"));
    EXPECT_THAT(two("AWS::SQS::Queue", R"("QueueName": "mail")", R"("QueueName": "post")").at(), IsEmpty());
    EXPECT_THAT(two("AWS::SQS::Queue", R"("QueueName": {"Ref": "Open"})", R"("QueueName": {"Fn::Sub": "${Open}"})")
                    .all()
                    .size(),
                1u);
    EXPECT_THAT(
        two("AWS::SQS::Queue", R"("QueueName": {"Fn::Sub": "${Stage}-q"})", R"("QueueName": "dev-q")").all().size(),
        1u);
    EXPECT_THAT(
        two("AWS::SQS::Queue", R"("QueueName": {"Fn::ImportValue": "x"})", R"("QueueName": {"Fn::ImportValue": "y"})")
            .at(),
        IsEmpty());
    EXPECT_THAT(
        two("AWS::SQS::Queue", R"("QueueName": "mail")", R"("QueueName": "mail")", R"(, "Condition": "Two")").at(),
        IsEmpty());
    EXPECT_THAT(
        two("AWS::SQS::Queue", R"("QueueName": {"Ref": "AWS::NoValue"})", R"("QueueName": {"Ref": "AWS::NoValue"})")
            .at(),
        IsEmpty());
    EXPECT_THAT(two("AWS::Cognito::UserPool", R"("UserPoolName": "p")", R"("UserPoolName": "p")").at(), IsEmpty());
    EXPECT_THAT(
        two("AWS::Events::Rule", R"("Name": "r", "EventBusName": "a")", R"("Name": "r", "EventBusName": "b")").at(),
        IsEmpty());
    EXPECT_THAT(two("AWS::Events::Rule", R"("Name": "r")", R"("Name": "r")").all().size(), 1u);
}

TEST(Names, WhatAServiceTakes) {
    struct Case {
        const char* type;
        const char* property;
        std::string name;
        bool good;
    };
    for (const Case& one : {
             Case{"AWS::Lambda::Function", "FunctionName", std::string(64, 'f'), true},
             Case{"AWS::Lambda::Function", "FunctionName", std::string(65, 'f'), false},
             Case{"AWS::Lambda::Function", "FunctionName", "get.user", false},
             Case{"AWS::Lambda::Function", "FunctionName", "", false},
             Case{"AWS::IAM::Role", "RoleName", std::string(64, 'r'), true},
             Case{"AWS::IAM::Role", "RoleName", std::string(65, 'r'), false},
             Case{"AWS::IAM::Role", "RoleName", "a+b=c,d.e@f-g_h", true},
             Case{"AWS::IAM::Role", "RoleName", "a/b", false},
             Case{"AWS::SQS::Queue", "QueueName", std::string(80, 'q'), true},
             Case{"AWS::SQS::Queue", "QueueName", std::string(81, 'q'), false},
             Case{"AWS::SQS::Queue", "QueueName", "q.fifo", true},
             Case{"AWS::SQS::Queue", "QueueName", "q.x", false},
             Case{"AWS::SNS::Topic", "TopicName", std::string(257, 't'), false},
             Case{"AWS::S3::Bucket", "BucketName", "shop-dev.uploads", true},
             Case{"AWS::S3::Bucket", "BucketName", "ab", false},
             Case{"AWS::S3::Bucket", "BucketName", std::string(64, 'b'), false},
             Case{"AWS::S3::Bucket", "BucketName", "Shop", false},
             Case{"AWS::S3::Bucket", "BucketName", "shop-", false},
             Case{"AWS::S3::Bucket", "BucketName", "a..b", false},
             Case{"AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/shop-dev_x.y#z", true},
             Case{"AWS::Logs::LogGroup", "LogGroupName", "a b", false},
             Case{"AWS::Events::Rule", "Name", std::string(65, 'r'), false},
             Case{"AWS::Lambda::Function", "FunctionName", "{{resolve:ssm:/name}}", true},
         }) {
        SCOPED_TRACE(std::string(one.type) + " " + one.name);
        const Findings findings =
            named(of_resources(R"("It": {"Type": ")" + std::string(one.type) + R"(", "Properties": {")" + one.property +
                               R"(": ")" + one.name + R"("}})"));
        if (one.good)
            EXPECT_THAT(findings.at(), IsEmpty());
        else
            EXPECT_THAT(findings.at(),
                        ElementsAre("invalid-physical-name /Resources/It/Properties/" + std::string(one.property)));
    }
    // The name is the author's and is repeated unchanged.
    const Findings beyond_ascii(
        check_names, of_resources(R"("It": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r\u00f6le"}})"));
    EXPECT_EQ(beyond_ascii.only().message,
              "role `It` is named `r\xc3\xb6le`, which has a character that such a name cannot have");
    EXPECT_EQ(
        named(of_resources(R"("It": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "a/b"}})")).only().message,
        "role `It` is named `a/b`, which has `/` in it");
}

TEST(Names, AnExportHasOneOwner) {
    const auto exported = [](const char* a, const char* b) {
        return named(R"({"Resources": {"R": {}}, "Outputs": {"A": {"Value": 1, "Export": {"Name": )" + std::string(a) +
                     R"(}}, "B": {"Value": 1, "Export": {"Name": )" + b + "}}}}");
    };
    const Findings findings = exported(R"("x")", R"("x")");
    EXPECT_THAT(findings.at(), ElementsAre("duplicate-export /Outputs/B/Export/Name"));
    EXPECT_THAT(findings.related_to(findings.only()), ElementsAre("/Outputs/A/Export/Name: first exported here"));
    EXPECT_THAT(exported(R"("x")", R"("y")").at(), IsEmpty());
    EXPECT_EQ(exported(R"({"Fn::Sub": "${AWS::StackName}-x"})", R"({"Fn::Sub": "${AWS::StackName}-x"})").all().size(),
              1u);
    EXPECT_THAT(exported(R"({"Fn::Select": [0, ["a"]]})", "5").at(), IsEmpty());
}

}  // namespace
}  // namespace bobgen
