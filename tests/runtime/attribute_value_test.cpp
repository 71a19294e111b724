#include "attribute_value.h"

#include <gtest/gtest.h>

#include "bob/runtime/error.h"

namespace {

using namespace bob;
using bob::runtime::attribute_value;
using bob::runtime::item_value;
using bob::runtime::to_attribute_value;
using bob::runtime::to_item_value;

/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
constexpr const char* every_type = R"({
    "text": {"S": "Zoë"}, "empty": {"S": ""}, "number": {"N": "12345678901234567890123456789012345678"},
    "small": {"N": "-1.5E-130"}, "bytes": {"B": "AP8="}, "yes": {"BOOL": true}, "nothing": {"NULL": true},
    "list": {"L": [{"S": "a"}, {"L": []}]}, "map": {"M": {"a": {"N": "1"}, "b": {"M": {}}}},
    "texts": {"SS": ["a", "b"]}, "numbers": {"NS": ["1", "2.5"]}, "byteses": {"BS": ["AA==", "/w=="]}
})";

TEST(AttributeValue, GoesThereAndBack) {
    const Value json = parse_json(every_type);
    EXPECT_EQ(to_item_value(item_value(json)), json);
}

TEST(AttributeValue, StandsForWhatItSays) {
    const Value item = item_value(parse_json(every_type));
    EXPECT_EQ(item["number"].text(), "12345678901234567890123456789012345678");
    EXPECT_TRUE(item["bytes"].is(Value::Kind::binary));
    EXPECT_EQ(item["bytes"].text(), std::string("\0\xFF", 2));
    EXPECT_TRUE(item["nothing"].is(Value::Kind::null));
    EXPECT_TRUE(item["numbers"].is(Value::Kind::number_set));
    EXPECT_EQ(item["map"]["a"].text(), "1");
}

TEST(AttributeValue, WhatIsAbsentIsNotWritten) {
    Value item = Value::map();
    item.set("set", Value::set(Value::Kind::string_set));
    item.set("absent", Value());
    item.set("list", Value::list());
    EXPECT_EQ(to_json(to_item_value(item)), R"({"list":{"L":[]}})");
    EXPECT_EQ(to_json(to_attribute_value(Value())), R"({"NULL":true})");
}

TEST(AttributeValue, NumbersAreWrittenAsDynamoDbTakesThem) {
    const auto written = [](std::string_view digits) {
        return std::string(to_attribute_value(Value::number(digits))["N"].text());
    };
    EXPECT_EQ(written("1.50"), "1.50");
    EXPECT_EQ(written("0e99999999999"), "0");
    EXPECT_EQ(written("-0.0"), "0");
    EXPECT_EQ(written("1." + std::string(60, '0')), "1E0");
    Value set = Value::set(Value::Kind::number_set);
    for (const char* one : {"1", "1.0", "0", "-0", "10e-1", "2"}) set.push_back(Value::number(one));
    EXPECT_EQ(to_attribute_value(set), parse_json(R"({"NS":["1","0","2"]})"));
}

TEST(AttributeValue, EverythingElseIsAFailure) {
    for (const char* json :
         {"null", "1", "[]", "{}", R"({"S":1})", R"({"N":1})", R"({"N":"x"})", R"({"N":""})", R"({"N":"1}"})",
          R"({"B":"*"})", R"({"BOOL":"true"})", R"({"L":{}})", R"({"L":[1]})", R"({"M":[]})", R"({"M":{"a":1}})",
          R"({"SS":["a",1]})", R"({"NS":["x"]})", R"({"X":"a"})", R"({"S":"a","N":"1"})"})
        EXPECT_THROW(attribute_value(parse_json(json)), Failure) << json;
    EXPECT_THROW(item_value(parse_json("[]")), Failure);
}

}  // namespace
