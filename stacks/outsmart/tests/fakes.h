/// The data sources in memory, as strict as the real ones are.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "data_sources/account_source.h"
#include "data_sources/user_source.h"
#include "use_cases/errors.h"

namespace outsmart {

inline bool operator==(const User& one, const User& other) {
    return one.id == other.id && one.username == other.username && one.cpf == other.cpf && one.name == other.name &&
           one.email == other.email;
}

inline const UserKey ana{"id-of-ana", "ana"};
inline const UserKey rui{"id-of-rui", "rui"};
inline const Cpf cpf_of_ana = *Cpf::parse("390.533.447-05");
inline const Cpf another_cpf = *Cpf::parse("52998224725");

inline User user_of(const UserKey& key, std::optional<std::string> cpf = {}) {
    return {key.id, key.username, std::move(cpf), "Name of " + key.username, key.username + "@example.org"};
}

class FakeUsers : public UserSource {
public:
    std::map<std::string, User> users;
    /// By the number: what `find_by_cpf` says, which is not always up to date.
    std::map<std::string, User> index;
    /// What was asked to be written.
    std::vector<std::string> written;
    /// Happens before anything is written: what others do meanwhile.
    std::function<void()> meanwhile = [] {};

    void add(const User& user) {
        users[user.id] = user;
        if (user.cpf) index[*user.cpf] = user;
    }

    std::optional<User> find(const UserKey& key) override {
        const auto found = users.find(key.id);
        return found == users.end() ? std::nullopt : std::optional(found->second);
    }
    std::optional<User> find_by_cpf(const Cpf& cpf) override {
        const auto found = index.find(cpf.digits());
        return found == index.end() ? std::nullopt : std::optional(found->second);
    }
    bool create(const User& user) override {
        before_writing("create " + user.username);
        return users.emplace(user.id, user).second;
    }
    User change(const User& before, const UserChanges& changes) override {
        before_writing("change " + before.username);
        const auto found = users.find(before.id);
        if (found == users.end()) throw NoSuchUser();
        if (changes.cpf) {
            if (found->second.cpf != before.cpf) throw bob::Conflict("changed meanwhile");
            for (const auto& [id, other] : users)
                if (other.cpf == changes.cpf->digits()) throw CpfTaken();
            found->second.cpf = changes.cpf->digits();
        }
        if (changes.name) found->second.name = *changes.name;
        return found->second;
    }
    void erase(const User& user) override {
        before_writing("erase " + user.username);
        users.erase(user.id);
    }

private:
    void before_writing(std::string what) {
        written.push_back(std::move(what));
        meanwhile();
    }
};

/// Of one account, with one password.
class FakeAccounts : public AccountSource {
public:
    Account account{ana.id, ana.username, "Name of ana", "ana@example.org"};
    std::string password = "right";
    bool there = true;
    bool fails = false;

    Session sign_in(const std::string& username, const std::string& given) override {
        if (!there || username != account.username || given != password)
            throw bob::Unauthorized("wrong", "wrong_credentials");
        return {"token", "refresh token", std::chrono::hours(1), account.username};
    }
    Account account_of(const Session&) override { return account; }
    void erase(const std::string& token) override {
        if (fails) throw bob::Failure("Cognito.Away", "away", true);
        if (token == "token") there = false;
    }

    // No use case has anything to do with these.
    void sign_up(const NewAccount&) override { throw std::logic_error("sign_up"); }
    void confirm_sign_up(const std::string&, const std::string&) override { throw std::logic_error("confirm_sign_up"); }
    void resend_code(const std::string&) override { throw std::logic_error("resend_code"); }
    void sign_out(const std::string&) override { throw std::logic_error("sign_out"); }
    void forgot_password(const std::string&) override { throw std::logic_error("forgot_password"); }
    void confirm_forgot_password(const std::string&, const std::string&, const std::string&) override {
        throw std::logic_error("confirm_forgot_password");
    }
    void change_password(const std::string&, const std::string&, const std::string&) override {
        throw std::logic_error("change_password");
    }
};

}  // namespace outsmart
