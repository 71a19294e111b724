#include "bob/runtime/triggers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bob/runtime/lambda.h"
#include "events.h"

namespace {

using namespace bob;
using bob::test::at;
using testing::ElementsAre;

/// The members that all triggers share
/// (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html,
/// "User pool Lambda trigger event"), with the request and the response of the trigger's own page.
Value trigger(const char* source, const char* request, const char* response, const char* version = "1") {
    Value event = parse_json(R"({
        "version": "1", "triggerSource": "", "region": "eu-central-1", "userPoolId": "eu-central-1_AbCdEfGhI",
        "userName": "ana", "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "app1"}
    })");
    event.set("version", Value::string(version));
    event.set("triggerSource", Value::string(source));
    event.set("request", parse_json(request));
    event.set("response", parse_json(response));
    return event;
}

std::string response_of(const TriggerAnswer& answer) { return to_json(answer.to_value()["response"]); }

TEST(CognitoTrigger, SaysWhoAndWhat) {
    const PreSignUp event(trigger("PreSignUp_SignUp", R"({
        "userAttributes": {"email": "ana@example.org", "custom:plan": "free"},
        "validationData": {"captcha": "ok"}, "clientMetadata": {"campaign": "spring"}})",
                                  R"({"autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false})"));
    EXPECT_EQ(event.source(), "PreSignUp_SignUp");
    EXPECT_EQ(event.user_name(), "ana");
    EXPECT_EQ(event.user_pool_id(), "eu-central-1_AbCdEfGhI");
    EXPECT_EQ(event.client_id(), "app1");
    EXPECT_EQ(event.attribute("email"), "ana@example.org");
    EXPECT_EQ(event.attribute("phone_number"), std::nullopt);
    EXPECT_EQ(event.validation_data("captcha"), "ok");
    EXPECT_EQ(event.client_metadata("campaign"), "spring");
    EXPECT_EQ(event.attributes().members().size(), 2U);
    EXPECT_EQ(event.unchanged().to_value(), event.raw());
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
TEST(CognitoTrigger, PreSignUpConfirms) {
    const Value from = trigger("PreSignUp_SignUp", R"({"userAttributes": {}})",
                               R"({"autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false})");
    const TriggerAnswer answer = PreSignUp(from).answer({.auto_confirm = true, .auto_verify_email = true});
    EXPECT_EQ(response_of(answer), R"({"autoConfirmUser":true,"autoVerifyEmail":true,"autoVerifyPhone":false})");
    Value rest = answer.to_value();
    rest.set("response", from["response"]);
    EXPECT_EQ(rest, from) << "the rest of the event goes back as it came";
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
TEST(CognitoTrigger, PostConfirmationTellsSignUpsApart) {
    EXPECT_TRUE(PostConfirmation(trigger("PostConfirmation_ConfirmSignUp", "{}", "{}")).of_sign_up());
    EXPECT_FALSE(PostConfirmation(trigger("PostConfirmation_ConfirmForgotPassword", "{}", "{}")).of_sign_up());
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html and
// …/user-pool-lambda-post-authentication.html
TEST(CognitoTrigger, AuthenticationSaysItsFlags) {
    const PreAuthentication before(
        trigger("PreAuthentication_Authentication", R"({"userNotFound": true, "validationData": {"a": "b"}})", "{}"));
    EXPECT_TRUE(before.user_not_found());
    EXPECT_EQ(before.validation_data("a"), "b");
    EXPECT_TRUE(PostAuthentication(trigger("PostAuthentication_Authentication", R"({"newDeviceUsed": true})", "{}"))
                    .new_device());
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
constexpr const char* token_request = R"({
    "userAttributes": {"sub": "1"},
    "groupConfiguration": {"groupsToOverride": ["players"], "iamRolesToOverride": ["arn:r"], "preferredRole": "arn:r"},
    "scopes": ["openid"], "clientMetadata": null})";

TEST(CognitoTrigger, VersionOneChangesIdTokens) {
    const PreTokenGeneration event(trigger("TokenGeneration_Authentication", token_request, "{}"));
    EXPECT_EQ(event.version(), 1);
    EXPECT_THAT(event.groups(), ElementsAre("players"));
    EXPECT_EQ(event.client_metadata("any"), std::nullopt);
    EXPECT_EQ(
        response_of(event.answer({.id_token = {.set = {{"tenant", Value::string("north")}}, .suppress = {"email"}},
                                  .groups = std::vector<std::string>{"players", "admins"}})),
        R"({"claimsOverrideDetails":{"claimsToAddOrOverride":{"tenant":"north"},"claimsToSuppress":["email"],)"
        R"("groupOverrideDetails":{"groupsToOverride":["players","admins"]}}})");
    EXPECT_THROW(event.answer({.access_token = {.suppress = {"email"}}}), Failure);
    EXPECT_THROW(event.answer({.id_token = {.set = {{"level", Value::number(std::int64_t{3})}}}}), Failure);
}

TEST(CognitoTrigger, VersionTwoChangesBothTokens) {
    const PreTokenGeneration event(trigger("TokenGeneration_Authentication", token_request, "{}", "2"));
    EXPECT_EQ(event.version(), 2);
    EXPECT_THAT(event.scopes(), ElementsAre("openid"));
    EXPECT_EQ(response_of(event.answer({.id_token = {.set = {{"level", Value::number(std::int64_t{3})}}},
                                        .access_token = {.add_scopes = {"games/read"}, .suppress_scopes = {"phone"}},
                                        .preferred_role = "arn:r"})),
              R"({"claimsAndScopeOverrideDetails":{"idTokenGeneration":{"claimsToAddOrOverride":{"level":3}},)"
              R"("accessTokenGeneration":{"scopesToAdd":["games/read"],"scopesToSuppress":["phone"]},)"
              R"("groupOverrideDetails":{"preferredRole":"arn:r"}}})");
}

TEST(CognitoTrigger, VersionThreeIsAlsoOfPrograms) {
    const PreTokenGeneration event(
        trigger("TokenGeneration_ClientCredentials", R"({"scopes": ["games/read"]})", "{}", "3"));
    EXPECT_EQ(event.version(), 3);
    EXPECT_TRUE(event.of_program());
    EXPECT_THAT(event.groups(), testing::IsEmpty());
    EXPECT_EQ(
        response_of(event.answer({.access_token = {.set = {{"tenant", Value::string("north")}}}})),
        R"({"claimsAndScopeOverrideDetails":{"accessTokenGeneration":{"claimsToAddOrOverride":{"tenant":"north"}}}})");
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html and
// …/user-pool-lambda-custom-sms-sender.html
TEST(CognitoTrigger, SendersGetTheCodeEncrypted) {
    const char* request =
        R"({"type": "customEmailSenderRequestV1", "code": "AYADeA==", "userAttributes": {"email": "a@b.org"}})";
    const CustomEmailSender event(trigger("CustomEmailSender_SignUp", request, "{}"));
    EXPECT_EQ(event.encrypted_code(), "AYADeA==");
    EXPECT_EQ(event.attribute("email"), "a@b.org");
    EXPECT_EQ(CustomSmsSender(trigger("CustomSMSSender_Authentication", R"({"code": null})", "{}")).encrypted_code(),
              "");
    EXPECT_THROW(CustomSmsSender(trigger("CustomEmailSender_SignUp", request, "{}")), Failure);
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html
TEST(CognitoTrigger, InboundFederationSaysWhatStays) {
    const InboundFederation event(trigger("InboundFederation_ExternalProvider", R"({
        "providerName": "Company", "providerType": "SAML",
        "attributes": {"samlResponse": {"groups": "a,b", "email": "ana@example.org"}}})",
                                          R"({"userAttributesToMap": {}})"));
    EXPECT_EQ(event.provider_name(), "Company");
    EXPECT_EQ(event.provider_type(), "SAML");
    EXPECT_EQ(event.saml_response()["groups"].text(), "a,b");
    EXPECT_FALSE(event.id_token());
    EXPECT_EQ(response_of(event.answer({{"email", "ana@example.org"}})),
              R"({"userAttributesToMap":{"email":"ana@example.org"}})");
    EXPECT_EQ(response_of(event.answer({})), R"({"userAttributesToMap":{}})");
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
TEST(CognitoTrigger, UserMigrationMakesTheUser) {
    const UserMigration event(trigger("UserMigration_Authentication",
                                      R"({"password": "old", "validationData": {"a": "b"}, "userAttributes": null})",
                                      R"({"userAttributes": null, "forceAliasCreation": null, "finalUserStatus": null,
                                          "messageAction": null, "desiredDeliveryMediums": null})"));
    EXPECT_TRUE(event.of_sign_in());
    EXPECT_EQ(event.password(), "old");
    EXPECT_EQ(event.attribute("email"), std::nullopt);
    EXPECT_EQ(response_of(event.answer({.attributes = {{"email", "a@b.c"}}, .delivery_mediums = {"EMAIL"}})),
              R"({"userAttributes":{"email":"a@b.c"},"forceAliasCreation":false,"finalUserStatus":"CONFIRMED",)"
              R"("messageAction":"SUPPRESS","desiredDeliveryMediums":["EMAIL"]})");
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
TEST(CognitoTrigger, CustomMessageWritesWhatItWants) {
    const CustomMessage event(trigger("CustomMessage_SignUp",
                                      R"({"codeParameter": "{####}", "linkParameter": "{##x##}",
                                          "usernameParameter": null})",
                                      R"({"smsMessage": null, "emailMessage": null, "emailSubject": null})"));
    EXPECT_EQ(event.code_placeholder(), "{####}");
    EXPECT_EQ(event.link_placeholder(), "{##x##}");
    EXPECT_EQ(event.user_name_placeholder(), "");
    EXPECT_EQ(response_of(event.answer({.email = "Code " + event.code_placeholder(), .email_subject = "Olá"})),
              R"({"smsMessage":null,"emailMessage":"Code {####}","emailSubject":"Olá"})");
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
TEST(CognitoTrigger, AChallengeGoesItsRounds) {
    const char* session = R"({"session": [{"challengeName": "SRP_A", "challengeResult": true},
                                          {"challengeName": "CUSTOM_CHALLENGE", "challengeResult": false,
                                           "challengeMetadata": "CAPTCHA"}],
                              "challengeName": "CUSTOM_CHALLENGE", "userNotFound": false})";
    const DefineAuthChallenge define(trigger("DefineAuthChallenge_Authentication", session, "{}"));
    ASSERT_EQ(define.rounds().size(), 2U);
    EXPECT_TRUE(define.rounds()[0].passed);
    EXPECT_EQ(define.rounds()[1].metadata, "CAPTCHA");
    EXPECT_FALSE(define.user_not_found());
    EXPECT_EQ(response_of(define.ask()),
              R"({"challengeName":"CUSTOM_CHALLENGE","issueTokens":false,"failAuthentication":false})");
    EXPECT_EQ(response_of(define.issue_tokens()), R"({"issueTokens":true,"failAuthentication":false})");
    EXPECT_EQ(response_of(define.fail()), R"({"issueTokens":false,"failAuthentication":true})");

    const CreateAuthChallenge create(trigger("CreateAuthChallenge_Authentication", session, "{}"));
    EXPECT_EQ(create.challenge(), "CUSTOM_CHALLENGE");
    EXPECT_EQ(create.rounds().size(), 2U);
    EXPECT_EQ(
        response_of(create.answer(
            {.public_parameters = {{"question", "2+2"}}, .private_parameters = {{"answer", "4"}}, .metadata = "SUM"})),
        R"({"publicChallengeParameters":{"question":"2+2"},"privateChallengeParameters":{"answer":"4"},)"
        R"("challengeMetadata":"SUM"})");

    const VerifyAuthChallengeResponse verify(
        trigger("VerifyAuthChallengeResponse_Authentication",
                R"({"privateChallengeParameters": {"answer": "4"}, "challengeAnswer": "4"})", "{}"));
    EXPECT_EQ(verify.private_parameter("answer"), verify.given());
    EXPECT_EQ(response_of(verify.answer(true)), R"({"answerCorrect":true})");
}

TEST(CognitoTrigger, OfAnotherKindIsMalformed) {
    const Value event = trigger("PostConfirmation_ConfirmSignUp", "{}", "{}");
    EXPECT_THROW(PreSignUp{event}, Failure);
    EXPECT_THROW(PreAuthentication{event}, Failure);
    EXPECT_THROW(PostConfirmation{parse_json("{}")}, Failure);
    EXPECT_THROW(PostConfirmation{parse_json("null")}, Failure);
    EXPECT_THROW(PostConfirmation{trigger("PostConfirmation_ConfirmSignUp", "[]", "{}")}, Failure);
}

constexpr UserPool players{.name = "Players"};
constexpr Function welcome{.name = "welcome", .cognito = {{players, Trigger::post_confirmation}}};
void handle(const PostConfirmation&) {}

TEST(CognitoTrigger, GetsItsEventBackWhenNothingIsAnswered) {
    const Value event = trigger("PostConfirmation_ConfirmSignUp", R"({"userAttributes": {"email": "é@b.c"}})", "{}");
    EXPECT_EQ(parse_json(handles<welcome>(handle).invoke(to_json(event))), event);
}

void refuse(const PostConfirmation& event) {
    if (event.user_name() == "ana") throw Forbidden("Ask for an invitation first.");
    throw std::runtime_error("a secret");
}

/// Cognito shows the error's message to the user: "PreSignUp failed with error …".
TEST(CognitoTrigger, ShowsUsersNothingThatIsNotForThem) {
    Value event = trigger("PostConfirmation_ConfirmSignUp", "{}", "{}");
    EXPECT_THROW(handles<welcome>(refuse).invoke(to_json(event)), Forbidden);
    event.set("userName", Value::string("bo"));
    testing::internal::CaptureStderr();
    try {
        handles<welcome>(refuse).invoke(to_json(event));
        ADD_FAILURE();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.message(), "Something went wrong on our side.");
    }
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr("a secret"));
}

}  // namespace
