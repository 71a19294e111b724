#include "generator/emit/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "hostile.h"

namespace bobgen {
namespace {

using Json = nlohmann::ordered_json;

/// The same tree in nlohmann's types, with invalid UTF-8 repaired.
Json to_nlohmann(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return nullptr;
        case Value::Kind::boolean:
            return value.boolean();
        case Value::Kind::integer:
            return value.integer();
        case Value::Kind::real:
            return value.real();
        case Value::Kind::text:
            return hostile::repaired(value.text());
        case Value::Kind::list: {
            Json made = Json::array();
            for (const Value& element : value.list()) made.push_back(to_nlohmann(element));
            return made;
        }
        case Value::Kind::map: {
            Json made = Json::object();
            for (const Member& member : value.map()) made[hostile::repaired(member.name)] = to_nlohmann(member.value);
            return made;
        }
        case Value::Kind::call: {
            Json made = Json::object();
            made[std::string(long_name(value.call().function))] = to_nlohmann(value.argument());
            return made;
        }
    }
    return nullptr;
}

/// Equal in order and in type: for nlohmann's `==` the integer 1 and the real 1.0 are the same.
bool same(const Json& a, const Json& b) {
    if (a.type() != b.type() && !(a.is_number_integer() && b.is_number_integer())) return false;
    return a.dump() == b.dump();
}

testing::AssertionResult survives(const Value& value) {
    const Json expected = to_nlohmann(value);
    for (const JsonStyle style : {JsonStyle::pretty, JsonStyle::compact}) {
        const std::string json = to_json(value, style);
        if (!hostile::is_utf8(json)) return testing::AssertionFailure() << "not UTF-8";
        const Json read = Json::parse(json, nullptr, false);
        if (read.is_discarded()) return testing::AssertionFailure() << "no JSON:\n" << json;
        if (!same(read, expected)) return testing::AssertionFailure() << json << "\nis not\n" << expected.dump(2);
    }
    return testing::AssertionSuccess();
}

TEST(Json, WritesIntrinsicsInTheirLongForm) {
    const Value value = map({{"Arn", get_att("Users", "Arn")},
                             {"Names", list({ref("Users"), join("", {"a", sub("${B}")})})},
                             {"Empty", list({List{}, Map{}})},
                             {"Rate", 1.0}});
    EXPECT_EQ(to_json(value), R"({
  "Arn": {
    "Fn::GetAtt": [
      "Users",
      "Arn"
    ]
  },
  "Names": [
    {
      "Ref": "Users"
    },
    {
      "Fn::Join": [
        "",
        [
          "a",
          {
            "Fn::Sub": "${B}"
          }
        ]
      ]
    }
  ],
  "Empty": [
    [],
    {}
  ],
  "Rate": 1.0
}
)");
    EXPECT_EQ(
        to_json(value, JsonStyle::compact),
        R"({"Arn":{"Fn::GetAtt":["Users","Arn"]},"Names":[{"Ref":"Users"},{"Fn::Join":["",["a",{"Fn::Sub":"${B}"}]]}],)"
        R"("Empty":[[],{}],"Rate":1.0})");
}

TEST(Json, EscapesWhatNobodySees) {
    EXPECT_EQ(to_json("\"\\/\b\f\n\r\t\x1b\x7f", JsonStyle::compact), R"("\"\\/\b\f\n\r\t\u001b\u007f")");
    EXPECT_EQ(to_json(std::string(1, '\0'), JsonStyle::compact), R"("\u0000")");
    EXPECT_EQ(to_json("Zürich \U0001F600", JsonStyle::compact), "\"Zürich \U0001F600\"");
    EXPECT_EQ(to_json("\u0085\u2028\u202e\ufeff\U000E0001", JsonStyle::compact),
              R"("\u0085\u2028\u202e\ufeff\udb40\udc01")");
    EXPECT_EQ(to_json("caf\xe9", JsonStyle::compact), R"("caf\ufffd")");
}

TEST(Json, WritesNumbersThatReadBackTheSame) {
    using Limits = std::numeric_limits<double>;
    for (const double number : {0.0, 1.0, -0.5, 0.1, 1e22, 1e-7, Limits::max(), Limits::min(), Limits::denorm_min()}) {
        const Json read = Json::parse(to_json(number));
        EXPECT_TRUE(read.is_number_float());
        EXPECT_EQ(read.get<double>(), number);
    }
    for (const auto number : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        EXPECT_EQ(Json::parse(to_json(number)).get<std::int64_t>(), number);
    EXPECT_EQ(to_json(Limits::infinity(), JsonStyle::compact), "null");
    EXPECT_EQ(to_json(Limits::quiet_NaN(), JsonStyle::compact), "null");
}

TEST(Json, AppendsToWhatIsThere) {
    std::string out = "a";
    write_json(1, out, JsonStyle::compact);
    write_json(Map{}, out);
    EXPECT_EQ(out, "a1{}\n");
}

TEST(Json, HasTheBytesOfNlohmannWhereNothingIsHidden) {
    for (const std::string& text : hostile::lookalikes()) {
        const Value value = map({{text, text}, {"list", list({text, list({text}), map({{text, Map{}}})})}});
        ASSERT_EQ(to_json(value), to_nlohmann(value).dump(2) + "\n");
        ASSERT_EQ(to_json(value, JsonStyle::compact), to_nlohmann(value).dump());
    }
}

TEST(Json, KeepsHostileTexts) {
    for (const std::string& text : hostile::texts())
        ASSERT_TRUE(survives(list({text, map({{text, text}}), sub(text)})));
}

TEST(Json, RepairsWhatIsNotUtf8) {
    for (const std::string& text : hostile::broken_texts()) ASSERT_TRUE(survives(list({text, map({{text, text}})})));
}

TEST(Json, KeepsRandomTrees) {
    hostile::Trees trees(20261120);
    for (int count = 0; count < 3'000; ++count) ASSERT_TRUE(survives(trees.next())) << count;
}

}  // namespace
}  // namespace bobgen
