#include "generator/analysis/pattern.h"

#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "generator/data/value_constraints.h"
#include "generator/nearest.h"

namespace bobgen {
namespace {

bool matches(std::string_view pattern, std::string_view text) {
    const auto made = Pattern::compiled(pattern);
    EXPECT_TRUE(made) << pattern;
    return made && made->matches(text);
}

TEST(Pattern, MatchesTheWhole) {
    struct Case {
        const char* pattern;
        const char* text;
        bool result;
    };
    for (const Case& one : {
             Case{"", "", true},
             {"", "a", false},
             {"abc", "abc", true},
             {"abc", "abcd", false},
             {"abc", "ab", false},
             {"a.c", "a\nc", true},
             {"a|bc|", "bc", true},
             {"a|bc|", "", true},
             {"(ab)*", "ababab", true},
             {"(ab)*", "aba", false},
             {"(ab)+c?", "abab", true},
             {"[a-f0-9]{8}", "deadbeef", true},
             {"[a-f0-9]{8}", "deadbee", false},
             {"[a-f0-9]{2,}", "d", false},
             {"[a-f0-9]{2,3}", "dead", false},
             {"[a-f0-9]{0,3}", "", true},
             {"[^/]+/x", "a/x", true},
             {"[^/]+/x", "a/b/x", false},
             {"[a-]", "-", true},
             {"[\\]\\\\]+", "]\\", true},
             {"\\x41\\.", "A.", true},
             {"\\x41\\.", "Ab", false},
             {"((a*)*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false},
             {"(a?){20}a{20}", "aaaaaaaaaaaaaaaaaaaa", true},
             {"arn:[^:]*:sqs:[^:]*:[0-9]{12}:[A-Za-z0-9_-]+", "arn:aws:sqs:eu-central-1:123456789012:mail", true},
             {"arn:[^:]*:sqs:[^:]*:[0-9]{12}:[A-Za-z0-9_-]+", "arn:aws:sns:eu-central-1:123456789012:mail", false},
         })
        EXPECT_EQ(matches(one.pattern, one.text), one.result) << one.pattern << " " << one.text;
}

TEST(Pattern, WhatIsNotUnderstoodIsRefused) {
    for (const char* pattern : {"(", ")", "a)", "[a", "*", "a{2", "a{3,2}", "a{,2}", "^a", "a$", "\\d", "\\b", "(?=a)",
                                "[[:alpha:]]", "[z-a]", "\\x4", "\\", "(a{1000}){1000}"})
        EXPECT_FALSE(Pattern::compiled(pattern)) << pattern;
    EXPECT_FALSE(Pattern::compiled(std::string(100'000, '(')));
}

TEST(Pattern, LongTextsTakeLinearTime) {
    const auto pattern = Pattern::compiled(".*a.*b.*c.*d");
    ASSERT_TRUE(pattern);
    EXPECT_FALSE(pattern->matches(std::string(200'000, 'a')));
}

TEST(ValueConstraints, AreThoseOfTheShape) {
    using Kind = schema::Constraint::Kind;
    const schema::ResourceType* type = schema::find_type("AWS::SQS::Queue");
    ASSERT_TRUE(type);
    const schema::TypeConstraints& known = schema::constraints_of(*type);
    const auto* delay = known.of(type->properties()).of(*type->find("DelaySeconds"));
    ASSERT_TRUE(delay);
    ASSERT_EQ(delay->own.size(), 1U);
    EXPECT_EQ(delay->own[0].kind, Kind::range);
    EXPECT_EQ(delay->own[0].least, 0);
    EXPECT_EQ(delay->own[0].most, 900);
    EXPECT_TRUE(delay->own[0].certain);
    EXPECT_FALSE(known.of(type->properties()).of(*type->find("FifoQueue")));
}

TEST(ValueConstraints, LeadInside) {
    using Kind = schema::Constraint::Kind;
    const schema::ResourceType* type = schema::find_type("AWS::Lambda::Function");
    ASSERT_TRUE(type);
    const schema::TypeConstraints& known = schema::constraints_of(*type);
    const auto* layers = known.of(type->properties()).of(*type->find("Layers"));
    ASSERT_TRUE(layers);
    ASSERT_TRUE(layers->items);
    EXPECT_TRUE(std::any_of(layers->items->own.begin(), layers->items->own.end(),
                            [](const auto& one) { return one.kind == Kind::pattern; }));
    EXPECT_FALSE(layers->items->items);
    EXPECT_FALSE(layers->values);
    const schema::Property* storage = type->find("EphemeralStorage");
    ASSERT_TRUE(storage);
    const auto* size = known.of(*storage->type.shape()).of(*storage->type.shape()->find("Size"));
    ASSERT_TRUE(size);
    EXPECT_EQ(size->own.size(), 1U);
    EXPECT_TRUE(known.of(*type->nested("g")).of(*type->nested("g")->find("Key")));
}

TEST(ValueConstraints, EveryTypeIsFoundAndEveryPatternCompiles) {
    std::size_t types = 0, patterns = 0;
    const std::function<void(const schema::Constraints*)> all = [&](const schema::Constraints* limits) {
        if (!limits) return;
        for (const schema::Constraint& one : limits->own) {
            if (one.kind != schema::Constraint::Kind::pattern) continue;
            ++patterns;
            EXPECT_TRUE(Pattern::compiled(one.text)) << one.text;
        }
        all(limits->items.get());
        all(limits->values.get());
        all(limits->keys.get());
    };
    for (const std::string_view name : schema::type_names()) {
        const schema::ResourceType* type = schema::find_type(name);
        const schema::TypeConstraints& known = schema::constraints_of(*type);
        types += !known.empty();
        for (const schema::Property& property : type->properties().properties())
            all(known.of(type->properties()).of(property));
    }
    EXPECT_GT(types, 1'400U);
    EXPECT_GT(patterns, 1'000U);
}

TEST(ValueConstraints, RelationsAreThoseOfTheShape) {
    using Kind = schema::Relation::Kind;
    const schema::ResourceType* type = schema::find_type("AWS::ApiGateway::Method");
    ASSERT_TRUE(type);
    const schema::TypeConstraints& known = schema::constraints_of(*type);
    const auto& own = known.of(type->properties()).relations();
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].kind, Kind::all);
    EXPECT_EQ(own[0].given, "AuthorizationType");
    EXPECT_THAT(own[0].values, ::testing::ElementsAre("COGNITO_USER_POOLS", "CUSTOM"));
    EXPECT_THAT(own[0].properties, ::testing::ElementsAre("AuthorizerId"));
    EXPECT_EQ(known.of(*type->nested("Integration")).relations().size(), 3U);
}

TEST(Nearest, TellsASlipFromAnotherWord) {
    for (const auto& [word, known] : {std::pair{"Runtme", "Runtime"},
                                      {"AWS::Lambda::Fuction", "AWS::Lambda::Function"},
                                      {"AWS::lambda::function", "AWS::Lambda::Function"},
                                      {"Tagz", "Tags"}})
        EXPECT_TRUE(is_misspelling(word, known)) << word;
    for (const auto& [word, known] : {std::pair{"AWS::Lambda::WebFunction", "AWS::Lambda::Function"},
                                      {"AWS::WAFv3::WebACL", "AWS::WAFv2::WebACL"},
                                      {"Gid", "Uid"},
                                      {"AvailabilityZoneId", "AvailabilityZone"},
                                      {"HTTP2", "HTTP"}})
        EXPECT_FALSE(is_misspelling(word, known)) << word;
}

}  // namespace
}  // namespace bobgen
