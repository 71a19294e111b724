#include "bob/runtime/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

struct Address {
    std::string city;
};
struct NewUser {
    std::string name;
    std::string email;
    std::optional<int> age;
    std::string plan = "free";
    std::vector<std::string> tags;
    std::vector<Address> addresses;
    std::optional<Address> billing;
    std::optional<std::vector<Address>> former;
    std::vector<std::map<std::string, Address>> others;
    std::optional<std::map<std::string, std::vector<Address>, std::less<>>> sorted;
    bob::Timestamp begin;
    bob::Timestamp end;
};

}  // namespace

template <>
inline constexpr auto bob::field_rules<Address> = bob::rules(bob::rule<&Address::city>(bob::is::not_blank));
template <>
inline constexpr auto bob::field_rules<NewUser> = bob::rules(
    bob::rule<&NewUser::name>(bob::is::not_blank, bob::is::of_length(2, 5)), bob::rule<&NewUser::email>(bob::is::email),
    bob::rule<&NewUser::age>(bob::is::between(0, 150)), bob::rule<&NewUser::plan>(bob::is::one_of("free", "paid")),
    bob::rule<&NewUser::tags>(bob::is::of_length(0, 2), bob::is::each(bob::is::of_length(1, 3))),
    bob::rule_at<&NewUser::end>([](const NewUser& user) { return user.begin <= user.end; }, "out_of_range",
                                "It ends after it begins."));

namespace {

using namespace bob;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> wrong_with(const char* json) {
    try {
        detail::read_part<NewUser>(parse_json(json), "body", Reading(Reading::Missing::keeps_the_default));
    } catch (const BadRequest& error) {
        std::vector<std::string> all;
        for (const FieldError& field : error.fields()) all.push_back(field.field + ": " + field.code);
        return all;
    }
    return {};
}

constexpr const char* good = R"({"name": "Zoë", "email": "zoe@example.org"})";

TEST(FieldRules, AreCheckedInListsThatMayBeAbsentAndInListsOfMaps) {
    EXPECT_THAT(wrong_with(R"({"name": "Zoë", "email": "zoe@example.org", "former": [{"city": " "}],
                               "others": [{"home": {"city": " "}}]})"),
                ElementsAre("body.former[0].city: required", "body.others[0].home.city: required"));
}

TEST(FieldRules, AreCheckedInMapsOfAnyOrder) {
    EXPECT_THAT(wrong_with(R"({"name": "Zoë", "email": "zoe@example.org", "sorted": {"a": [{"city": " "}]}})"),
                ElementsAre("body.sorted.a[0].city: required"));
    using Sorted = std::map<std::string, Address, std::greater<>>;
    EXPECT_THROW(detail::read_part<Sorted>(parse_json(R"({"a": {"city": " "}})"), "body", Reading()), BadRequest);
}

TEST(FieldRules, CountWhatIsNoCharacter) {
    EXPECT_EQ(detail::count_characters("aé日𝄞"), 4u);
    EXPECT_EQ(detail::count_characters("a\x80\x80"), 3u);
    EXPECT_EQ(detail::count_characters("\xC3"), 1u);
    EXPECT_EQ(detail::count_characters("\xFF\xED\xA0\x80"), 4u);
}

TEST(FieldRules, LetGoodOnesPass) {
    EXPECT_THAT(wrong_with(good), IsEmpty());
    EXPECT_THAT(wrong_with(R"({"name": "Zoë Á", "email": "z@a.b", "age": 150, "plan": "paid", "tags": ["a", "日本語"],
                               "addresses": [{"city": "Rio"}], "billing": null,
                               "begin": "2026-01-01T00:00:00Z", "end": "2026-01-01T00:00:00Z"})"),
                IsEmpty());
}

TEST(FieldRules, TellEveryWrongFieldAtOnce) {
    EXPECT_THAT(wrong_with(R"({"name": " ", "email": "zoe", "age": 151, "plan": "gold", "tags": ["a", "", "abcd"],
                               "addresses": [{"city": "Rio"}, {"city": ""}], "billing": {"city": " "},
                               "begin": "2026-01-01T00:00:01Z", "end": "2026-01-01T00:00:00Z"})"),
                ElementsAre("body.addresses[1].city: required", "body.billing.city: required", "body.name: required",
                            "body.name: wrong_length", "body.email: wrong_format", "body.age: out_of_range",
                            "body.plan: not_allowed", "body.tags: wrong_length", "body.tags[1]: wrong_length",
                            "body.tags[2]: wrong_length", "body.end: out_of_range"));
}

TEST(FieldRules, AreSilentAboutWhatCouldNotBeRead) {
    EXPECT_THAT(wrong_with(R"({"name": 1, "email": ["x"], "tags": [1], "billing": 7})"),
                ElementsAre("body.name: wrong_type", "body.email: wrong_type", "body.tags[0]: wrong_type",
                            "body.billing: wrong_type"));
    EXPECT_THAT(wrong_with("[]"), ElementsAre("body: wrong_type"));
}

TEST(FieldRules, KnowAnEmailAddressAsBrowsersDo) {
    const auto judged = [](std::string text) {
        Reading reading;
        detail::judge(is::email, text, reading);
        return reading.ok();
    };
    const std::string label(63, 'a');
    for (const std::string& text : {std::string("a@b.c"), std::string("a.b+c!#$%&'*/=?^_`{|}~-@x-y.example.org"),
                                    "a@" + label + ".org", std::string("1@2.3")})
        EXPECT_TRUE(judged(text)) << text;
    for (const std::string& text :
         {std::string(), std::string("@b.c"), std::string("a@"), std::string("a@b"), std::string("a@@b.c"),
          std::string("a@b..c"), std::string("a@.b"), std::string("a@b.c."), std::string("a@-b.c"),
          std::string("a@b-.c"), std::string("a b@c.d"), std::string("a@b.c\n"), std::string("\"a\"@b.c"),
          "a@" + label + "a.org", std::string(251, 'a') + "@b.c", std::string("ä@b.c")})
        EXPECT_FALSE(judged(text)) << text;
}

TEST(FieldRules, KnowAUuid) {
    Reading reading;
    detail::judge(is::uuid, "f81d4fae-7dec-41d0-a765-00a0c91e6bf6", reading);
    EXPECT_TRUE(reading.ok());
    detail::judge(is::uuid, "f81d4fae7dec41d0a76500a0c91e6bf6", reading);
    EXPECT_FALSE(reading.ok());
}

TEST(FieldRules, SayTheirLimits) {
    Reading reading;
    detail::judge(is::between(1, 5), 9, reading);
    detail::judge(is::between(0.5, 1.5), 2.0, reading);
    detail::judge(is::of_length(1, 3), std::string(), reading);
    detail::judge(is::one_of("a", "b"), "c", reading);
    std::vector<std::string> said;
    for (const FieldError& error : reading.errors()) said.push_back(error.message);
    EXPECT_THAT(said, ElementsAre("This has to be from 1 to 5.", "This has to be from 0.5 to 1.5.",
                                  "This has to have 1 to 3 characters.", "This has to be a or b."));
}

}  // namespace
