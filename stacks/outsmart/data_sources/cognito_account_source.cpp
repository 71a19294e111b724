#include "data_sources/cognito_account_source.h"

#include "functions.h"

namespace outsmart {

static const bob::CognitoSettings& settings() {
    static const auto made = bob::sign_in_settings<accounts, app>();
    return made;
}

CognitoAccountSource::CognitoAccountSource(const bob::Invocation& invocation) : cognito_(settings(), invocation) {}

void CognitoAccountSource::sign_up(const NewAccount& account) {
    cognito_.sign_up(account.username, account.password, {{"email", account.email}, {"name", account.name}});
}

void CognitoAccountSource::confirm_sign_up(const std::string& username, const std::string& code) {
    cognito_.confirm_sign_up(username, code);
}

void CognitoAccountSource::resend_code(const std::string& username) { cognito_.resend_code(username); }

Session CognitoAccountSource::sign_in(const std::string& username, const std::string& password) {
    auto outcome = cognito_.sign_in(username, password);
    if (auto* tokens = std::get_if<bob::SessionTokens>(&outcome))
        return {std::move(tokens->access_token), std::move(tokens->refresh_token), tokens->expires_in,
                std::move(tokens->user_name)};
    throw bob::Forbidden("This account asks for more than a password.", "challenge_required");
}

Account CognitoAccountSource::account_of(const Session& session) {
    const bob::CognitoUser user = cognito_.get_user(session.token);
    const auto attribute = [&](const char* name) {
        const auto found = user.attributes.find(name);
        return found == user.attributes.end() ? std::string() : found->second;
    };
    return {attribute("sub"), user.user_name, attribute("name"), attribute("email")};
}

void CognitoAccountSource::sign_out(const std::string& refresh_token) { cognito_.sign_out(refresh_token); }

void CognitoAccountSource::forgot_password(const std::string& username) { cognito_.forgot_password(username); }

void CognitoAccountSource::confirm_forgot_password(const std::string& username, const std::string& code,
                                                   const std::string& password) {
    cognito_.confirm_forgot_password(username, code, password);
}

void CognitoAccountSource::change_password(const std::string& token, const std::string& before,
                                           const std::string& after) {
    cognito_.change_password(token, before, after);
}

void CognitoAccountSource::erase(const std::string& token) { cognito_.delete_user(token); }

}  // namespace outsmart
