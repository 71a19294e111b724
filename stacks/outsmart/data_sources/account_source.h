/// What lets people in: their names, passwords and sessions. It alone sees passwords, and none of its answers tells who
/// has an account.
#pragma once

#include <chrono>
#include <string>

namespace outsmart {

struct NewAccount {
    std::string username;
    std::string password;
    std::string email;
    std::string name;
};

/// What the account is known by.
struct Account {
    std::string id;
    std::string username;
    std::string name;
    std::string email;
};

/// All but the time are secrets.
struct Session {
    std::string token;          ///< to call with
    std::string refresh_token;  ///< to get another one when it is over
    std::chrono::seconds expires_in{0};
    std::string username;
};

/// What goes wrong is a `bob::Error` whose code docs/sign-in.md has.
class AccountSource {
public:
    virtual ~AccountSource() = default;

    /// Sends a code to the address, unless the name is taken.
    virtual void sign_up(const NewAccount&) = 0;
    virtual void confirm_sign_up(const std::string& username, const std::string& code) = 0;
    virtual void resend_code(const std::string& username) = 0;

    virtual Session sign_in(const std::string& username, const std::string& password) = 0;
    virtual Account account_of(const Session&) = 0;
    virtual void sign_out(const std::string& refresh_token) = 0;

    virtual void forgot_password(const std::string& username) = 0;
    virtual void confirm_forgot_password(const std::string& username, const std::string& code,
                                         const std::string& password) = 0;
    virtual void change_password(const std::string& token, const std::string& before, const std::string& after) = 0;

    /// With all of its sessions. Does nothing when it is gone already.
    virtual void erase(const std::string& token) = 0;
};

}  // namespace outsmart
