// Every operation of sign_in.h, by name, for the tests against a user pool.

#include "bob/runtime/sign_in.h"

#include <cstdlib>

#include "bob/handler.h"
#include "bob/runtime/tokens.h"

namespace {

inline constexpr bob::UserPool accounts{
    .name = "Accounts",
    .username_attributes = {"email"},
    .password_policy = {.minimum_length = 8, .require_numbers = true},
};
inline constexpr bob::UserPoolClient app{
    .name = "App",
    .user_pool = accounts,
    .auth_flows = {bob::AuthFlow::user_password, bob::AuthFlow::user_srp, bob::AuthFlow::user,
                   bob::AuthFlow::refresh_token},
    .generate_secret = true,
};
inline constexpr bob::Function tested{.name = "tested"};

struct Call {
    std::string operation;
    std::string user_name;
    std::string password;
    std::string new_password;
    std::string code;
    std::string token;
    std::map<std::string, std::string> attributes;
    std::optional<bob::Challenge> challenge;
    std::optional<bob::MfaMethod> method;
    std::optional<bob::FirstFactor> factor;
    std::vector<bob::MfaMethod> methods;
    bool tell_account_state = false;
    bool user_names_are_public = false;
    bool refresh_token_rotation = false;
    int answer_after = 0;  // ms
};

struct Answer {
    int status = 200;
    std::string code;
    std::string message;
    std::vector<std::string> fields;  // name: code
    bool retryable = false;
    std::optional<bob::SessionTokens> tokens;
    std::optional<bob::Challenge> challenge;
    std::optional<bob::CognitoUser> user;
    std::optional<bob::Authenticator> authenticator;
    std::vector<bob::MfaMethod> methods;
    std::vector<bob::FirstFactor> factors;
    std::string subject;
};

}  // namespace

template <>
struct bob::Codec<std::chrono::seconds> {
    static Value encode(std::chrono::seconds from) { return Value::number(static_cast<std::int64_t>(from.count())); }
    static void decode(const Value& from, std::chrono::seconds& into, Reading& reading) {
        std::int64_t count = 0;
        bob::decode(from, count, reading);
        into = std::chrono::seconds(count);
    }
};

namespace {

void take(bob::SignInOutcome outcome, Answer& answer) {
    if (auto* tokens = std::get_if<bob::SessionTokens>(&outcome)) answer.tokens = std::move(*tokens);
    if (auto* challenge = std::get_if<bob::Challenge>(&outcome)) {
        answer.methods = challenge->methods();
        answer.factors = challenge->factors();
        answer.challenge = std::move(*challenge);
    }
}

void perform(const Call& call, const bob::Invocation& invocation, Answer& answer) {
    const auto chosen = [&](auto settings) {
        settings.tell_account_state = call.tell_account_state;
        settings.user_names_are_public = call.user_names_are_public;
        settings.refresh_token_rotation = call.refresh_token_rotation;
        settings.answer_after = std::chrono::milliseconds(call.answer_after);
        return settings;
    };
    bob::Cognito cognito(chosen(bob::sign_in_settings<accounts, app>()), invocation);
    bob::SrpCognito by_srp(chosen(bob::srp_sign_in_settings<accounts, app>()), invocation);
    bob::ChoiceCognito by_choice(chosen(bob::choice_sign_in_settings<accounts, app>()), invocation);
    const std::string_view operation = call.operation;
    if (operation == "sign_up") {
        cognito.sign_up(call.user_name, call.password, call.attributes);
    } else if (operation == "confirm_sign_up") {
        cognito.confirm_sign_up(call.user_name, call.code);
    } else if (operation == "resend_code") {
        cognito.resend_code(call.user_name);
    } else if (operation == "sign_in") {
        take(cognito.sign_in(call.user_name, call.password), answer);
    } else if (operation == "srp_sign_in") {
        take(by_srp.sign_in(call.user_name, call.password), answer);
    } else if (operation == "choice_begin") {
        take(by_choice.begin(call.user_name, call.factor), answer);
    } else if (operation == "choice_sign_in") {
        take(by_choice.sign_in(call.user_name, call.password), answer);
    } else if (operation == "select_challenge") {
        take(by_choice.select_challenge(call.challenge.value(), call.factor.value()), answer);
    } else if (operation == "answer_password") {
        take(by_choice.answer_password(call.challenge.value(), call.password), answer);
    } else if (operation == "answer_passkey") {
        take(by_choice.answer_passkey(call.challenge.value(), call.code), answer);
    } else if (operation == "select_method") {
        take(cognito.select_method(call.challenge.value(), call.method.value()), answer);
    } else if (operation == "begin_authenticator") {
        answer.authenticator = call.challenge ? cognito.begin_authenticator(*call.challenge, "Shop:ana@example.org")
                                              : cognito.begin_authenticator(call.token, "Shop:ana@example.org");
    } else if (operation == "confirm_authenticator") {
        if (call.challenge)
            take(cognito.confirm_authenticator(*call.challenge, call.code, "phone"), answer);
        else
            cognito.confirm_authenticator(call.token, call.code, "phone");
    } else if (operation == "set_methods") {
        cognito.set_methods(call.token, call.methods);
    } else if (operation == "answer_new_password") {
        take(cognito.answer_new_password(call.challenge.value(), call.new_password, call.attributes), answer);
    } else if (operation == "answer_code") {
        take(cognito.answer_code(call.challenge.value(), call.code), answer);
    } else if (operation == "refresh") {
        answer.tokens = cognito.refresh(call.token, call.user_name);
    } else if (operation == "sign_out") {
        cognito.sign_out(call.token);
    } else if (operation == "sign_out_everywhere") {
        cognito.sign_out_everywhere(call.token);
    } else if (operation == "forgot_password") {
        cognito.forgot_password(call.user_name);
    } else if (operation == "confirm_forgot_password") {
        cognito.confirm_forgot_password(call.user_name, call.code, call.new_password);
    } else if (operation == "change_password") {
        cognito.change_password(call.token, call.password, call.new_password);
    } else if (operation == "get_user") {
        answer.user = cognito.get_user(call.token);
    } else if (operation == "verify") {
        static bob::TokenVerifier verifier([] {
            auto rules = bob::tokens_of_environment();
            if (const char* seconds = std::getenv("REFETCH_INTERVAL"))
                rules.refetch_interval = std::chrono::seconds(std::atoi(seconds));
            return rules;
        }());
        answer.subject = verifier.require(call.token).subject;
    } else {
        throw bob::Failure("Test", "there is no operation " + call.operation);
    }
}

Answer handle(const Call& call, bob::Context<tested>& context) {
    Answer answer;
    try {
        perform(call, context.invocation(), answer);
    } catch (const bob::Error& error) {
        answer = {.status = error.status(), .code = error.code(), .message = error.message()};
        for (const auto& field : error.fields()) answer.fields.push_back(field.field + ": " + field.code);
    } catch (const bob::Failure& failure) {
        answer = {
            .status = 500, .code = failure.type(), .message = failure.message(), .retryable = failure.retryable()};
    }
    return answer;
}

const bob::Lambda lambda = bob::handles<tested>(handle);

}  // namespace
