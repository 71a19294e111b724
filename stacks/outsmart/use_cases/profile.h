/// What users do with what is kept of them.
#pragma once

#include "data_sources/account_source.h"
#include "data_sources/user_source.h"

namespace outsmart::use_cases {

/// Throws `NoSuchUser`.
User get_user(UserSource&, const UserKey&);

/// Throws `NoSuchUser`, and `CpfTaken`: who says somebody else's number learns that it is here, which a rule of one
/// user for each number can't hide.
User update_user(UserSource&, const UserKey&, const UserChanges&);

/// The user first, the account then: if that fails, who it is can still come and ask again. The other way round nobody
/// could, and what was kept of them would stay for ever.
void delete_user(UserSource&, AccountSource&, const UserKey&, const std::string& token);

}  // namespace outsmart::use_cases
