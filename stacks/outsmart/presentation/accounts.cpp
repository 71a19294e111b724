#include "presentation/accounts.h"

#include <bob/runtime/session.h>

#include "data_sources/cognito_account_source.h"
#include "data_sources/dynamo_user_source.h"
#include "presentation/fields.h"
#include "use_cases/sign_in.h"

namespace outsmart::presentation {

struct UserName {
    std::string username;
};
struct UserNameAndCode {
    std::string username;
    std::string code;
};
struct Credentials {
    std::string username;
    std::string password;
};
struct NewPassword {
    std::string username;
    std::string code;
    std::string password;
};
struct SignedIn {
    std::string token;
    std::int64_t expires_in;  ///< seconds
    User user;
};

}  // namespace outsmart::presentation

namespace presentation = outsmart::presentation;

template <>
inline constexpr auto bob::field_rules<outsmart::NewAccount> =
    bob::rules(bob::rule<&outsmart::NewAccount::username>(presentation::user_name_length, presentation::without_spaces),
               bob::rule<&outsmart::NewAccount::password>(presentation::password_length),
               bob::rule<&outsmart::NewAccount::email>(bob::is::email),
               bob::rule<&outsmart::NewAccount::name>(bob::is::not_blank, presentation::name_length));
template <>
inline constexpr auto bob::field_rules<presentation::UserName> = bob::rules(
    bob::rule<&presentation::UserName::username>(presentation::user_name_length, presentation::without_spaces));
template <>
inline constexpr auto bob::field_rules<presentation::UserNameAndCode> = bob::rules(
    bob::rule<&presentation::UserNameAndCode::username>(presentation::user_name_length, presentation::without_spaces),
    bob::rule<&presentation::UserNameAndCode::code>(presentation::code_length, presentation::without_spaces));
template <>
inline constexpr auto bob::field_rules<presentation::Credentials> = bob::rules(
    bob::rule<&presentation::Credentials::username>(presentation::user_name_length, presentation::without_spaces),
    bob::rule<&presentation::Credentials::password>(presentation::password_length));
template <>
inline constexpr auto bob::field_rules<presentation::NewPassword> = bob::rules(
    bob::rule<&presentation::NewPassword::username>(presentation::user_name_length, presentation::without_spaces),
    bob::rule<&presentation::NewPassword::code>(presentation::code_length, presentation::without_spaces),
    bob::rule<&presentation::NewPassword::password>(presentation::password_length));

namespace outsmart::presentation {

static bob::Response accepted() { return {.status = 202}; }

bob::Response sign_up(const bob::Request<routes::sign_up>& request, bob::Context<user>& context) {
    const auto account = request.json<NewAccount>();
    CognitoAccountSource(context.invocation()).sign_up(account);
    return accepted();
}

bob::Response confirm_sign_up(const bob::Request<routes::confirm_sign_up>& request, bob::Context<user>& context) {
    const auto given = request.json<UserNameAndCode>();
    CognitoAccountSource(context.invocation()).confirm_sign_up(given.username, given.code);
    return bob::Response::no_content();
}

bob::Response resend_code(const bob::Request<routes::resend_code>& request, bob::Context<user>& context) {
    const auto given = request.json<UserName>();
    CognitoAccountSource(context.invocation()).resend_code(given.username);
    return accepted();
}

bob::Response sign_in(const bob::Request<routes::sign_in>& request, bob::Context<user>& context) {
    const auto given = request.json<Credentials>();
    CognitoAccountSource accounts(context.invocation());
    DynamoUserSource users(context);
    auto [session, user] = use_cases::sign_in(accounts, users, given.username, given.password);
    auto response =
        bob::Response::json(SignedIn{session.token, static_cast<std::int64_t>(session.expires_in.count()), user});
    bob::keep_sign_in(response, {.access_token = std::move(session.token),
                                 .id_token = {},
                                 .refresh_token = std::move(session.refresh_token),
                                 .expires_in = session.expires_in,
                                 .user_name = std::move(session.username)});
    return response;
}

bob::Response sign_out(const bob::Request<routes::sign_out>& request, bob::Context<user>& context) {
    if (const auto kept = bob::kept_sign_in(request))
        CognitoAccountSource(context.invocation()).sign_out(kept->refresh_token);
    auto response = bob::Response::no_content();
    bob::forget_sign_in(response);
    return response;
}

bob::Response forgot_password(const bob::Request<routes::forgot_password>& request, bob::Context<user>& context) {
    const auto given = request.json<UserName>();
    CognitoAccountSource(context.invocation()).forgot_password(given.username);
    return accepted();
}

bob::Response confirm_forgot_password(const bob::Request<routes::confirm_forgot_password>& request,
                                      bob::Context<user>& context) {
    const auto given = request.json<NewPassword>();
    CognitoAccountSource(context.invocation()).confirm_forgot_password(given.username, given.code, given.password);
    return bob::Response::no_content();
}

}  // namespace outsmart::presentation
