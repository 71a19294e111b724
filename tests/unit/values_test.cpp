#include "generator/check/template/values.h"

#include <gmock/gmock.h>

#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;

Findings found(std::string_view type, std::string_view properties, std::string_view more = "") {
    Findings made(check_values, of_resources(R"("It": {"Type": ")" + std::string(type) + R"(", "Properties": )" +
                                             std::string(properties) + "}" + std::string(more)));
    expect_style(made);
    return made;
}

Findings delay(std::string_view value) {
    return found("AWS::SQS::Queue", R"({"DelaySeconds": )" + std::string(value) + "}");
}

TEST(Values, NumbersHaveBounds) {
    for (const char* good : {"0", "900", "\"900\"", "{\"Ref\": \"P\"}", "\"${self:custom.delay}\"", "true", "[901]",
                             "\"{{resolve:ssm:/delay}}\"", "{\"Fn::If\": [\"C\", 1, {\"Ref\": \"AWS::NoValue\"}]}"})
        EXPECT_THAT(delay(good).at(), IsEmpty()) << good;
    for (const char* bad : {"901", "\"901\"", "-1", "900.5", "1e300"})
        EXPECT_THAT(delay(bad).at(), ElementsAre("number-not-allowed /Resources/It/Properties/DelaySeconds")) << bad;
    EXPECT_THAT(delay(R"({"Fn::If": ["C", 1, 1000]})").at(),
                ElementsAre("number-not-allowed /Resources/It/Properties/DelaySeconds/Fn::If/2"));
    EXPECT_EQ(delay("901").only().fix, "choose 0 to 900");
}

TEST(Values, LengthsCountCharacters) {
    const auto described = [](const std::string& text) {
        return found("AWS::KMS::Key", R"({"Description": ")" + text + "\"}");
    };
    std::string umlauts;
    for (int i = 0; i < 8192; ++i) umlauts += "ä";
    EXPECT_THAT(described(umlauts).at(), IsEmpty());
    EXPECT_EQ(described(umlauts + "abc").only().fix, "shorten it by 3 characters");
    EXPECT_THAT(described(umlauts + "a").only().fix, HasSubstr("1 character"));
}

TEST(Values, FormsAreThoseOfWrittenTexts) {
    const auto alias = [](std::string_view name) {
        return found("AWS::KMS::Alias", R"({"TargetKeyId": "k", "AliasName": )" + std::string(name) + "}");
    };
    for (const char* good :
         {R"("alias/shop")", R"({"Fn::Sub": "${Stage}-shop"})", R"({"Fn::Join": ["/", ["alias", "x"]]})",
          R"({"Fn::GetAtt": ["Other", "Name"]})", R"({"Fn::Newer": 1})", "\"alias/\\u00e4\""})
        EXPECT_THAT(alias(good).at(), IsEmpty()) << good;
    EXPECT_THAT(alias(R"({"Fn::Sub": "shop"})").at(),
                ElementsAre("form-not-allowed /Resources/It/Properties/AliasName"));
    EXPECT_THAT(alias("\"shop\"").only().fix, HasSubstr("alias/"));
    // A number may have been written otherwise.
    EXPECT_THAT(found("AWS::Glue::Job", R"({"Command": {}, "Role": "r", "GlueVersion": 4.0})").at(), IsEmpty());
}

TEST(Values, SecretsAreNotShown) {
    const Findings findings = found("AWS::KinesisFirehose::DeliveryStream",
                                    R"({"SnowflakeDestinationConfiguration": {"PrivateKey": "the key of somebody )" +
                                        std::string(300, '-') + R"("}})");
    ASSERT_FALSE(findings.all().empty());
    for (const Diagnostic& one : findings.all()) EXPECT_EQ(one.message.find("somebody"), std::string::npos);
}

TEST(Values, ListsOfUnknownLengthAreNotCounted) {
    const auto layers = [](std::string_view list) {
        return found("AWS::Lambda::Function", R"({"Architectures": )" + std::string(list) + "}");
    };
    EXPECT_THAT(layers(R"(["arm64"])").at(), IsEmpty());
    EXPECT_THAT(layers(R"(["arm64", {"Ref": "AWS::NoValue"}])").at(), IsEmpty());
    EXPECT_THAT(layers(R"({"Ref": "List"})").at(), IsEmpty());
    EXPECT_THAT(layers(R"(["arm64", "x86_64"])").at(),
                ElementsAre("count-not-allowed /Resources/It/Properties/Architectures"));
    EXPECT_THAT(layers(R"(["amd64"])").at(), ElementsAre("unknown-value /Resources/It/Properties/Architectures/0"));
}

TEST(Values, RelationsHoldForWhatIsCertain) {
    const auto route = [](std::string_view more) {
        return found("AWS::EC2::Route", R"({"RouteTableId": "t", "GatewayId": "g")" + std::string(more) + "}");
    };
    EXPECT_THAT(route("").at(), ElementsAre("missing-alternative /Resources/It/Properties"));
    EXPECT_THAT(route(R"(, "DestinationCidrBlock": "0.0.0.0/0")").at(), IsEmpty());
    EXPECT_THAT(route(R"(, "DestinationCidrBlock": {"Fn::If": ["C", "x", {"Ref": "AWS::NoValue"}]})").at(), IsEmpty());
    EXPECT_THAT(route(R"(, "DestinationCidrBlock": {"Ref": "AWS::NoValue"})").at(),
                ElementsAre("missing-alternative /Resources/It/Properties"));
    EXPECT_THAT(route(R"(, "Fn::Transform": {"Name": "M"})").at(), IsEmpty());
    EXPECT_THAT(route(R"(, "DestinationCidrBlock": "0.0.0.0/0", "DestinationIpv6CidrBlock": "::/0")").at(),
                ElementsAre("exclusive-properties /Resources/It/Properties/DestinationIpv6CidrBlock"));
    EXPECT_THAT(route(R"(, "DestinationCidrBlock": "0.0.0.0/0", "DestinationIpv6CidrBlock": "")").at(), IsEmpty());
}

TEST(Values, WhatOthersSayIsNotSaidAgain) {
    Report said, more;
    const Place place("a.yml", 1, 2), other("a.yml", 3, 4);
    said.add({.rule = all_rules()[0], .message = "one", .primary = {place, {}}, .related = {}, .fix = {}});
    more.add({.rule = all_rules()[1], .message = "two", .primary = {place, {}}, .related = {}, .fix = {}});
    more.add({.rule = all_rules()[1], .message = "three", .primary = {other, {}}, .related = {}, .fix = {}});
    add_unsaid(more, said);
    ASSERT_EQ(said.diagnostics().size(), 2U);
    EXPECT_EQ(said.diagnostics()[1].message, "three");
}

}  // namespace
}  // namespace bobgen
