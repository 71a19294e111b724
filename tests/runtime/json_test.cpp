#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "bob/runtime/error.h"
#include "bob/runtime/value.h"

namespace bob {
namespace {

std::string again(std::string_view text) { return to_json(parse_json(text)); }

TEST(Json, IsWrittenAsItWasRead) {
    for (const std::string_view text :
         {"null", "true", "false", "0", "-1", "1.0", "1e5", "9223372036854775807", "18446744073709551615", R"("")",
          R"("naïve ☃ 😀")", R"("\"\\\n\r\t\u0000\u001f")", "[]", "{}", "[[],{},[{}]]",
          R"({"a":1,"b":[2,{"c":null}]})"})
        EXPECT_EQ(again(text), text);
}

TEST(Json, KeepsEveryDigitOfANumber) {
    for (const std::string_view text : {"-0", "1e999", "3.14159265358979323846264338327950288419", "0.1", "1.10",
                                        "-0.0", "1E-130", "12345678901234567890123456789012345678.5"})
        EXPECT_EQ(again(text), text);
}

TEST(Json, ReadsEscapes) {
    EXPECT_EQ(parse_json(R"("A\/\u00e9\ud83d\ude00")").text(), "A/é😀");
    EXPECT_EQ(parse_json(R"("\u0000")").text(), std::string(1, '\0'));
}

TEST(Json, TheLastOfTwoMembersOfOneNameIsFound) { EXPECT_EQ(parse_json(R"({"a":1,"a":2})")["a"].text(), "2"); }

TEST(Json, RefusesWhatIsNoJson) {
    for (const std::string_view text : {"",
                                        " ",
                                        "{",
                                        "[1,]",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "tru",
                                        "01",
                                        "1.",
                                        ".5",
                                        "+1",
                                        "'a'",
                                        "\"\\x\"",
                                        "\"\n\"",
                                        "[1] 2",
                                        "\"\xff\"",
                                        "\"\xc0\x80\"",
                                        "\"\xed\xa0\x80\"",
                                        "\"\\ud800\"",
                                        "NaN",
                                        "Infinity",
                                        "\xef\xbb",
                                        "nul\0l"})
        EXPECT_THROW((void)parse_json(text), JsonError) << text;
}

TEST(Json, SaysWhereItIsWrong) {
    try {
        (void)parse_json(R"({"a": 1, "b": })");
        FAIL();
    } catch (const JsonError& error) {
        EXPECT_EQ(error.offset, 14U);
        EXPECT_FALSE(error.message.empty());
    }
}

TEST(Json, HasALimitOfDepth) {
    EXPECT_NO_THROW((void)parse_json(std::string(128, '[') + std::string(128, ']')));
    EXPECT_THROW((void)parse_json(std::string(129, '[') + std::string(129, ']')), JsonError);
    EXPECT_THROW((void)parse_json(std::string(1'000'000, '[')), JsonError);
}

TEST(Json, BytesThatAreNoUtf8AreReplaced) {
    EXPECT_EQ(to_json(Value::string("a\xff\xc3(\xe2\x82")), "\"a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\"");
    std::mt19937 random(7);  // NOLINT: the same bytes each time
    for (int round = 0; round < 2000; ++round) {
        std::string bytes;
        for (unsigned i = random() % 12; i > 0; --i) bytes += static_cast<char>(random() % 256);
        EXPECT_NO_THROW((void)parse_json(to_json(Value::string(bytes))));
    }
}

TEST(Json, LeavesOutAbsentMembers) {
    Value map = Value::map();
    map.append("a", Value());
    map.append("b", Value::null());
    map.append("c", Value::binary("\x01\x02"));
    EXPECT_EQ(to_json(map), R"({"b":null,"c":"AQI="})");
}

TEST(Value, SetReplacesAndEraseRemoves) {
    Value map = Value::map();
    map.set("a", Value::number(std::int64_t{1}));
    map.set("a", Value::number(2.5));
    EXPECT_EQ(to_json(map), R"({"a":2.5})");
    map.erase("a");
    map.erase("b");
    EXPECT_EQ(to_json(map), "{}");
    EXPECT_FALSE(map["a"]);
    EXPECT_FALSE(Value::string("x")["a"]);
}

/// A NUL byte ended the document once, and what came after it was ignored; a byte order mark was, too.
TEST(Json, EndsWhereTheTextEnds) {
    for (const std::string_view text :
         {std::string_view("{}\0", 3), std::string_view("{}\0{", 4), std::string_view("1\0", 2),
          std::string_view("[1]\0\0]", 6), std::string_view("\0", 1), std::string_view("\0{}", 3),
          std::string_view("[\0]", 3), std::string_view("{\"a\":1\0}", 8), std::string_view("\"\0\"", 3),
          std::string_view("\xEF\xBB\xBF{}"), std::string_view("{}\xEF\xBB\xBF"), std::string_view("{}\f"),
          std::string_view("\xC2\xA0{}")})
        EXPECT_THROW((void)parse_json(text), JsonError) << text;
    EXPECT_NO_THROW((void)parse_json(" \t\r\n{} \t\r\n"));
}

TEST(Json, HasALimitOfValues) {
    EXPECT_NO_THROW((void)parse_json("[0,{\"a\":[],\"b\":\"\"}]", 5));
    try {
        (void)parse_json("[0,{\"a\":[],\"b\":\"\"}]", 4);
        FAIL();
    } catch (const JsonError& error) {
        EXPECT_TRUE(error.too_many_values);
        EXPECT_EQ(error.offset, 15U);
    }
}

TEST(Json, WritesNothingThatIsNoJson) {
    for (const double none : {HUGE_VAL, -HUGE_VAL, std::nan("")}) {
        EXPECT_THROW((void)Value::number(none), Failure);
        EXPECT_THROW((void)Value::number(static_cast<float>(none)), Failure);
    }
    for (const char* text : {"", "inf", "nan", "01", "1,2", "1}", "0x1"})
        EXPECT_THROW((void)to_json(Value::number(text)), Failure) << text;
}

/// A hostile list has a value for every two of its bytes.
TEST(Value, IsSmall) {
    EXPECT_EQ(sizeof(Value), 16U);
    EXPECT_EQ(sizeof(Value::Member), 32U);
}

TEST(Value, KeepsTextsOfEveryLength) {
    Value list = Value::list();
    for (std::size_t length = 0; length < 40; ++length) {
        const std::string text(length, static_cast<char>('a' + length % 26));
        for (const Value& one : {Value::string(text), Value::binary(text), Value::number(text)}) {
            EXPECT_EQ(one.text(), text);
            const Value copy = one;  // NOLINT: the copy is what is tested
            EXPECT_EQ(copy, one);
            list.push_back(one);
        }
    }
    const Value copy = list;
    EXPECT_EQ(copy, list);
    EXPECT_EQ(copy.elements().size(), 120U);
    EXPECT_EQ(copy.elements()[119].text(), std::string(39, 'n'));
}

TEST(Value, MovesAndIsReplacedByItsOwnParts) {
    Value value = parse_json(R"({"a":[1,{"b":"a text that is not short"}],"c":true})");
    value = std::move(*value.find("a"));
    EXPECT_EQ(to_json(value), R"([1,{"b":"a text that is not short"}])");
    value = Value(value.elements()[1]["b"]);
    EXPECT_EQ(value.text(), "a text that is not short");
    Value taken = std::move(value);
    EXPECT_FALSE(value);  // NOLINT: what is left is said to be absent
    value = taken;
    EXPECT_EQ(value, taken);
    value = static_cast<const Value&>(value);
    EXPECT_EQ(value, taken);
    EXPECT_NE(Value::boolean(true), Value::boolean(false));
    const Value truth = Value::boolean(true);
    EXPECT_TRUE(Value(truth).truth());  // NOLINT: the copy is what is tested
}

TEST(Value, KeepsItsMembersAsTheyComeAndGo) {
    Value map = Value::map();
    std::vector<std::string> names;
    std::mt19937 random(11);  // NOLINT: the same each time
    for (int round = 0; round < 3000; ++round) {
        const std::string name = std::string(random() % 20, 'n') + std::to_string(random() % 50);
        const auto known = std::find(names.begin(), names.end(), name);
        if (random() % 3 == 0) {
            map.erase(name);
            if (known != names.end()) names.erase(known);
        } else {
            map.set(name, Value::string(name));
            if (known == names.end()) names.push_back(name);
        }
        if (random() % 7 == 0) map.reserve(map.members().size() + random() % 5);
        ASSERT_EQ(map.members().size(), names.size());
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(map.members()[i].name(), names[i]);
        EXPECT_EQ(map.members()[i].value.text(), names[i]);
    }
}

TEST(Base64, GoesThereAndBack) {
    std::string bytes;
    for (int length = 0; length < 70; ++length) {
        std::string back;
        EXPECT_TRUE(from_base64(to_base64(bytes), back));
        EXPECT_EQ(back, bytes);
        EXPECT_TRUE(from_base64(to_base64url(bytes), back));
        EXPECT_EQ(back, bytes);
        bytes += static_cast<char>(length * 37 + 200);
    }
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");  // RFC 4648, section 10
    EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}

TEST(Base64, RefusesWhatIsNone) {
    std::string bytes;
    for (const std::string_view text : {"a", "Zg=", "Zg===", "Z g=", "Zm9v!", "====", "Zh==", "Zm9=", "Z==="})
        EXPECT_FALSE(from_base64(text, bytes)) << text;
}

}  // namespace
}  // namespace bob
