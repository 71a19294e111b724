#include <algorithm>
#include <thread>

#include "aws.h"
#include "bob/runtime/log.h"
#include "bob/runtime/sign_in.h"
#include "crypto.h"
#include "deadline.h"
#include "environment.h"
#include "srp.h"
#include "text.h"
#include "token_parts.h"
#include "unauthorized.h"

namespace bob {
namespace {

using runtime::AwsFailure;
using std::chrono::system_clock;

// API reference of Amazon Cognito user pools: UsernameType, PasswordType, ConfirmationCodeType, TokenModelType.
constexpr std::size_t max_user_name = 128;
constexpr std::size_t max_password = 256;
constexpr std::size_t max_code = 2048;
constexpr std::size_t max_label = 256;  // ours: a QR code has to have room for it
constexpr std::size_t max_token = std::size_t{16} << 10U;

bool is_one_of(std::string_view one, std::initializer_list<std::string_view> others) {
    return std::find(others.begin(), others.end(), one) != others.end();
}

/// In characters, as Cognito counts.
std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_space(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
}

/// Everything is checked before Cognito is asked: an input that it refuses could be refused for some users only.
class Input {
public:
    Input& text(std::string_view field, std::string_view value, std::size_t most, bool spaces) {
        if (value.empty())
            wrong(field, "required", "This is needed.");
        else if (length_of(value) > most)
            wrong(field, "out_of_range", "This has at most " + std::to_string(most) + " characters.");
        else if (!spaces && has_space(value))
            wrong(field, "wrong_format", "This has no spaces.");
        return *this;
    }
    Input& user_name(std::string_view value) { return text("user_name", value, max_user_name, false); }
    Input& code(std::string_view value) { return text("code", value, max_code, false); }
    Input& password(std::string_view value, std::string_view field = "password") {
        text(field, value, max_password, true);
        if (!value.empty() && (has_space(value.substr(0, 1)) || has_space(value.substr(value.size() - 1))))
            wrong(field, "wrong_format", "A password neither begins nor ends with a space.");
        return *this;
    }
    void require() {
        if (!errors_.empty()) throw BadRequest("Some of what was given can't be right.", std::move(errors_));
    }

private:
    void wrong(std::string_view field, std::string_view code, std::string message) {
        errors_.push_back({std::string(field), std::string(code), std::move(message)});
    }
    std::vector<FieldError> errors_;
};

/// Keeps an answer, or an error, back until its time.
class AnswerAfter {
public:
    AnswerAfter(std::chrono::milliseconds least, system_clock::time_point deadline)
        : until_(std::min(system_clock::now() + least, deadline - runtime::answer_reserve)) {}
    ~AnswerAfter() { std::this_thread::sleep_until(until_); }
    AnswerAfter(const AnswerAfter&) = delete;
    AnswerAfter& operator=(const AnswerAfter&) = delete;

private:
    system_clock::time_point until_;
};

[[noreturn]] void wrong_credentials() {
    throw Unauthorized("The user name or the password is wrong.", "wrong_credentials");
}
[[noreturn]] void wrong_code() { throw BadRequest("The code is wrong, or its time is over.", {}, "wrong_code"); }

/// What a user may learn of it is a code of ours; who runs the pool may need Cognito's reason. It names settings and
/// parameters, and repeats none that is a secret.
void note(std::string_view operation, const AwsFailure& failure) {
    log_warn("Cognito refused a call",
             {{"operation", operation}, {"error", failure.error}, {"reason", failure.message()}});
}

Value texts(const std::map<std::string, std::string>& from) {
    Value made = Value::map();
    for (const auto& [name, value] : from) made.append(name, Value::string(value));
    return made;
}

Value attribute_list(const UserAttributes& from) {
    Value made = Value::list();
    for (const auto& [name, value] : from) {
        Value one = Value::map();
        one.append("Name", Value::string(name));
        one.append("Value", Value::string(value));
        made.push_back(std::move(one));
    }
    return made;
}

[[noreturn]] void refused_sign_in(std::string_view operation, const AwsFailure& failure, bool tell_account_state) {
    if (tell_account_state) {
        if (failure.error == "UserNotConfirmedException")
            throw Forbidden("Confirm your sign-up first.", "not_confirmed");
        if (failure.error == "PasswordResetRequiredException")
            throw Forbidden("Set a new password first.", "password_reset_required");
    }
    if (failure.error == "NotAuthorizedException" && failure.message().find("ash") != std::string::npos)
        note(operation, failure);  // the client's secret is not the one that we have
    if (is_one_of(failure.error, {"NotAuthorizedException", "UserNotFoundException", "InvalidPasswordException",
                                  "UserNotConfirmedException", "PasswordResetRequiredException",
                                  "UserLambdaValidationException", "LimitExceededException"}))
        wrong_credentials();
    throw AwsFailure(failure);
}

bool refused_code(const AwsFailure& failure) {
    return is_one_of(failure.error, {"EnableSoftwareTokenMFAException", "CodeMismatchException"});
}
/// The session of a challenge, or a token, is no good.
bool refused_session(const AwsFailure& failure) {
    return is_one_of(failure.error, {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException",
                                     "InvalidParameterException", "PasswordResetRequiredException"});
}

const char* const available_challenges = "AVAILABLE_CHALLENGES";

constexpr std::pair<MfaMethod, std::string_view> method_names[] = {
    {MfaMethod::software_token, "SOFTWARE_TOKEN_MFA"}, {MfaMethod::sms, "SMS_MFA"}, {MfaMethod::email, "EMAIL_OTP"}};
constexpr std::pair<FirstFactor, std::string_view> factor_names[] = {{FirstFactor::password, "PASSWORD"},
                                                                     {FirstFactor::email_otp, "EMAIL_OTP"},
                                                                     {FirstFactor::sms_otp, "SMS_OTP"},
                                                                     {FirstFactor::passkey, "WEB_AUTHN"}};

std::string_view name_of(MfaMethod method) { return method_names[static_cast<std::size_t>(method)].second; }
std::string_view name_of(FirstFactor factor) { return factor_names[static_cast<std::size_t>(factor)].second; }

/// Those of a parameter, a JSON list in a text, that have a name here.
template <class One, std::size_t Size>
std::vector<One> named_in(const Challenge& challenge, const char* parameter,
                          const std::pair<One, std::string_view> (&names)[Size]) {
    std::vector<One> made;
    const auto found = challenge.parameters.find(parameter);
    if (found == challenge.parameters.end()) return made;
    Value list;
    try {
        list = parse_json(found->second);
    } catch (const JsonError&) {
        return made;
    }
    for (const Value& one : list.elements())
        for (const auto& [value, name] : names)
            if (one.text() == name) made.push_back(value);
    return made;
}

/// As authenticator apps read it. What is before a colon in the label is who issued it.
Authenticator authenticator_of(const Value& answer, std::string_view label) {
    Authenticator made{.secret = std::string(answer["SecretCode"].text()), .uri = {}};
    if (made.secret.empty()) throw Failure("Cognito.MalformedAnswer", "Cognito sent no secret for an authenticator.");
    made.uri = "otpauth://totp/" + runtime::percent_encoded(label, ":") + "?secret=" + made.secret;
    if (const std::size_t colon = label.find(':'); colon != label.npos)
        made.uri += "&issuer=" + runtime::percent_encoded(label.substr(0, colon));
    return made;
}

Value with_code(Value body, std::string_view code, std::string_view device) {
    body.append("UserCode", Value::string(std::string(code)));
    if (!device.empty()) body.append("FriendlyDeviceName", Value::string(std::string(device)));
    return body;
}

/// The session with which the sign-in goes on.
std::string verified_authenticator(const Value& answer) {
    if (answer["Status"].text() != "SUCCESS") wrong_code();
    return std::string(answer["Session"].text());
}

/// From a token that Cognito itself just sent.
std::string user_of(const std::string& access_token) {
    const auto parts = runtime::split_token(access_token);
    const auto claims = parts ? runtime::parse_object(parts->payload) : std::nullopt;
    return claims ? std::string((*claims)["username"].text()) : std::string();
}

}  // namespace

ChallengeKind Challenge::kind() const {
    if (name == "NEW_PASSWORD_REQUIRED") return ChallengeKind::new_password;
    if (is_one_of(name, {"SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "SMS_OTP"})) return ChallengeKind::code;
    if (name == "SELECT_MFA_TYPE") return ChallengeKind::select_method;
    if (name == "MFA_SETUP") return ChallengeKind::set_up_method;
    if (name == "SELECT_CHALLENGE") return ChallengeKind::select_challenge;
    if (name == "WEB_AUTHN") return ChallengeKind::passkey;
    return ChallengeKind::other;
}

std::vector<MfaMethod> Challenge::methods() const {
    return named_in(*this, kind() == ChallengeKind::set_up_method ? "MFAS_CAN_SETUP" : "MFAS_CAN_CHOOSE", method_names);
}

std::vector<FirstFactor> Challenge::factors() const { return named_in(*this, available_challenges, factor_names); }

CognitoSettings sign_in_settings() {
    CognitoSettings made{.user_pool_id = runtime::environment("USER_POOL_ID"),
                         .client_id = runtime::environment("USER_POOL_CLIENT_ID"),
                         .client_secret = runtime::environment("USER_POOL_CLIENT_SECRET")};
    for (const auto& [name, value] :
         {std::pair{"USER_POOL_ID", &made.user_pool_id}, {"USER_POOL_CLIENT_ID", &made.client_id}})
        if (value->empty()) throw Failure("Cognito.Environment", std::string("the function has no ") + name);
    return made;
}

Cognito::Cognito(CognitoSettings settings, const Invocation& invocation)
    : settings_(std::move(settings)), deadline_(invocation.deadline) {}

Value Cognito::call(std::string_view operation, const Value& body, bool repeatable) {
    runtime::AwsCall wanted{.service = "cognito-idp"};
    const std::string target = "AWSCognitoIdentityProviderService." + std::string(operation);
    wanted.target = target;
    wanted.content_type = "application/x-amz-json-1.1";
    wanted.body = to_json(body);
    wanted.sign = operation == "DescribeUserPoolClient";
    wanted.repeatable = repeatable;
    wanted.deadline = deadline_;
    // A pool's triggers have 5 s each, and an operation may call two.
    wanted.timeout = std::chrono::seconds(12);
    return runtime::call(wanted);
}

const std::string& Cognito::secret() {
    if (!settings_.client_secret.empty() || !settings_.secret_from_service) return settings_.client_secret;
    static std::map<std::string, std::string, std::less<>> known;
    auto& found = known[settings_.user_pool_id + "/" + settings_.client_id];
    if (found.empty()) {
        Value body = Value::map();
        body.append("UserPoolId", Value::string(settings_.user_pool_id));
        body.append("ClientId", Value::string(settings_.client_id));
        const Value answer = call("DescribeUserPoolClient", body, true);
        found = answer["UserPoolClient"]["ClientSecret"].text();
        // Without one nothing has to be hashed, and it need not be asked again.
        if (found.empty()) settings_.secret_from_service = false;
    }
    return settings_.client_secret = found;
}

/// Base64 of HMAC-SHA256, keyed by the secret, of user name and client id (Amazon Cognito, "Computing secret hash
/// values").
void Cognito::add_secret_hash(Value& to, std::string_view member, std::string_view user_name) {
    const std::string& key = secret();
    if (key.empty()) return;
    to.append(member,
              Value::string(to_base64(runtime::hmac_sha256(key, std::string(user_name) + settings_.client_id))));
}

Value Cognito::naming(std::string_view user_name) {
    Value body = Value::map();
    body.append("ClientId", Value::string(settings_.client_id));
    body.append("Username", Value::string(std::string(user_name)));
    add_secret_hash(body, "SecretHash", user_name);
    return body;
}

void Cognito::require_strong(std::string_view password, std::string_view field) const {
    constexpr std::string_view symbols = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+= ";
    const PasswordRules& rules = settings_.password;
    const auto has = [&](char low, char high) {
        return std::any_of(password.begin(), password.end(), [&](char c) { return c >= low && c <= high; });
    };
    std::vector<FieldError> errors;
    const auto wrong = [&](std::string_view code, const std::string& message) {
        errors.push_back({std::string(field), std::string(code), message});
    };
    if (length_of(password) < static_cast<std::size_t>(rules.minimum_length))
        wrong("out_of_range", "A password has at least " + std::to_string(rules.minimum_length) + " characters.");
    if (rules.lowercase && !has('a', 'z')) wrong("wrong_format", "A password has a lower case letter.");
    if (rules.uppercase && !has('A', 'Z')) wrong("wrong_format", "A password has an upper case letter.");
    if (rules.numbers && !has('0', '9')) wrong("wrong_format", "A password has a digit.");
    if (rules.symbols && password.find_first_of(symbols) == std::string_view::npos)
        wrong("wrong_format", "A password has a symbol.");
    if (!errors.empty()) throw BadRequest("The password is too weak.", std::move(errors), "weak_password");
}

void Cognito::sign_up(std::string_view user_name, std::string_view password, const UserAttributes& attributes) {
    Input().user_name(user_name).password(password).require();
    require_strong(password, "password");
    Value body = naming(user_name);
    body.append("Password", Value::string(std::string(password)));
    if (!attributes.empty()) body.append("UserAttributes", attribute_list(attributes));
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        call("SignUp", body, true);
    } catch (const AwsFailure& failure) {
        if (failure.error == "UsernameExistsException") {
            if (!settings_.user_names_are_public) return;
            throw Conflict("This user name is taken.", "user_name_taken");
        }
        // The account is there, so a "resend" will do; saying so would say that the name was free.
        if (failure.error == "CodeDeliveryFailureException") return note("SignUp", failure);
        if (is_one_of(failure.error, {"InvalidPasswordException", "PasswordHistoryPolicyViolationException"}))
            throw BadRequest("The password is too weak.", {}, "weak_password");
        if (failure.error == "UserLambdaValidationException") {
            note("SignUp", failure);
            throw BadRequest("Signing up was refused.", {}, "sign_up_refused");
        }
        if (failure.error == "InvalidParameterException") {
            note("SignUp", failure);
            throw BadRequest("Some of what was given can't be right.");
        }
        throw;
    }
}

void Cognito::confirm_sign_up(std::string_view user_name, std::string_view code) {
    Input().user_name(user_name).code(code).require();
    Value body = naming(user_name);
    body.append("ConfirmationCode", Value::string(std::string(code)));
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        call("ConfirmSignUp", body, false);
    } catch (const AwsFailure& failure) {
        // Only who had the right code, sent to that address, comes as far as this.
        if (failure.error == "AliasExistsException") throw Conflict("Another account has this address.", "alias_taken");
        // The limits are a user's own, so a user's name with no limit would be nobody's.
        if (is_one_of(failure.error,
                      {"CodeMismatchException", "ExpiredCodeException", "UserNotFoundException",
                       "NotAuthorizedException", "TooManyFailedAttemptsException", "LimitExceededException",
                       "InvalidParameterException", "UserLambdaValidationException"}))
            wrong_code();
        throw;
    }
}

void Cognito::resend_code(std::string_view user_name) {
    Input().user_name(user_name).require();
    const Value body = naming(user_name);
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        call("ResendConfirmationCode", body, false);
    } catch (const AwsFailure& failure) {
        if (failure.error == "CodeDeliveryFailureException") return note("ResendConfirmationCode", failure);
        if (!is_one_of(failure.error, {"UserNotFoundException", "NotAuthorizedException", "InvalidParameterException",
                                       "LimitExceededException", "UserLambdaValidationException"}))
            throw;
    }
}

SignInOutcome Cognito::outcome(const Value& answer, std::string_view user_name) {
    if (const std::string_view name = answer["ChallengeName"].text(); !name.empty()) {
        Challenge challenge{.name = std::string(name),
                            .session = std::string(answer["Session"].text()),
                            .user_name = std::string(user_name)};
        for (const auto& parameter : answer["ChallengeParameters"].members())
            challenge.parameters[std::string(parameter.name())] = parameter.value.text();
        // It is beside the parameters, as a list; a browser that carries the challenge has only one place for it.
        if (answer["AvailableChallenges"].is(Value::Kind::list))
            challenge.parameters[available_challenges] = to_json(answer["AvailableChallenges"]);
        const auto own = challenge.parameters.find("USER_ID_FOR_SRP");
        if (own != challenge.parameters.end()) challenge.user_name = own->second;
        return challenge;
    }
    const Value& result = answer["AuthenticationResult"];
    SessionTokens tokens{
        .access_token = std::string(result["AccessToken"].text()),
        .id_token = std::string(result["IdToken"].text()),
        .refresh_token = std::string(result["RefreshToken"].text()),
        .expires_in = std::chrono::seconds(std::atoll(std::string(result["ExpiresIn"].text()).c_str())),
        .user_name = {}};
    if (tokens.access_token.empty())
        throw Failure("Cognito.MalformedAnswer", "Cognito answered with neither tokens nor a challenge.");
    tokens.user_name = user_of(tokens.access_token);
    if (tokens.user_name.empty()) tokens.user_name = user_name;
    return tokens;
}

Value Cognito::initiation(std::string_view flow, Value parameters) const {
    Value body = Value::map();
    body.append("AuthFlow", Value::string(std::string(flow)));
    body.append("ClientId", Value::string(settings_.client_id));
    body.append("AuthParameters", std::move(parameters));
    return body;
}

SignInOutcome Cognito::sign_in(std::string_view user_name, std::string_view password) {
    Input().user_name(user_name).password(password).require();
    Value parameters = Value::map();
    parameters.append("USERNAME", Value::string(std::string(user_name)));
    parameters.append("PASSWORD", Value::string(std::string(password)));
    add_secret_hash(parameters, "SECRET_HASH", user_name);
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        return outcome(call("InitiateAuth", initiation("USER_PASSWORD_AUTH", std::move(parameters)), true), user_name);
    } catch (const AwsFailure& failure) {
        refused_sign_in("InitiateAuth", failure, settings_.tell_account_state);
    }
}

SignInOutcome SrpCognito::sign_in(std::string_view user_name, std::string_view password) {
    Input().user_name(user_name).password(password).require();
    const runtime::SrpExchange exchange = runtime::begin_srp();
    Value parameters = Value::map();
    parameters.append("USERNAME", Value::string(std::string(user_name)));
    parameters.append("SRP_A", Value::string(exchange.public_number));
    add_secret_hash(parameters, "SECRET_HASH", user_name);
    const AnswerAfter later(settings_.answer_after, deadline_);
    std::string_view operation = "InitiateAuth";
    try {
        const SignInOutcome asked =
            outcome(call(operation, initiation("USER_SRP_AUTH", std::move(parameters)), true), user_name);
        const auto* challenge = std::get_if<Challenge>(&asked);
        if (!challenge || challenge->name != "PASSWORD_VERIFIER")
            throw Failure("Cognito.MalformedAnswer", "Cognito did not ask for the proof of the password.");
        const auto parameter = [&](const char* name) -> std::string_view {
            const auto found = challenge->parameters.find(name);
            return found == challenge->parameters.end() ? std::string_view() : found->second;
        };
        const std::string timestamp = runtime::srp_timestamp(system_clock::now());
        Value proof = Value::map();
        proof.append("USERNAME", Value::string(challenge->user_name));
        proof.append("PASSWORD_CLAIM_SECRET_BLOCK", Value::string(std::string(parameter("SECRET_BLOCK"))));
        try {
            proof.append("PASSWORD_CLAIM_SIGNATURE",
                         Value::string(runtime::srp_signature(exchange,
                                                              {.salt = parameter("SALT"),
                                                               .server = parameter("SRP_B"),
                                                               .secret_block = parameter("SECRET_BLOCK"),
                                                               .user_id = challenge->user_name},
                                                              settings_.user_pool_id, password, timestamp)));
        } catch (const std::invalid_argument& wrong) {
            throw Failure("Cognito.MalformedAnswer", wrong.what());
        }
        proof.append("TIMESTAMP", Value::string(timestamp));
        add_secret_hash(proof, "SECRET_HASH", challenge->user_name);
        Value body = Value::map();
        body.append("ChallengeName", Value::string(challenge->name));
        body.append("ClientId", Value::string(settings_.client_id));
        if (!challenge->session.empty()) body.append("Session", Value::string(challenge->session));
        body.append("ChallengeResponses", std::move(proof));
        operation = "RespondToAuthChallenge";
        return outcome(call(operation, body, false), challenge->user_name);
    } catch (const AwsFailure& failure) {
        refused_sign_in(operation, failure, settings_.tell_account_state);
    }
}

SignInOutcome ChoiceCognito::begin(std::string_view user_name, std::optional<FirstFactor> preferred) {
    Input().user_name(user_name).require();
    Value parameters = Value::map();
    parameters.append("USERNAME", Value::string(std::string(user_name)));
    // A password has to come with its own challenge; `sign_in` has one.
    if (preferred && *preferred != FirstFactor::password)
        parameters.append("PREFERRED_CHALLENGE", Value::string(std::string(name_of(*preferred))));
    add_secret_hash(parameters, "SECRET_HASH", user_name);
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        // A code may be on its way already.
        return outcome(call("InitiateAuth", initiation("USER_AUTH", std::move(parameters)), false), user_name);
    } catch (const AwsFailure& failure) {
        refused_sign_in("InitiateAuth", failure, settings_.tell_account_state);
    }
}

SignInOutcome ChoiceCognito::sign_in(std::string_view user_name, std::string_view password) {
    Input().user_name(user_name).password(password).require();
    Value parameters = Value::map();
    parameters.append("USERNAME", Value::string(std::string(user_name)));
    parameters.append("PREFERRED_CHALLENGE", Value::string("PASSWORD"));
    parameters.append("PASSWORD", Value::string(std::string(password)));
    add_secret_hash(parameters, "SECRET_HASH", user_name);
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        return outcome(call("InitiateAuth", initiation("USER_AUTH", std::move(parameters)), true), user_name);
    } catch (const AwsFailure& failure) {
        refused_sign_in("InitiateAuth", failure, settings_.tell_account_state);
    }
}

SignInOutcome ChoiceCognito::select_challenge(const Challenge& challenge, FirstFactor factor) {
    const auto offered = challenge.factors();
    if (factor == FirstFactor::password || std::find(offered.begin(), offered.end(), factor) == offered.end())
        throw BadRequest("This can't be chosen.", {{"factor", "not_allowed", "The user does not have it."}});
    return answer(challenge, {{"ANSWER", std::string(name_of(factor))}});
}

SignInOutcome ChoiceCognito::answer_password(const Challenge& challenge, std::string_view password) {
    Input().password(password).require();
    if (challenge.kind() != ChallengeKind::select_challenge)
        throw BadRequest("This is not answered with a password.", {{"name", "not_allowed", "Another challenge."}});
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        return outcome(answer_of(challenge, {{"ANSWER", "PASSWORD"}, {"PASSWORD", std::string(password)}}),
                       challenge.user_name);
    } catch (const AwsFailure& failure) {
        if (failure.message().find("ession") != std::string::npos) runtime::sign_in_again();
        refused_sign_in("RespondToAuthChallenge", failure, settings_.tell_account_state);
    }
}

SignInOutcome ChoiceCognito::answer_passkey(const Challenge& challenge, std::string_view credential) {
    Input().text("credential", credential, max_token, true).require();
    if (challenge.kind() != ChallengeKind::passkey)
        throw BadRequest("This is not answered with a passkey.", {{"name", "not_allowed", "Another challenge."}});
    return answer(challenge, {{"CREDENTIAL", std::string(credential)}});
}

Value Cognito::answer_of(const Challenge& challenge, const std::map<std::string, std::string>& responses) {
    Input().text("session", challenge.session, max_token, false).user_name(challenge.user_name).require();
    Value given = texts(responses);
    given.set("USERNAME", Value::string(challenge.user_name));
    add_secret_hash(given, "SECRET_HASH", challenge.user_name);
    Value body = Value::map();
    body.append("ChallengeName", Value::string(challenge.name));
    body.append("ClientId", Value::string(settings_.client_id));
    body.append("Session", Value::string(challenge.session));
    body.append("ChallengeResponses", std::move(given));
    return call("RespondToAuthChallenge", body, false);
}

SignInOutcome Cognito::answer(const Challenge& challenge, const std::map<std::string, std::string>& responses) {
    try {
        return outcome(answer_of(challenge, responses), challenge.user_name);
    } catch (const AwsFailure& failure) {
        if (refused_code(failure)) wrong_code();
        if (is_one_of(failure.error, {"InvalidPasswordException", "PasswordHistoryPolicyViolationException"}))
            throw BadRequest("The password is too weak.", {}, "weak_password");
        if (is_one_of(failure.error,
                      {"NotAuthorizedException", "UserNotFoundException", "ExpiredCodeException",
                       "UserNotConfirmedException", "PasswordResetRequiredException", "InvalidParameterException",
                       "MFAMethodNotFoundException", "UserLambdaValidationException", "LimitExceededException"}))
            runtime::sign_in_again();
        throw;
    }
}

SignInOutcome Cognito::answer_new_password(const Challenge& challenge, std::string_view password,
                                           const UserAttributes& required_attributes) {
    Input().password(password).require();
    require_strong(password, "password");
    std::map<std::string, std::string> responses{{"NEW_PASSWORD", std::string(password)}};
    for (const auto& [name, value] : required_attributes) responses["userAttributes." + name] = value;
    return answer(challenge, responses);
}

SignInOutcome Cognito::answer_code(const Challenge& challenge, std::string_view code) {
    Input().code(code).require();
    if (challenge.kind() != ChallengeKind::code)
        throw BadRequest("This is not answered with a code.", {{"name", "not_allowed", "No challenge for a code."}});
    return answer(challenge, {{challenge.name + "_CODE", std::string(code)}});
}

SignInOutcome Cognito::select_method(const Challenge& challenge, MfaMethod method) {
    const auto offered = challenge.methods();
    if (challenge.kind() != ChallengeKind::select_method ||
        std::find(offered.begin(), offered.end(), method) == offered.end())
        throw BadRequest("This can't be chosen.", {{"method", "not_allowed", "The challenge does not offer it."}});
    return answer(challenge, {{"ANSWER", std::string(name_of(method))}});
}

Authenticator Cognito::begin_authenticator(const Challenge& challenge, std::string_view label) {
    Input().text("session", challenge.session, max_token, false).text("label", label, max_label, true).require();
    const auto offered = challenge.methods();
    if (challenge.kind() != ChallengeKind::set_up_method ||
        std::find(offered.begin(), offered.end(), MfaMethod::software_token) == offered.end())
        throw BadRequest("No authenticator can be set up.", {{"name", "not_allowed", "The challenge offers none."}});
    Value body = Value::map();
    body.append("Session", Value::string(challenge.session));
    try {
        const Value answer = call("AssociateSoftwareToken", body, false);
        Authenticator made = authenticator_of(answer, label);
        made.challenge = challenge;
        made.challenge.session = answer["Session"].text();
        return made;
    } catch (const AwsFailure& failure) {
        if (refused_session(failure)) runtime::sign_in_again();
        throw;
    }
}

SignInOutcome Cognito::confirm_authenticator(const Challenge& challenge, std::string_view code,
                                             std::string_view device) {
    Input().text("session", challenge.session, max_token, false).code(code).require();
    Value body = Value::map();
    body.append("Session", Value::string(challenge.session));
    Challenge confirmed = challenge;
    try {
        confirmed.session = verified_authenticator(call("VerifySoftwareToken", with_code(body, code, device), false));
    } catch (const AwsFailure& failure) {
        if (refused_code(failure)) wrong_code();
        if (refused_session(failure)) runtime::sign_in_again();
        throw;
    }
    return answer(confirmed, {});
}

Authenticator Cognito::begin_authenticator(std::string_view access_token, std::string_view label) {
    Input().text("access_token", access_token, max_token, false).text("label", label, max_label, true).require();
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    try {
        return authenticator_of(call("AssociateSoftwareToken", body, false), label);
    } catch (const AwsFailure& failure) {
        if (refused_session(failure)) runtime::invalid_token();
        throw;
    }
}

void Cognito::confirm_authenticator(std::string_view access_token, std::string_view code, std::string_view device) {
    Input().text("access_token", access_token, max_token, false).code(code).require();
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    try {
        verified_authenticator(call("VerifySoftwareToken", with_code(body, code, device), false));
    } catch (const AwsFailure& failure) {
        if (refused_code(failure)) wrong_code();
        if (refused_session(failure)) runtime::invalid_token();
        throw;
    }
}

void Cognito::set_methods(std::string_view access_token, const std::vector<MfaMethod>& methods) {
    Input().text("access_token", access_token, max_token, false).require();
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    for (const auto& [method, name] : {std::pair{MfaMethod::sms, "SMSMfaSettings"},
                                       {MfaMethod::software_token, "SoftwareTokenMfaSettings"},
                                       {MfaMethod::email, "EmailMfaSettings"}}) {
        Value one = Value::map();
        one.append("Enabled", Value::boolean(std::find(methods.begin(), methods.end(), method) != methods.end()));
        one.append("PreferredMfa", Value::boolean(!methods.empty() && methods.front() == method));
        body.append(name, std::move(one));
    }
    try {
        call("SetUserMFAPreference", body, true);
    } catch (const AwsFailure& failure) {
        if (failure.error == "InvalidParameterException") {
            note("SetUserMFAPreference", failure);
            throw BadRequest("This is not set up.", {{"methods", "not_allowed", "Set up each one first."}});
        }
        if (refused_session(failure)) runtime::invalid_token();
        throw;
    }
}

SessionTokens Cognito::refresh(std::string_view refresh_token, std::string_view user_name) {
    if (refresh_token.empty() || refresh_token.size() > max_token || has_space(refresh_token)) runtime::sign_in_again();
    Value body = Value::map();
    body.append("ClientId", Value::string(settings_.client_id));
    if (settings_.refresh_token_rotation) {
        body.append("RefreshToken", Value::string(std::string(refresh_token)));
        if (const std::string& key = secret(); !key.empty()) body.append("ClientSecret", Value::string(key));
    } else {
        Value parameters = Value::map();
        parameters.append("REFRESH_TOKEN", Value::string(std::string(refresh_token)));
        add_secret_hash(parameters, "SECRET_HASH", user_name);
        body.append("AuthFlow", Value::string("REFRESH_TOKEN_AUTH"));
        body.append("AuthParameters", std::move(parameters));
    }
    try {
        const bool rotates = settings_.refresh_token_rotation;
        SignInOutcome made =
            outcome(call(rotates ? "GetTokensFromRefreshToken" : "InitiateAuth", body, !rotates), user_name);
        if (auto* tokens = std::get_if<SessionTokens>(&made)) return std::move(*tokens);
        runtime::sign_in_again();
    } catch (const AwsFailure& failure) {
        if (is_one_of(failure.error, {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException",
                                      "PasswordResetRequiredException", "InvalidParameterException",
                                      "RefreshTokenReuseException", "UserLambdaValidationException"})) {
            // One for another user's name, or of a client whose secret is not the one that we have.
            if (failure.message().find("ash") != std::string::npos) note("InitiateAuth", failure);
            runtime::sign_in_again();
        }
        throw;
    }
}

void Cognito::sign_out_everywhere(std::string_view access_token) {
    Input().text("access_token", access_token, max_token, false).require();
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    try {
        call("GlobalSignOut", body, true);
    } catch (const AwsFailure& failure) {
        if (!is_one_of(failure.error, {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException",
                                       "PasswordResetRequiredException"}))
            throw;
    }
}

void Cognito::sign_out(std::string_view refresh_token) {
    Input().text("refresh_token", refresh_token, max_token, false).require();
    Value body = Value::map();
    body.append("ClientId", Value::string(settings_.client_id));
    body.append("Token", Value::string(std::string(refresh_token)));
    if (const std::string& key = secret(); !key.empty()) body.append("ClientSecret", Value::string(key));
    try {
        call("RevokeToken", body, true);
    } catch (const AwsFailure& failure) {
        // One that is expired or revoked already is what was asked for.
        if (!is_one_of(failure.error, {"NotAuthorizedException", "InvalidParameterException"})) throw;
    }
}

void Cognito::forgot_password(std::string_view user_name) {
    Input().user_name(user_name).require();
    const Value body = naming(user_name);
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        call("ForgotPassword", body, false);
    } catch (const AwsFailure& failure) {
        if (failure.error == "CodeDeliveryFailureException") return note("ForgotPassword", failure);
        // InvalidParameter is also "there is no verified address", of users that are there.
        if (!is_one_of(failure.error,
                       {"UserNotFoundException", "NotAuthorizedException", "InvalidParameterException",
                        "LimitExceededException", "UserLambdaValidationException", "UserNotConfirmedException"}))
            throw;
    }
}

void Cognito::confirm_forgot_password(std::string_view user_name, std::string_view code, std::string_view password) {
    Input().user_name(user_name).code(code).password(password).require();
    require_strong(password, "password");
    Value body = naming(user_name);
    body.append("ConfirmationCode", Value::string(std::string(code)));
    body.append("Password", Value::string(std::string(password)));
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        call("ConfirmForgotPassword", body, false);
    } catch (const AwsFailure& failure) {
        // What is weak by the declaration was refused already, for everybody. That Cognito wants still more must not
        // be told to who guesses at names.
        if (is_one_of(failure.error, {"InvalidPasswordException", "PasswordHistoryPolicyViolationException"}))
            note("ConfirmForgotPassword", failure);
        if (is_one_of(failure.error, {"CodeMismatchException", "ExpiredCodeException", "UserNotFoundException",
                                      "NotAuthorizedException", "TooManyFailedAttemptsException",
                                      "LimitExceededException", "InvalidParameterException", "InvalidPasswordException",
                                      "PasswordHistoryPolicyViolationException", "UserNotConfirmedException",
                                      "UserLambdaValidationException"}))
            wrong_code();
        throw;
    }
}

void Cognito::change_password(std::string_view access_token, std::string_view old_password,
                              std::string_view new_password) {
    Input()
        .text("access_token", access_token, max_token, false)
        .password(old_password, "old_password")
        .password(new_password, "new_password")
        .require();
    require_strong(new_password, "new_password");
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    body.append("PreviousPassword", Value::string(std::string(old_password)));
    body.append("ProposedPassword", Value::string(std::string(new_password)));
    try {
        call("ChangePassword", body, false);
    } catch (const AwsFailure& failure) {
        // One exception for two things; only the words differ ("Access Token has been revoked").
        if (failure.error == "NotAuthorizedException") {
            if (failure.message().find("oken") != std::string::npos) runtime::invalid_token();
            throw BadRequest("The old password is wrong.", {}, "wrong_password");
        }
        if (is_one_of(failure.error,
                      {"UserNotFoundException", "UserNotConfirmedException", "PasswordResetRequiredException"}))
            runtime::invalid_token();
        if (is_one_of(failure.error, {"InvalidPasswordException", "PasswordHistoryPolicyViolationException"}))
            throw BadRequest("The password is too weak.", {}, "weak_password");
        if (failure.error == "LimitExceededException") throw TooManyRequests();
        throw;
    }
}

CognitoUser Cognito::get_user(std::string_view access_token) {
    Input().text("access_token", access_token, max_token, false).require();
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    try {
        const Value answer = call("GetUser", body, true);
        CognitoUser user{.user_name = std::string(answer["Username"].text()), .attributes = {}};
        for (const Value& one : answer["UserAttributes"].elements())
            user.attributes[std::string(one["Name"].text())] = one["Value"].text();
        user.preferred_mfa = answer["PreferredMfaSetting"].text();
        return user;
    } catch (const AwsFailure& failure) {
        if (is_one_of(failure.error, {"NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException",
                                      "PasswordResetRequiredException", "InvalidParameterException"}))
            runtime::invalid_token();
        throw;
    }
}

void Cognito::delete_user(std::string_view access_token) {
    Input().text("access_token", access_token, max_token, false).require();
    Value body = Value::map();
    body.append("AccessToken", Value::string(std::string(access_token)));
    try {
        call("DeleteUser", body, true);
    } catch (const AwsFailure& failure) {
        if (failure.error == "UserNotFoundException") return;
        if (is_one_of(failure.error, {"NotAuthorizedException", "UserNotConfirmedException",
                                      "PasswordResetRequiredException", "InvalidParameterException"}))
            runtime::invalid_token();
        throw;
    }
}

}  // namespace bob
