#pragma once

#include "data_sources/account_source.h"
#include "data_sources/user_source.h"

namespace outsmart::use_cases {

struct SignedIn {
    Session session;
    User user;
};

/// Whoever signs in for the first time becomes a user. Not who signs up: that could tell whether a name is taken, and
/// keep users whose address nobody ever confirmed. What users changed of themselves since stays as it is.
SignedIn sign_in(AccountSource&, UserSource&, const std::string& username, const std::string& password);

}  // namespace outsmart::use_cases
