#include "use_cases/profile.h"

#include "use_cases/errors.h"

namespace outsmart::use_cases {

User get_user(UserSource& users, const UserKey& key) {
    if (auto user = users.find(key)) return *user;
    throw NoSuchUser();
}

User update_user(UserSource& users, const UserKey& key, const UserChanges& changes) {
    User user = get_user(users, key);
    UserChanges wanted = changes;
    if (wanted.cpf && wanted.cpf->digits() == user.cpf) wanted.cpf.reset();
    if (!wanted.name && !wanted.cpf) return user;
    // Numbers from before numbers were claimed are only found here; for all others the source is certain.
    if (wanted.cpf)
        if (const auto holder = users.find_by_cpf(*wanted.cpf); holder && holder->id != user.id) throw CpfTaken();
    return users.change(user, wanted);
}

void delete_user(UserSource& users, AccountSource& accounts, const UserKey& key, const std::string& token) {
    if (const auto user = users.find(key)) users.erase(*user);
    accounts.erase(token);
}

}  // namespace outsmart::use_cases
