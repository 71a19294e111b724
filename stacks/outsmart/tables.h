/// What the company's backend stores.
#pragma once

#include <bob/table.h>

#include "use_cases/user.h"

namespace outsmart {

using bob::key;

/// Deployed long before bob, so it keeps its logical id and its physical name.
inline constexpr bob::Table<User> backend_users{
    .name = "BackendUsers",
    .logical_id = "backendUsersDev",
    .table_name = "BackendUsersDev",
    .partition_key = key<&User::id>,
    .sort_key = key<&User::username>,
    .global_indexes = {{.name = "cpfTesteIndex", .partition_key = key<&User::cpf>}},
    .capacity = bob::Provisioned{.read = 1, .write = 1},
};

}  // namespace outsmart
