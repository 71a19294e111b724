#include "use_cases/profile.h"

#include <gtest/gtest.h>

#include "fakes.h"

namespace outsmart::use_cases {
namespace {

TEST(GetUser, FindsTheOneWhoAsks) {
    FakeUsers users;
    users.add(user_of(ana));
    users.add(user_of(rui));
    EXPECT_EQ(get_user(users, rui), user_of(rui));
    EXPECT_THROW(get_user(users, {"somebody", "else"}), NoSuchUser);
}

TEST(UpdateUser, ChangesWhatIsNamed) {
    FakeUsers users;
    users.add(user_of(ana, cpf_of_ana.digits()));
    User after = user_of(ana, cpf_of_ana.digits());
    after.name = "Ana Zoë";
    EXPECT_EQ(update_user(users, ana, {.name = "Ana Zoë", .cpf = {}}), after);
    after.cpf = another_cpf.digits();
    EXPECT_EQ(update_user(users, ana, {.name = {}, .cpf = another_cpf}), after);
    EXPECT_EQ(users.users.at(ana.id), after);
}

TEST(UpdateUser, WritesNothingWhereNothingChanges) {
    FakeUsers users;
    users.add(user_of(ana, cpf_of_ana.digits()));
    EXPECT_EQ(update_user(users, ana, {}), user_of(ana, cpf_of_ana.digits()));
    EXPECT_EQ(update_user(users, ana, {.name = {}, .cpf = cpf_of_ana}), user_of(ana, cpf_of_ana.digits()));
    EXPECT_TRUE(users.written.empty());
}

TEST(UpdateUser, KeepsANumberToOneUser) {
    FakeUsers users;
    users.add(user_of(ana, cpf_of_ana.digits()));
    users.add(user_of(rui));
    EXPECT_THROW(update_user(users, rui, {.name = "Rui", .cpf = cpf_of_ana}), CpfTaken);
    EXPECT_EQ(users.users.at(rui.id), user_of(rui));
    EXPECT_TRUE(users.written.empty());
}

TEST(UpdateUser, KeepsItAlsoFromWhoAsksBeforeItCanBeFound) {
    FakeUsers users;
    users.add(user_of(rui));
    users.add(user_of(ana));
    users.meanwhile = [&] { users.users.at(ana.id).cpf = cpf_of_ana.digits(); };
    EXPECT_THROW(update_user(users, rui, {.name = {}, .cpf = cpf_of_ana}), CpfTaken);
    EXPECT_EQ(users.users.at(rui.id), user_of(rui));
}

TEST(UpdateUser, DoesNotMistakeAUsersFormerNumberForAnothers) {
    FakeUsers users;
    users.add(user_of(ana, another_cpf.digits()));
    users.index[cpf_of_ana.digits()] = user_of(ana, cpf_of_ana.digits());
    EXPECT_EQ(update_user(users, ana, {.name = {}, .cpf = cpf_of_ana}).cpf, cpf_of_ana.digits());
}

TEST(UpdateUser, KnowsWhoIsNotThere) {
    FakeUsers users;
    EXPECT_THROW(update_user(users, ana, {.name = "Ana", .cpf = {}}), NoSuchUser);
    users.add(user_of(ana));
    users.meanwhile = [&] { users.users.clear(); };
    EXPECT_THROW(update_user(users, ana, {.name = "Ana", .cpf = {}}), NoSuchUser);
}

TEST(DeleteUser, ErasesTheUserAndTheAccount) {
    FakeUsers users;
    FakeAccounts accounts;
    users.add(user_of(ana));
    users.add(user_of(rui));
    delete_user(users, accounts, ana, "token");
    EXPECT_EQ(users.users.size(), 1U);
    EXPECT_TRUE(users.users.contains(rui.id));
    EXPECT_FALSE(accounts.there);
}

TEST(DeleteUser, CanBeRepeatedWhenTheAccountCouldNotBeErased) {
    FakeUsers users;
    FakeAccounts accounts;
    users.add(user_of(ana));
    accounts.fails = true;
    EXPECT_THROW(delete_user(users, accounts, ana, "token"), bob::Failure);
    EXPECT_TRUE(users.users.empty());
    EXPECT_TRUE(accounts.there);
    accounts.fails = false;
    delete_user(users, accounts, ana, "token");
    EXPECT_FALSE(accounts.there);
}

TEST(DeleteUser, LeavesTheAccountOfAUserWhoIsStillThere) {
    FakeUsers users;
    FakeAccounts accounts;
    users.add(user_of(ana));
    users.meanwhile = [] { throw bob::Conflict("changed meanwhile"); };
    EXPECT_THROW(delete_user(users, accounts, ana, "token"), bob::Conflict);
    EXPECT_TRUE(accounts.there);
}

}  // namespace
}  // namespace outsmart::use_cases
