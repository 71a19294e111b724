/// Who uses the company's products. Nothing of AWS or of HTTP: the tables, the data sources and the API are made for
/// it.
#pragma once

#include <optional>
#include <string>

namespace outsmart {

struct User {
    std::string id;                  ///< the account's, a UUID, which never changes
    std::string username;            ///< what they sign in with
    std::optional<std::string> cpf;  ///< the Brazilian tax number, as `Cpf::digits`; no two users have the same
    std::string name;
    std::string email;
};

/// Who asks: the account that a token was made for.
struct UserKey {
    std::string id;
    std::string username;
};

}  // namespace outsmart
