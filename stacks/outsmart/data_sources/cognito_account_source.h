/// Accounts in the user pool `Accounts`.
#pragma once

#include <bob/runtime/sign_in.h>

#include "data_sources/account_source.h"

namespace outsmart {

class CognitoAccountSource : public AccountSource {
public:
    explicit CognitoAccountSource(const bob::Invocation&);

    void sign_up(const NewAccount&) override;
    void confirm_sign_up(const std::string& username, const std::string& code) override;
    void resend_code(const std::string& username) override;

    /// Throws 403 `challenge_required` to whom Cognito asks for more than a password: accounts that an operator made,
    /// or gave a second factor to. Who signs up here has neither.
    Session sign_in(const std::string& username, const std::string& password) override;
    Account account_of(const Session&) override;
    void sign_out(const std::string& refresh_token) override;

    void forgot_password(const std::string& username) override;
    void confirm_forgot_password(const std::string& username, const std::string& code,
                                 const std::string& password) override;
    void change_password(const std::string& token, const std::string& before, const std::string& after) override;

    void erase(const std::string& token) override;

private:
    bob::Cognito cognito_;
};

}  // namespace outsmart
