// What needs no user pool; the rest is in tests/handlers/cognito.test.mjs.

#include <gtest/gtest.h>

#include <cstdlib>

#include "bob/runtime/session.h"
#include "token_maker.h"

namespace {

using namespace bob;
using namespace bob::test;

inline constexpr UserPool accounts{
    .name = "Accounts",
    .password_policy = {.minimum_length = 10,
                        .require_lowercase = true,
                        .require_uppercase = true,
                        .require_numbers = true,
                        .require_symbols = true},
};
inline constexpr UserPoolClient secret_client{
    .name = "Secret",
    .user_pool = accounts,
    .auth_flows = {AuthFlow::user_password, AuthFlow::refresh_token},
    .generate_secret = true,
};
inline constexpr UserPoolClient open_client{
    .name = "Open",
    .user_pool = accounts,
    .auth_flows = {AuthFlow::refresh_token, AuthFlow::user_password},
};

struct SignIn : testing::Test {
    void SetUp() override {
        setenv("USER_POOL_ID", "eu-central-1_AbCdEfGhI", 1);
        setenv("USER_POOL_CLIENT_ID", "1example23456789", 1);
        unsetenv("USER_POOL_CLIENT_SECRET");
        setenv("AWS_REGION", "eu-central-1", 1);
        // Nobody listens on the discard port of this machine: what is sent at all is a failure.
        setenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://127.0.0.1:9", 1);
    }
    void TearDown() override {
        for (const char* name : {"USER_POOL_ID", "USER_POOL_CLIENT_ID", "USER_POOL_CLIENT_SECRET", "AWS_REGION",
                                 "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"})
            unsetenv(name);
    }
};

TEST_F(SignIn, SettingsComeFromDeclarationsAndEnvironment) {
    const auto settings = sign_in_settings<accounts, secret_client>();
    EXPECT_EQ(settings.user_pool_id, "eu-central-1_AbCdEfGhI");
    EXPECT_EQ(settings.client_id, "1example23456789");
    EXPECT_TRUE(settings.secret_from_service);
    EXPECT_EQ(settings.password.minimum_length, 10);
    EXPECT_TRUE(settings.password.symbols);
    EXPECT_FALSE(settings.user_names_are_public);
    EXPECT_FALSE((sign_in_settings<accounts, open_client>().secret_from_service));
    setenv("USER_POOL_CLIENT_SECRET", "secret", 1);
    const auto given = sign_in_settings<accounts, secret_client>();
    EXPECT_FALSE(given.secret_from_service);
    EXPECT_EQ(given.client_secret, "secret");
    unsetenv("USER_POOL_ID");
    EXPECT_THROW((sign_in_settings<accounts, open_client>()), Failure);
}

TEST_F(SignIn, PasswordsAreJudgedByTheDeclaration) {
    Cognito cognito(sign_in_settings<accounts, open_client>());
    const auto faults = [&](const char* password) {
        try {
            cognito.sign_up("ana", password);
        } catch (const BadRequest& error) {
            EXPECT_EQ(error.code(), "weak_password");
            return error.fields().size();
        } catch (const Failure&) {
            return std::size_t{0};  // sent
        }
        return std::size_t{99};
    };
    EXPECT_EQ(faults("aB3$"), 1);
    EXPECT_EQ(faults("aaaaaaaaaa"), 3);
    EXPECT_EQ(faults("aaaaaaaaaB"), 2);
    EXPECT_EQ(faults("aaaaaaaa1B"), 1);
    EXPECT_EQ(faults("x"), 4);
    EXPECT_EQ(faults("aaaaaaa1B$"), 0);
    EXPECT_EQ(faults("aaaa aaa1B"), 0);  // a space inside is a symbol
    // Ten bytes are not ten characters.
    EXPECT_EQ(faults("ääää1B$"), 2);
}

TEST_F(SignIn, WhatCantBeSentIsARetryableFailure) {
    Cognito cognito(sign_in_settings<accounts, open_client>());
    try {
        cognito.sign_in("ana", "a password");
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.type(), "cognito-idp.ConnectionFailed");
        EXPECT_TRUE(failure.retryable());
    }
}

// Cookies

HttpRequest request_with(std::string_view name, std::string_view value) {
    return HttpRequest(parse_json(R"({"version":"2.0","routeKey":"GET /a","rawPath":"/a","rawQueryString":"",
        "headers":{"x-refresh":"of-the-header"},"cookies":[")" +
                                  std::string(name) + "=" + std::string(value) + R"("],
        "requestContext":{"http":{"method":"GET","path":"/a"},"stage":"$default","requestId":"r"}})"));
}

std::string cookie_value(const Response& response) {
    const std::string& text = response.cookies.at(0);
    const auto begin = text.find('=') + 1;
    return text.substr(begin, text.find(';') - begin);
}

TEST(KeptSignIn, SurvivesTheCookie) {
    Response response;
    keep_sign_in(response, {.refresh_token = "eyJjdHki.a-b_c.d", .user_name = "zoë~;=\"\n"});
    ASSERT_EQ(response.cookies.size(), 1);
    const std::string& text = response.cookies[0];
    EXPECT_TRUE(text.starts_with("__Host-refresh_token=")) << text;
    for (const char* attribute : {"; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=2592000"})
        EXPECT_NE(text.find(attribute), std::string::npos) << attribute << " in " << text;
    EXPECT_EQ(text.find("Domain"), std::string::npos);
    EXPECT_EQ(*response.find_header("cache-control"), "no-store");
    const auto kept = kept_sign_in(request_with("__Host-refresh_token", cookie_value(response)));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->user_name, "zoë~;=\"\n");
    EXPECT_EQ(kept->refresh_token, "eyJjdHki.a-b_c.d");
}

TEST(KeptSignIn, MayBeCognitosTokenAlone) {
    const auto kept = kept_sign_in(request_with("__Host-refresh_token", "eyJjdHki.a.b"));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->user_name, "");
    EXPECT_EQ(kept->refresh_token, "eyJjdHki.a.b");
}

TEST(KeptSignIn, IsNothingWhereThereIsNothing) {
    EXPECT_FALSE(kept_sign_in(request_with("another", "eyJjdHki.a.b")));
    for (const char* broken : {"", "~", "YQ~", "!~token", "YR~token"})
        EXPECT_FALSE(kept_sign_in(request_with("__Host-refresh_token", broken))) << broken;
}

TEST(KeptSignIn, ComesFromTheHeaderWhereThatIsSet) {
    const RefreshSettings settings{.header = "X-Refresh"};
    EXPECT_EQ(kept_sign_in(request_with("__Host-refresh_token", "a.b.c"), settings)->refresh_token, "of-the-header");
}

TEST(KeptSignIn, IsForgotten) {
    Response response;
    forget_sign_in(response);
    EXPECT_NE(response.cookies.at(0).find("Max-Age=0"), std::string::npos) << response.cookies[0];
    EXPECT_EQ(cookie_value(response), "");
}

TEST(RefreshingSession, GivesBackWhatIsNew) {
    static constexpr RefreshSettings settings{.header = "X-Refresh"};
    FakePool pool;
    const RefreshingSession session(settings, {.user_pool_id = "p", .client_id = "c"}, test_rules(), &pool);
    Response plain = Response::text(200, "x").cache_control("public");
    session.attach(plain, {.access_token = "access", .id_token = "id", .user_name = "ana"});
    EXPECT_EQ(*plain.find_header("X-New-Token"), "access");
    EXPECT_EQ(*plain.find_header("Cache-Control"), "no-store");
    EXPECT_TRUE(plain.cookies.empty());
    EXPECT_EQ(plain.find_header("X-New-Refresh-Token"), nullptr);

    Response rotated;
    session.attach(rotated, {.access_token = "access", .id_token = "id", .refresh_token = "new", .user_name = "ana"});
    EXPECT_EQ(cookie_value(rotated), "YW5h~new");
    EXPECT_EQ(*rotated.find_header("X-New-Refresh-Token"), "YW5h~new");

    static constexpr RefreshSettings ids{.token = TokenUse::id};
    const RefreshingSession of_ids(ids, {.user_pool_id = "p", .client_id = "c"}, test_rules(TokenUse::id), &pool);
    Response id;
    of_ids.attach(id, {.access_token = "access", .id_token = "id"});
    EXPECT_EQ(*id.find_header("X-New-Token"), "id");
}

}  // namespace
