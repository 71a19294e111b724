#include <algorithm>
#include <thread>

#include "aws.h"
#include "bob/runtime/log.h"
#include "bob/runtime/sign_in.h"
#include "crypto.h"
#include "deadline.h"
#include "environment.h"
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

/// From a token that Cognito itself just sent.
std::string user_of(const std::string& access_token) {
    const auto parts = runtime::split_token(access_token);
    const auto claims = parts ? runtime::parse_object(parts->payload) : std::nullopt;
    return claims ? std::string((*claims)["username"].text()) : std::string();
}

}  // namespace

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

SignInOutcome Cognito::sign_in(std::string_view user_name, std::string_view password) {
    Input().user_name(user_name).password(password).require();
    Value parameters = Value::map();
    parameters.append("USERNAME", Value::string(std::string(user_name)));
    parameters.append("PASSWORD", Value::string(std::string(password)));
    add_secret_hash(parameters, "SECRET_HASH", user_name);
    Value body = Value::map();
    body.append("AuthFlow", Value::string("USER_PASSWORD_AUTH"));
    body.append("ClientId", Value::string(settings_.client_id));
    body.append("AuthParameters", std::move(parameters));
    const AnswerAfter later(settings_.answer_after, deadline_);
    try {
        return outcome(call("InitiateAuth", body, true), user_name);
    } catch (const AwsFailure& failure) {
        if (settings_.tell_account_state) {
            if (failure.error == "UserNotConfirmedException")
                throw Forbidden("Confirm your sign-up first.", "not_confirmed");
            if (failure.error == "PasswordResetRequiredException")
                throw Forbidden("Set a new password first.", "password_reset_required");
        }
        if (failure.error == "NotAuthorizedException" && failure.message().find("ash") != std::string::npos)
            note("InitiateAuth", failure);  // the client's secret is not the one that we have
        if (is_one_of(failure.error, {"NotAuthorizedException", "UserNotFoundException", "InvalidPasswordException",
                                      "UserNotConfirmedException", "PasswordResetRequiredException",
                                      "UserLambdaValidationException", "LimitExceededException"}))
            wrong_credentials();
        throw;
    }
}

SignInOutcome Cognito::answer(const Challenge& challenge, const std::map<std::string, std::string>& responses) {
    Input().text("session", challenge.session, max_token, false).user_name(challenge.user_name).require();
    Value given = texts(responses);
    given.set("USERNAME", Value::string(challenge.user_name));
    add_secret_hash(given, "SECRET_HASH", challenge.user_name);
    Value body = Value::map();
    body.append("ChallengeName", Value::string(challenge.name));
    body.append("ClientId", Value::string(settings_.client_id));
    body.append("Session", Value::string(challenge.session));
    body.append("ChallengeResponses", std::move(given));
    try {
        return outcome(call("RespondToAuthChallenge", body, false), challenge.user_name);
    } catch (const AwsFailure& failure) {
        if (is_one_of(failure.error, {"CodeMismatchException", "EnableSoftwareTokenMFAException"})) wrong_code();
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
    if (!is_one_of(challenge.name, {"SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "SMS_OTP"}))
        throw BadRequest("This is not answered with a code.", {{"name", "not_allowed", "No challenge for a code."}});
    return answer(challenge, {{challenge.name + "_CODE", std::string(code)}});
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
