#include "use_cases/sign_in.h"

#include <gtest/gtest.h>

#include "fakes.h"

namespace outsmart::use_cases {
namespace {

TEST(SignIn, MakesAUserOfWhoComesForTheFirstTime) {
    FakeAccounts accounts;
    FakeUsers users;
    const SignedIn made = sign_in(accounts, users, "ana", "right");
    EXPECT_EQ(made.session.token, "token");
    EXPECT_EQ(made.session.refresh_token, "refresh token");
    EXPECT_EQ(made.user, user_of(ana));
    EXPECT_EQ(users.users.at(ana.id), user_of(ana));
    EXPECT_EQ(users.users.size(), 1U);
}

TEST(SignIn, LeavesWhatAUserChanged) {
    FakeAccounts accounts;
    FakeUsers users;
    User changed = user_of(ana, cpf_of_ana.digits());
    changed.name = "Ana Zoë";
    users.add(changed);
    EXPECT_EQ(sign_in(accounts, users, "ana", "right").user, changed);
    EXPECT_EQ(users.users.at(ana.id), changed);
    EXPECT_TRUE(users.written.empty());
}

TEST(SignIn, AtTheSameTimeTwiceMakesOneUser) {
    FakeAccounts accounts;
    FakeUsers users;
    User first = user_of(ana);
    first.name = "made by the other one";
    users.meanwhile = [&] { users.users.emplace(ana.id, first); };
    EXPECT_EQ(sign_in(accounts, users, "ana", "right").user, first);
    EXPECT_EQ(users.users.size(), 1U);
}

TEST(SignIn, WithTheWrongPasswordMakesNobody) {
    FakeAccounts accounts;
    FakeUsers users;
    EXPECT_THROW(sign_in(accounts, users, "ana", "wrong"), bob::Unauthorized);
    EXPECT_THROW(sign_in(accounts, users, "nobody", "right"), bob::Unauthorized);
    EXPECT_TRUE(users.users.empty());
    EXPECT_TRUE(users.written.empty());
}

}  // namespace
}  // namespace outsmart::use_cases
