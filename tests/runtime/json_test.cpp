#include <gtest/gtest.h>

#include <random>
#include <string>

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
    for (const std::string_view text : {"3.14159265358979323846264338327950288419", "0.1", "1.10", "-0.0", "1E-130",
                                        "12345678901234567890123456789012345678.5"})
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
                                        "1e999",
                                        "\xef\xbb",
                                        "nul\0l"})
        EXPECT_THROW((void)parse_json(text), JsonError) << text;
}

TEST(Json, SaysWhereItIsWrong) {
    try {
        (void)parse_json(R"({"a": 1, "b": })");
        FAIL();
    } catch (const JsonError& error) {
        EXPECT_EQ(error.offset, 15U);
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
