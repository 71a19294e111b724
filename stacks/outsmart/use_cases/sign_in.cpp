#include "use_cases/sign_in.h"

#include "use_cases/errors.h"

namespace outsmart::use_cases {

static User known_or_new(UserSource& users, const Account& account) {
    const UserKey key{account.id, account.username};
    if (auto known = users.find(key)) return *known;
    User made{.id = account.id, .username = account.username, .cpf = {}, .name = account.name, .email = account.email};
    if (users.create(made)) return made;
    // Two first times at once: the other one was first.
    if (auto known = users.find(key)) return *known;
    throw NoSuchUser();
}

SignedIn sign_in(AccountSource& accounts, UserSource& users, const std::string& username, const std::string& password) {
    Session session = accounts.sign_in(username, password);
    User user = known_or_new(users, accounts.account_of(session));
    return {std::move(session), std::move(user)};
}

}  // namespace outsmart::use_cases
