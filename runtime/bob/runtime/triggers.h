/// The triggers of a Cognito user pool, each with its event and its possible answers:
///
///     TriggerAnswer handle(const PreSignUp& event) {
///         if (!invited(event.attribute("email"))) throw Forbidden("Ask for an invitation first.");
///         return event.answer({.auto_confirm = true});
///     }
///
/// A handler that returns nothing answers with the unchanged event, so Cognito continues. An exception stops Cognito,
/// which shows the message to the user: `PreSignUp failed with error Ask for an invitation first.` Cognito waits 5
/// seconds and calls up to three times, so a trigger must tolerate repeated calls.
///
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bob/function.h"
#include "bob/runtime/records.h"

namespace bob {

/// The event with a response in it.
class TriggerAnswer {
public:
    explicit TriggerAnswer(Value event) : event_(std::move(event)) {}
    const Value& to_value() const { return event_; }

private:
    Value event_;
};

class CognitoTrigger : public detail::Record {
public:
    /// Throws a `Failure` of the type `MalformedEvent` for the event of another trigger.
    CognitoTrigger(Value event, Trigger trigger);

    /// The exact cause: `PreSignUp_SignUp`, `PreSignUp_ExternalProvider` …
    std::string source() const { return text("triggerSource"); }
    std::string user_name() const { return text("userName"); }
    std::string user_pool_id() const { return text("userPoolId"); }
    std::string client_id() const { return text("callerContext", "clientId"); }
    std::optional<std::string> attribute(std::string_view name) const { return parameter("userAttributes", name); }
    /// Of the user: `sub`, `email`, `custom:plan` …
    const Value& attributes() const { return at("request", "userAttributes"); }
    /// Data from the app; do not trust it, users of the app can send anything.
    std::optional<std::string> client_metadata(std::string_view name) const {
        return parameter("clientMetadata", name);
    }
    /// Continues without an answer.
    TriggerAnswer unchanged() const { return TriggerAnswer(raw()); }

protected:
    std::optional<std::string> parameter(std::string_view map, std::string_view name) const;
    bool flag(std::string_view name) const { return at("request", name).truth(); }
    /// Absent members stay unchanged.
    TriggerAnswer answered(Value response) const;
};

namespace detail {

/// `Versions` are other versions of the same trigger.
template <Trigger Which, Trigger... Versions>
class TypedTrigger : public CognitoTrigger {
public:
    explicit TypedTrigger(Value event) : CognitoTrigger(std::move(event), Which) {}

    template <const auto& F, class Answer>
    static consteval void belongs_to() {
        static_assert(declares<F>(), "the function's `cognito` does not name this trigger");
        static_assert(std::is_void_v<Answer> || std::is_same_v<Answer, TriggerAnswer>,
                      "a Cognito trigger is answered with its own event: return `event.answer(…)`, or nothing");
    }

private:
    template <const auto& F>
    static consteval bool declares() {
        for (const auto& event : F.cognito)
            if (event.trigger == Which || ((event.trigger == Versions) || ...)) return true;
        return false;
    }
};

}  // namespace detail

/// A user signs up, or is about to be created by a first sign-in with another provider.
class PreSignUp : public detail::TypedTrigger<Trigger::pre_sign_up> {
public:
    using TypedTrigger::TypedTrigger;
    std::optional<std::string> validation_data(std::string_view name) const {
        return parameter("validationData", name);
    }
    struct Answer {
        bool auto_confirm = false;
        bool auto_verify_email = false;
        bool auto_verify_phone = false;
    };
    TriggerAnswer answer(const Answer&) const;
};

/// A sign-up, or a new password after a forgotten one, was confirmed.
class PostConfirmation : public detail::TypedTrigger<Trigger::post_confirmation> {
public:
    using TypedTrigger::TypedTrigger;
    bool of_sign_up() const { return source() == "PostConfirmation_ConfirmSignUp"; }
};

/// A user is about to sign in. Throw to reject.
class PreAuthentication : public detail::TypedTrigger<Trigger::pre_authentication> {
public:
    using TypedTrigger::TypedTrigger;
    std::optional<std::string> validation_data(std::string_view name) const {
        return parameter("validationData", name);
    }
    /// With `prevent_user_existence_errors`, Cognito also calls for users that do not exist.
    bool user_not_found() const { return flag("userNotFound"); }
};

class PostAuthentication : public detail::TypedTrigger<Trigger::post_authentication> {
public:
    using TypedTrigger::TypedTrigger;
    bool new_device() const { return flag("newDeviceUsed"); }
};

/// Tokens are about to be issued. Version 1 of the event (`Trigger::pre_token_generation`) can only change ID tokens,
/// and its values are texts. Version 2 changes access tokens as well, and version 3 also those of programs.
class PreTokenGeneration : public detail::TypedTrigger<Trigger::pre_token_generation, Trigger::pre_token_generation_v2,
                                                       Trigger::pre_token_generation_v3> {
public:
    using TypedTrigger::TypedTrigger;
    int version() const;
    /// Of a program that signs in with `client_credentials`: there is no user.
    bool of_program() const { return source() == "TokenGeneration_ClientCredentials"; }
    std::vector<std::string> groups() const;
    std::vector<std::string> scopes() const;  ///< the requested scopes; since version 2

    struct TokenChanges {
        std::map<std::string, Value> set = {};
        std::vector<std::string> suppress = {};
        std::vector<std::string> add_scopes = {};  ///< of an access token
        std::vector<std::string> suppress_scopes = {};
        bool empty() const { return set.empty() && suppress.empty() && add_scopes.empty() && suppress_scopes.empty(); }
    };
    struct Answer {
        TokenChanges id_token = {};
        TokenChanges access_token = {};
        /// Replaces the user's groups.
        std::optional<std::vector<std::string>> groups = {};
        std::optional<std::vector<std::string>> roles = {};  ///< ARNs
        std::string preferred_role = {};
    };
    /// Throws a `Failure` for changes that the event's version does not support.
    TriggerAnswer answer(const Answer&) const;
};

/// An unknown user signs in or forgot the password; another system may know them.
class UserMigration : public detail::TypedTrigger<Trigger::user_migration> {
public:
    using TypedTrigger::TypedTrigger;
    bool of_sign_in() const { return source() == "UserMigration_Authentication"; }
    /// From a sign-in; empty if the password was forgotten.
    std::string password() const { return text("request", "password"); }
    std::optional<std::string> validation_data(std::string_view name) const {
        return parameter("validationData", name);
    }
    struct Answer {
        std::map<std::string, std::string> attributes;  ///< of the user to create
        /// `CONFIRMED` keeps the password, `RESET_REQUIRED` requires a new one.
        std::string final_status = "CONFIRMED";
        bool send_welcome = false;
        std::vector<std::string> delivery_mediums = {};  ///< "EMAIL", "SMS"
        bool force_alias_creation = false;
    };
    TriggerAnswer answer(const Answer&) const;
};

/// A message is about to be sent.
class CustomMessage : public detail::TypedTrigger<Trigger::custom_message> {
public:
    using TypedTrigger::TypedTrigger;
    /// The placeholder for the code in the texts; Cognito replaces it.
    std::string code_placeholder() const { return text("request", "codeParameter"); }
    std::string link_placeholder() const { return text("request", "linkParameter"); }
    std::string user_name_placeholder() const { return text("request", "usernameParameter"); }
    struct Answer {
        std::string sms = {};  ///< if empty, the pool's own text is sent
        std::string email = {};
        std::string email_subject = {};
    };
    TriggerAnswer answer(const Answer&) const;
};

namespace detail {
/// A message that the function sends itself, in Cognito's place.
template <Trigger Which>
class CustomSender : public TypedTrigger<Which> {
public:
    using TypedTrigger<Which>::TypedTrigger;
    /// In base64, and encrypted with the pool's `custom_sender_key` in the message format of the AWS Encryption SDK,
    /// which bob does not read; empty for a message without a code.
    std::string encrypted_code() const { return this->text("request", "code"); }
};
}  // namespace detail

/// An e-mail is to be sent.
class CustomEmailSender : public detail::CustomSender<Trigger::custom_email_sender> {
public:
    using CustomSender::CustomSender;
};

/// A text message is to be sent.
class CustomSmsSender : public detail::CustomSender<Trigger::custom_sms_sender> {
public:
    using CustomSender::CustomSender;
};

/// A user comes from another identity provider, with what it says of them.
class InboundFederation : public detail::TypedTrigger<Trigger::inbound_federation> {
public:
    using TypedTrigger::TypedTrigger;
    std::string provider_name() const { return text("request", "providerName"); }
    std::string provider_type() const { return text("request", "providerType"); }  ///< "OIDC", "SAML", "Google" …
    const Value& token_response() const { return at("request", "attributes", "tokenResponse"); }
    const Value& id_token() const { return at("request", "attributes", "idToken"); }
    const Value& user_info() const { return at("request", "attributes", "userInfo"); }
    const Value& saml_response() const { return at("request", "attributes", "samlResponse"); }
    /// All that the user is to have: what is left out is dropped. With nothing, all stays as it came.
    TriggerAnswer answer(const std::map<std::string, std::string>& attributes) const;
};

/// A completed challenge of a custom sign-in.
struct ChallengeRound {
    std::string name;  ///< "SRP_A", "PASSWORD_VERIFIER", "CUSTOM_CHALLENGE" …
    bool passed = false;
    std::string metadata;
};

/// Decides the next step of a custom sign-in.
class DefineAuthChallenge : public detail::TypedTrigger<Trigger::define_auth_challenge> {
public:
    using TypedTrigger::TypedTrigger;
    std::vector<ChallengeRound> rounds() const;
    bool user_not_found() const { return flag("userNotFound"); }

    TriggerAnswer ask(std::string_view challenge = "CUSTOM_CHALLENGE") const;
    TriggerAnswer issue_tokens() const;
    TriggerAnswer fail() const;
};

class CreateAuthChallenge : public detail::TypedTrigger<Trigger::create_auth_challenge> {
public:
    using TypedTrigger::TypedTrigger;
    std::string challenge() const { return text("request", "challengeName"); }
    std::vector<ChallengeRound> rounds() const;
    bool user_not_found() const { return flag("userNotFound"); }
    struct Answer {
        std::map<std::string, std::string> public_parameters = {};   ///< for the app
        std::map<std::string, std::string> private_parameters = {};  ///< for `VerifyAuthChallengeResponse`
        std::string metadata = {};
    };
    TriggerAnswer answer(const Answer&) const;
};

class VerifyAuthChallengeResponse : public detail::TypedTrigger<Trigger::verify_auth_challenge_response> {
public:
    using TypedTrigger::TypedTrigger;
    std::optional<std::string> private_parameter(std::string_view name) const {
        return parameter("privateChallengeParameters", name);
    }
    /// The user's answer.
    std::string given() const { return text("request", "challengeAnswer"); }
    bool user_not_found() const { return flag("userNotFound"); }
    TriggerAnswer answer(bool correct) const;
};

}  // namespace bob
