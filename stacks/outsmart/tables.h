/// What the company's backend stores.
#pragma once

#include <bob/table.h>

namespace outsmart {

using bob::key;

struct BackendUser {
    std::string id;
    std::string username;
    std::string cpf;  ///< the Brazilian tax number
    std::string name;
    std::string email;
};

/// Deployed long before bob, so it keeps its logical id and its physical name.
inline constexpr bob::Table<BackendUser> backend_users{
    .name = "BackendUsers",
    .logical_id = "backendUsersDev",
    .table_name = "BackendUsersDev",
    .partition_key = key<&BackendUser::id>,
    .sort_key = key<&BackendUser::username>,
    .global_indexes = {{.name = "cpfTesteIndex", .partition_key = key<&BackendUser::cpf>}},
    .capacity = bob::Provisioned{.read = 1, .write = 1},
};

}  // namespace outsmart
