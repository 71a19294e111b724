#include "bob/limits.h"
#include "generator/check/lambda/functions.h"
#include "generator/check/lambda/runtimes.h"
#include "tests/unit/findings.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using testing::Findings;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::of_resources;

Findings found(const std::string& json) {
    Findings made(check_functions, json);
    expect_style(made);
    return made;
}

/// A function with these properties in addition to what every function has.
Findings with(const std::string& properties, const std::string& sections = "") {
    return found("{" + sections + R"("Resources": {"F": {"Type": "AWS::Lambda::Function", "Properties": {
        "Role": "r", "Handler": "bootstrap", "Runtime": "provided.al2023")" +
                 (properties.empty() ? "" : ", " + properties) + "}}}}");
}

const std::string at = "/Resources/F/Properties/";

TEST(Functions, AnOrdinaryFunctionIsSilent) {
    EXPECT_THAT(with(R"("Timeout": 900, "MemorySize": 128, "EphemeralStorage": {"Size": 10240}, "Description": "x",
        "Layers": [1, 2, 3, 4, 5], "ReservedConcurrentExecutions": 900, "Environment": {"Variables": {
            "TABLE": {"Ref": "T"}, "STAGE": "dev", "TOKEN_URL": "https://example.org", "API_KEY": "",
            "JWT_SECRET": "{{resolve:ssm:/shop/dev/issuer}}", "GITHUB_TOKEN": {"Ref": "P"},
            "DB_PASSWORD": "arn:aws:secretsmanager:eu-west-1:1:secret:x", "MAX_TOKEN": "5000"}})")
                    .at(),
                IsEmpty());
}

TEST(Functions, ASecretIsNoEnvironmentVariable) {
    const Findings findings = with(R"("Environment": {"Variables": {
        "A1": "{{resolve:secretsmanager:shop/dev:SecretString:key}}", "B1": "{{resolve:ssm:/shop/dev/plain}}",
        "C1": {"Fn::Sub": "postgres://{{resolve:secretsmanager:shop/dev/database}}@host"}, "D1": "secretsmanager:shop/dev"}})");
    EXPECT_THAT(findings.at(),
                ElementsAre("secret-reference-in-environment " + at + "Environment/Variables/A1",
                            "secret-reference-in-environment " + at + "Environment/Variables/C1/Fn::Sub"));
}

TEST(Functions, SettingsStayInTheirRanges) {
    struct Case {
        const char* property;
        const char* place;
        const char* fix;
    };
    for (const Case& one :
         {Case{R"("Timeout": 901)", "Timeout", "choose 1 to 900s"},
          Case{R"("Timeout": 0)", "Timeout", "choose 1 to 900s"},
          Case{R"("Timeout": "1200")", "Timeout", "choose 1 to 900s"},
          Case{R"("MemorySize": 127)", "MemorySize", "choose 128 to 10240 MB"},
          Case{R"("MemorySize": 10241)", "MemorySize", "choose 128 to 10240 MB"},
          Case{R"("EphemeralStorage": {"Size": 511})", "EphemeralStorage/Size", "choose 512 to 10240 MB"}}) {
        SCOPED_TRACE(one.property);
        const Findings findings = with(one.property);
        EXPECT_THAT(findings.at(), ElementsAre("function-setting-out-of-range " + at + one.place));
        EXPECT_EQ(findings.only().fix, one.fix);
    }
    EXPECT_THAT(with(R"("Timeout": {"Ref": "Unknown"}, "MemorySize": "lots", "EphemeralStorage": 5)").at(), IsEmpty());
}

TEST(Functions, DefaultsOfParametersAreJudged) {
    const auto timeout = [](const char* parameter) {
        return with(R"("Timeout": {"Ref": "Wait"})", R"("Parameters": {"Wait": )" + std::string(parameter) + "},")
            .all()
            .size();
    };
    EXPECT_EQ(timeout(R"({"Type": "Number", "Default": 1200})"), 1u);
    EXPECT_EQ(timeout(R"({"Type": "Number", "Default": 12})"), 0u);
    EXPECT_EQ(timeout(R"({"Type": "Number"})"), 0u);
}

TEST(Functions, AZipNeedsHandlerAndRuntime) {
    EXPECT_THAT(found(of_resources(R"("F": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "r"}})")).at(),
                ElementsAre("incomplete-function /Resources/F", "incomplete-function /Resources/F"));
    EXPECT_THAT(found(of_resources(R"("F": {"Type": "AWS::Lambda::Function",
        "Properties": {"Role": "r", "PackageType": "Image"}})"))
                    .at(),
                IsEmpty());
}

TEST(Functions, EnvironmentNames) {
    EXPECT_THAT(with(R"("Environment": {"Variables": {"AWS_REGION": "x", "_HANDLER": "x", "A": "x", "TABLE-NAME": "x",
        "1ST": "x", "_x": "x", "AWS_SOMETHING": "x"}})")
                    .at(),
                ElementsAre("reserved-environment-name " + at + "Environment/Variables/AWS_REGION",
                            "reserved-environment-name " + at + "Environment/Variables/_HANDLER",
                            "invalid-environment-name " + at + "Environment/Variables/A",
                            "invalid-environment-name " + at + "Environment/Variables/TABLE-NAME",
                            "invalid-environment-name " + at + "Environment/Variables/1ST",
                            "invalid-environment-name " + at + "Environment/Variables/_x"));
}

TEST(Functions, SecretsInTheEnvironmentAreNotRepeated) {
    for (const char* name : {"DISCORD_TOKEN", "apiKey", "DB_PASSWORD", "JWT_SECRET", "stripeSecretKey"}) {
        const Findings findings =
            with(R"("Environment": {"Variables": {")" + std::string(name) + R"(": "hunter2hunter2"}})");
        EXPECT_THAT(findings.at(),
                    ElementsAre("secret-in-environment " + at + "Environment/Variables/" + std::string(name)));
        EXPECT_EQ((findings.only().message + findings.only().fix).find("hunter2"), std::string::npos);
    }
}

TEST(Functions, TheEnvironmentHasALimit) {
    const auto environment = [](std::size_t bytes) {
        return with(R"("Environment": {"Variables": {"WORDS": ")" + std::string(bytes - 5, 'x') + R"("}})").at();
    };
    EXPECT_THAT(environment(bob::limits::function_environment_max), IsEmpty());
    EXPECT_THAT(environment(bob::limits::function_environment_max + 1),
                ElementsAre("environment-too-large " + at + "Environment/Variables"));
}

TEST(Functions, LayersAndDescriptionHaveLimits) {
    EXPECT_THAT(with(R"("Layers": [1, 2, 3, 4, 5, 6])").at(), ElementsAre("too-many-layers " + at + "Layers/5"));
    EXPECT_THAT(with(R"("Description": ")" + std::string(256, 'x') + '"').at(), IsEmpty());
    std::string two_byte_characters;
    for (int i = 0; i < 256; ++i) two_byte_characters += "\u00e9";
    EXPECT_THAT(with(R"("Description": ")" + two_byte_characters + '"').at(), IsEmpty());
    EXPECT_THAT(with(R"("Description": ")" + std::string(257, 'x') + '"').at(),
                ElementsAre("function-description-too-long " + at + "Description"));
}

TEST(Functions, Runtimes) {
    const auto runtime = [](const std::string& name) {
        return found(of_resources(
            R"("F": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "r", "Handler": "h", "Runtime": ")" +
            name + "\"}}"));
    };
    for (const char* good :
         {"provided.al2023", "nodejs24.x", "nodejs22.x", "python3.14", "java25", "dotnet10", "ruby3.4"})
        EXPECT_THAT(runtime(good).at(), IsEmpty()) << good;
    EXPECT_EQ(runtime("provided.al2").only().message,
              "function `F` has the runtime `provided.al2`, which is deprecated since 2026-07-31");
    EXPECT_EQ(runtime("provided.al2").only().fix, "use `provided.al2023`");
    EXPECT_EQ(runtime("nodejs20.x").only().rule->id, "deprecated-runtime");
    EXPECT_EQ(runtime("nodejs12.x").only().rule->id, "blocked-runtime");
    EXPECT_EQ(runtime("provided.al2032").only().fix, "did you mean `provided.al2023`?");
    EXPECT_EQ(runtime("nodejs21.x").only().rule->id, "unknown-runtime");
    EXPECT_EQ(runtime("python").only().rule->id, "unknown-runtime");
    for (const char* wrong : {"pyton3.12", "nodejs22", "python312", "Python3.12"})
        EXPECT_EQ(runtime(wrong).only().rule->id, "unknown-runtime") << wrong;
    for (const char* newer : {"nodejs30.x", "python3.15", "java29", "cobol85", "provided.al2027"})
        EXPECT_EQ(runtime(newer).only().rule->id, "unlisted-runtime") << newer;
    EXPECT_EQ(runtime("python3.99999999999999999999").only().rule->id, "unknown-runtime");
}

TEST(Functions, ReservedConcurrencyOfAllTogether) {
    const auto reserve = [](std::initializer_list<const char*> values, const char* condition = "") {
        std::string resources;
        int number = 0;
        for (const char* value : values) {
            resources += (number ? ", \"F" : "\"F") + std::to_string(number) +
                         R"(": {"Type": "AWS::Lambda::Function")" + condition + R"(, "Properties": {"Role": "r",
                         "Handler": "h", "Runtime": "provided.al2023", "ReservedConcurrentExecutions": )" +
                         value + "}}";
            ++number;
        }
        return found(of_resources(resources));
    };
    EXPECT_THAT(reserve({"500", "400", "0"}).at(), IsEmpty());
    EXPECT_THAT(reserve({"500", "401", R"({"Ref": "X"})"}).at(),
                ElementsAre("too-much-reserved-concurrency /Resources/F1/Properties/ReservedConcurrentExecutions"));
    EXPECT_EQ(reserve({"500", "401"}).only().message,
              "the functions of the stack reserve a concurrency of 901, but only 900 can be reserved");
    EXPECT_EQ(reserve({"500", "401"}).only().related.size(), 1u);
    EXPECT_THAT(reserve({"500", "401"}, R"(, "Condition": "C")").at(), IsEmpty());
    EXPECT_EQ(reserve({"9223372036854775807", "9223372036854775807"}).all().size(), 1u);
}

std::string function_with_timeout(const char* timeout) {
    return R"("F": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "r", "Handler": "h",
        "Runtime": "provided.al2023", "Timeout": )" +
           std::string(timeout) + "}}";
}

const std::string rest_method = R"(, "M": {"Type": "AWS::ApiGateway::Method", "Properties": {"Integration": {
    "Type": "AWS_PROXY", "Uri": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":apigateway:",
    {"Ref": "AWS::Region"}, ":lambda:path/2015-03-31/functions/", {"Fn::GetAtt": ["F", "Arn"]}, "/invocations"]]}}}})";

const std::string http_route = R"(, "I": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {
    "IntegrationType": "AWS_PROXY", "IntegrationUri": {"Fn::GetAtt": ["F", "Arn"]}, "TimeoutInMillis": 30000}},
    "R": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"RouteKey": "GET /x",
    "Target": {"Fn::Join": ["/", ["integrations", {"Ref": "I"}]]}}})";

TEST(Functions, AGatewayGivesUp) {
    EXPECT_THAT(found(of_resources(function_with_timeout("29") + rest_method)).at(), IsEmpty());
    EXPECT_THAT(found(of_resources(function_with_timeout("30") + http_route)).at(), IsEmpty());
    EXPECT_THAT(found(of_resources(function_with_timeout("900"))).at(), IsEmpty());

    const Findings rest = found(of_resources(function_with_timeout("30") + rest_method));
    EXPECT_THAT(rest.at(), ElementsAre("function-outlives-gateway " + at + "Timeout"));
    EXPECT_EQ(rest.only().message, "function `F` may run for 30s, but a REST API times out after 29s");
    EXPECT_THAT(rest.related_to(rest.only()), ElementsAre("/Resources/M: called over HTTP here"));
    EXPECT_EQ(rest.only().fix, "set `.timeout = 29s`, or pass the long work to a queue");

    const Findings http = found(of_resources(function_with_timeout("60") + http_route));
    EXPECT_EQ(http.only().message, "function `F` may run for 60s, but an HTTP API times out after 30s");
    EXPECT_THAT(http.related_to(http.only()), ElementsAre("/Resources/R/Properties/RouteKey: called over HTTP here"));

    const Findings both = found(of_resources(function_with_timeout("60") + rest_method + http_route));
    EXPECT_THAT(both.only().message, HasSubstr("a REST API"));
}

TEST(Functions, AGatewayCanBeToldToWait) {
    const auto method = [](const char* timeout) {
        std::string made = rest_method;
        made.insert(made.find(R"("Uri")"), R"("TimeoutInMillis": )" + std::string(timeout) + ", ");
        return found(of_resources(function_with_timeout("60") + made)).all().size();
    };
    EXPECT_EQ(method("60000"), 0u);
    EXPECT_EQ(method("5000"), 1u);
    EXPECT_EQ(method(R"({"Ref": "Wait"})"), 0u);
}

TEST(Functions, WrongShapesAreJudgedNoFurther) {
    EXPECT_THAT(with(R"("Environment": {"Variables": ["x"]}, "Layers": "x", "Description": {}, "EphemeralStorage": "x",
        "ReservedConcurrentExecutions": [], "Timeout": {"a": 1})")
                    .at(),
                IsEmpty());
    EXPECT_THAT(found(of_resources(R"("M": {"Type": "AWS::ApiGateway::Method"}, "N": {"Type": "AWS::ApiGateway::Method",
        "Properties": {"Integration": 5}}, "R": {"Type": "AWS::ApiGatewayV2::Route", "Properties": {"Target": 1}},
        "I": {"Type": "AWS::ApiGatewayV2::Integration", "Properties": {"IntegrationType": "AWS_PROXY"}})"))
                    .at(),
                IsEmpty());
}

}  // namespace
}  // namespace bobgen
