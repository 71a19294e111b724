#include "bob/runtime/triggers.h"

#include "bob/runtime/error.h"
#include "bob/runtime/lambda.h"
#include "bob/runtime/log.h"
#include "loop.h"

namespace bob {

using Type = Value::Kind;

namespace {

std::string_view source_prefix(Trigger trigger) {
    switch (trigger) {
        case Trigger::pre_sign_up:
            return "PreSignUp_";
        case Trigger::post_confirmation:
            return "PostConfirmation_";
        case Trigger::pre_authentication:
            return "PreAuthentication_";
        case Trigger::post_authentication:
            return "PostAuthentication_";
        case Trigger::pre_token_generation:
        case Trigger::pre_token_generation_v2:
        case Trigger::pre_token_generation_v3:
            return "TokenGeneration_";
        case Trigger::user_migration:
            return "UserMigration_";
        case Trigger::custom_message:
            return "CustomMessage_";
        case Trigger::define_auth_challenge:
            return "DefineAuthChallenge_";
        case Trigger::create_auth_challenge:
            return "CreateAuthChallenge_";
        case Trigger::verify_auth_challenge_response:
            return "VerifyAuthChallengeResponse_";
        case Trigger::custom_email_sender:
            return "CustomEmailSender_";
        case Trigger::custom_sms_sender:
            return "CustomSMSSender_";
        case Trigger::inbound_federation:
            return "InboundFederation_";
    }
    return {};
}

Value text_or_absent(const std::string& text) { return text.empty() ? Value() : Value::string(text); }
template <class List>
Value list_or_absent(const List& list) {
    return list.empty() ? Value() : encode(list);
}

std::vector<ChallengeRound> rounds_of(const Value& session) {
    std::vector<ChallengeRound> rounds;
    for (const Value& one : session.elements())
        rounds.push_back({std::string(one["challengeName"].text()), one["challengeResult"].truth(),
                          std::string(one["challengeMetadata"].text())});
    return rounds;
}

}  // namespace

CognitoTrigger::CognitoTrigger(Value event, Trigger trigger) : Record(std::move(event)) {
    if (!source().starts_with(source_prefix(trigger)) || !at("request").is(Type::map))
        throw Failure("MalformedEvent", "The event is no `" + std::string(source_prefix(trigger)) + "…` of Cognito.");
}

std::optional<std::string> CognitoTrigger::parameter(std::string_view map, std::string_view name) const {
    const Value& found = at("request", map, name);
    return found.is(Type::string) ? std::optional<std::string>(found.text()) : std::nullopt;
}

TriggerAnswer CognitoTrigger::answered(Value response) const {
    Value event = raw();
    Value merged = event["response"].is(Type::map) ? event["response"] : Value::map();
    for (auto& member : response.members())
        if (member.value) merged.set(member.name(), std::move(member.value));
    event.set("response", std::move(merged));
    return TriggerAnswer(std::move(event));
}

TriggerAnswer PreSignUp::answer(const Answer& answer) const {
    Value response = Value::map();
    response.append("autoConfirmUser", Value::boolean(answer.auto_confirm));
    response.append("autoVerifyEmail", Value::boolean(answer.auto_verify_email));
    response.append("autoVerifyPhone", Value::boolean(answer.auto_verify_phone));
    return answered(std::move(response));
}

int PreTokenGeneration::version() const { return text("version") == "1" ? 1 : text("version") == "2" ? 2 : 3; }

std::vector<std::string> PreTokenGeneration::groups() const {
    return detail::texts_of(at("request", "groupConfiguration", "groupsToOverride"));
}

std::vector<std::string> PreTokenGeneration::scopes() const { return detail::texts_of(at("request", "scopes")); }

TriggerAnswer PreTokenGeneration::answer(const Answer& answer) const {
    const auto changes = [](const TokenChanges& from) {
        Value made = Value::map();
        made.append("claimsToAddOrOverride", list_or_absent(from.set));
        made.append("claimsToSuppress", list_or_absent(from.suppress));
        made.append("scopesToAdd", list_or_absent(from.add_scopes));
        made.append("scopesToSuppress", list_or_absent(from.suppress_scopes));
        return made;
    };
    Value groups;
    if (answer.groups || answer.roles || !answer.preferred_role.empty()) {
        groups = Value::map();
        groups.append("groupsToOverride", encode(answer.groups));
        groups.append("iamRolesToOverride", encode(answer.roles));
        groups.append("preferredRole", text_or_absent(answer.preferred_role));
    }
    Value details;
    if (version() == 1) {
        bool texts = true;
        for (const auto& [name, value] : answer.id_token.set) texts = texts && value.is(Type::string);
        if (!answer.access_token.empty() || !answer.id_token.add_scopes.empty() ||
            !answer.id_token.suppress_scopes.empty() || !texts)
            throw Failure("UnsupportedTokenChange",
                          "Version 1 of the event changes ID tokens alone, and their claims to texts: let the pool's "
                          "PreTokenGenerationConfig send version 2.");
        details = changes(answer.id_token);
    } else {
        details = Value::map();
        if (!answer.id_token.empty()) details.append("idTokenGeneration", changes(answer.id_token));
        if (!answer.access_token.empty()) details.append("accessTokenGeneration", changes(answer.access_token));
    }
    details.append("groupOverrideDetails", std::move(groups));
    Value response = Value::map();
    response.append(version() == 1 ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails", std::move(details));
    return answered(std::move(response));
}

TriggerAnswer UserMigration::answer(const Answer& answer) const {
    Value response = Value::map();
    response.append("userAttributes", encode(answer.attributes));
    response.append("finalUserStatus", text_or_absent(answer.final_status));
    response.append("messageAction", answer.send_welcome ? Value() : Value::string("SUPPRESS"));
    response.append("desiredDeliveryMediums", list_or_absent(answer.delivery_mediums));
    response.append("forceAliasCreation", Value::boolean(answer.force_alias_creation));
    return answered(std::move(response));
}

TriggerAnswer CustomMessage::answer(const Answer& answer) const {
    Value response = Value::map();
    response.append("smsMessage", text_or_absent(answer.sms));
    response.append("emailMessage", text_or_absent(answer.email));
    response.append("emailSubject", text_or_absent(answer.email_subject));
    return answered(std::move(response));
}

TriggerAnswer InboundFederation::answer(const std::map<std::string, std::string>& attributes) const {
    Value mapped = Value::map();
    for (const auto& [name, value] : attributes) mapped.append(name, Value::string(value));
    Value response = Value::map();
    response.append("userAttributesToMap", std::move(mapped));
    return answered(std::move(response));
}

std::vector<ChallengeRound> DefineAuthChallenge::rounds() const { return rounds_of(at("request", "session")); }
std::vector<ChallengeRound> CreateAuthChallenge::rounds() const { return rounds_of(at("request", "session")); }

TriggerAnswer DefineAuthChallenge::ask(std::string_view challenge) const {
    Value response = Value::map();
    response.append("challengeName", Value::string(challenge));
    response.append("issueTokens", Value::boolean(false));
    response.append("failAuthentication", Value::boolean(false));
    return answered(std::move(response));
}

TriggerAnswer DefineAuthChallenge::issue_tokens() const {
    Value response = Value::map();
    response.append("issueTokens", Value::boolean(true));
    response.append("failAuthentication", Value::boolean(false));
    return answered(std::move(response));
}

TriggerAnswer DefineAuthChallenge::fail() const {
    Value response = Value::map();
    response.append("issueTokens", Value::boolean(false));
    response.append("failAuthentication", Value::boolean(true));
    return answered(std::move(response));
}

TriggerAnswer CreateAuthChallenge::answer(const Answer& answer) const {
    Value response = Value::map();
    response.append("publicChallengeParameters", encode(answer.public_parameters));
    response.append("privateChallengeParameters", encode(answer.private_parameters));
    response.append("challengeMetadata", text_or_absent(answer.metadata));
    return answered(std::move(response));
}

TriggerAnswer VerifyAuthChallengeResponse::answer(bool correct) const {
    Value response = Value::map();
    response.append("answerCorrect", Value::boolean(correct));
    return answered(std::move(response));
}

namespace detail {

void throw_for_users(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const Error&) {
        throw;
    } catch (...) {
        const runtime::ErrorReport report = runtime::describe(std::current_exception());
        log_error("The handler failed", {{"errorType", report.type}, {"errorMessage", report.message}});
    }
    throw Failure("InternalError", "Something went wrong on our side.");
}

}  // namespace detail
}  // namespace bob
