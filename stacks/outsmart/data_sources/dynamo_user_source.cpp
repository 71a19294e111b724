#include "data_sources/dynamo_user_source.h"

#include "use_cases/errors.h"

namespace outsmart {

using bob::field;

static bob::KeyOf<backend_users> key_of(const User& user) { return {user.id, user.username}; }

/// The item that claims a number. No account's id looks like this one.
static User claim_of(const std::string& digits) { return {.id = "cpf#" + digits, .username = "cpf"}; }

/// Otherwise the claim of another number than the user's would be given up.
static auto has_still(const std::optional<std::string>& cpf) {
    return cpf ? field<&User::cpf> == *cpf : field<&User::cpf>.absent();
}

std::optional<User> DynamoUserSource::find(const UserKey& key) {
    return context_.table<backend_users>().consistent().get({key.id, key.username});
}

std::optional<User> DynamoUserSource::find_by_cpf(const Cpf& cpf) {
    return context_.table<backend_users>().query<"cpfTesteIndex">(field<&User::cpf> == cpf.digits()).first();
}

bool DynamoUserSource::create(const User& user) {
    try {
        context_.table<backend_users>().create(user);
        return true;
    } catch (const bob::AlreadyExists&) {
        return false;
    }
}

User DynamoUserSource::change(const User& before, const UserChanges& changes) {
    if (changes.cpf) return change_cpf(before, changes);
    try {
        return context_.table<backend_users>().update(key_of(before), field<&User::name> = changes.name.value());
    } catch (const bob::ItemMissing&) {
        throw NoSuchUser();
    }
}

User DynamoUserSource::change_cpf(const User& before, const UserChanges& changes) {
    const std::string& digits = changes.cpf->digits();
    const auto begun = [&](const auto&... others) {
        return context_.transact().update<backend_users>(key_of(before), field<&User::cpf> = digits,
                                                         has_still(before.cpf), others...);
    };
    auto writes = changes.name ? begun(field<&User::name> = *changes.name) : begun();
    writes = std::move(writes).create<backend_users>(claim_of(digits));
    if (before.cpf) writes = std::move(writes).erase<backend_users>(key_of(claim_of(*before.cpf)));
    try {
        std::move(writes).commit();
    } catch (const bob::TransactionCanceled& canceled) {
        const auto& [user, claimed] = std::tie(canceled.reasons.at(0), canceled.reasons.at(1));
        if (user.condition_failed() && !user.stored) throw NoSuchUser();
        if (!user.condition_failed() && claimed.condition_failed()) throw CpfTaken();
        throw;
    }
    User after = before;
    after.cpf = digits;
    if (changes.name) after.name = *changes.name;
    return after;
}

void DynamoUserSource::erase(const User& user) {
    auto writes = context_.transact().erase<backend_users>(key_of(user), has_still(user.cpf));
    if (user.cpf) writes = std::move(writes).erase<backend_users>(key_of(claim_of(*user.cpf)));
    std::move(writes).commit();
}

}  // namespace outsmart
