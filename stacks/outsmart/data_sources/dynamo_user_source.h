/// Users in the table `BackendUsers`.
#pragma once

#include <bob/runtime/context.h>

#include "data_sources/user_source.h"
#include "tables.h"

namespace outsmart {

inline constexpr bob::Needs user_records{
    .uses = {bob::reads<backend_users>, bob::writes<backend_users>, bob::deletes<backend_users>,
             bob::queries<backend_users, "cpfTesteIndex">},
};

/// No index of DynamoDB's keeps values from coming twice, and one is always a little behind. So whoever has a tax
/// number has a second item, whose key is made of it: the two are written in one transaction, and the second one fails
/// where somebody was faster. It has no `cpf`, so that the index has users alone.
class DynamoUserSource : public UserSource {
public:
    explicit DynamoUserSource(const bob::Context<user_records>& context) : context_(context) {}

    std::optional<User> find(const UserKey&) override;
    std::optional<User> find_by_cpf(const Cpf&) override;
    bool create(const User&) override;
    User change(const User& before, const UserChanges&) override;
    void erase(const User&) override;

private:
    User change_cpf(const User& before, const UserChanges&);

    bob::Context<user_records> context_;
};

}  // namespace outsmart
