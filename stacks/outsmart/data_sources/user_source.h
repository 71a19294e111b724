/// What the use cases need to know and to keep of users, wherever that is.
#pragma once

#include <optional>
#include <string>

#include "use_cases/cpf.h"
#include "use_cases/user.h"

namespace outsmart {

/// What is named is changed, and nothing else.
struct UserChanges {
    std::optional<std::string> name;
    std::optional<Cpf> cpf;
};

class UserSource {
public:
    virtual ~UserSource() = default;

    /// As it is now, with everything that was written before.
    virtual std::optional<User> find(const UserKey&) = 0;
    /// May be some moments behind. `change` is not: it tells for sure whether somebody else has the number.
    virtual std::optional<User> find_by_cpf(const Cpf&) = 0;
    /// False when there is one of this key already, which stays as it is.
    virtual bool create(const User&) = 0;
    /// All of the changes or none, and answers how the user is then. Throws `NoSuchUser`; `CpfTaken` when somebody was
    /// given the number through here; `bob::Conflict` when the user's number is not the one of `before` any more.
    virtual User change(const User& before, const UserChanges&) = 0;
    /// Throws `bob::Conflict` when the user's number is not this one any more.
    virtual void erase(const User&) = 0;
};

}  // namespace outsmart
