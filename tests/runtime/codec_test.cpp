#include "bob/runtime/codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace bob {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

enum class Status { SCHEDULED, TAKEN };

struct Place {
    std::string city;
    std::optional<int> floor;
    friend bool operator==(const Place&, const Place&) = default;
};

struct Everything {
    std::string name;
    bool open = false;
    int count = 0;
    unsigned char small = 0;
    std::uint64_t large = 0;
    double ratio = 0;
    float share = 0;
    Status status = Status::SCHEDULED;
    Timestamp at;
    EpochSeconds expires;
    Number price;
    Bytes bytes;
    std::optional<std::string> note;
    std::optional<int> limit = 10;
    std::vector<Place> places;
    std::set<std::string> tags;
    std::map<std::string, double> rates;
    Place home;
    Value anything;
};

static_assert(field_count<Everything> == 19);
static_assert(field_names<Everything>[0] == "name" && field_names<Everything>[18] == "anything");

struct Empty {};
static_assert(field_count<Empty> == 0);

constexpr std::string_view full =
    R"({"name":"ü","open":true,"count":-5,"small":255,"large":18446744073709551615,"ratio":0.1,"share":0.1,)"
    R"("status":"TAKEN","at":"2026-03-01T09:00:00.250Z","expires":1772355600,"price":12345678901234567890.12345,)"
    R"("bytes":"AP8=","note":"n","limit":3,"places":[{"city":"a"},{"city":"b","floor":2}],"tags":["x","y"],)"
    R"("rates":{"EUR":1.5},"home":{"city":"c"},"anything":{"deep":[1,null]}})";

std::vector<std::string> errors_of(std::string_view json) {
    Everything into;
    Reading reading;
    decode(parse_json(json), into, reading);
    std::vector<std::string> all;
    for (const FieldError& error : reading.errors()) all.push_back(error.field + ": " + error.code);
    return all;
}

/// `full` with one member replaced.
std::string with(std::string_view name, std::string_view json) {
    Value changed = parse_json(full);
    changed.set(name, parse_json(json));
    return to_json(changed);
}

TEST(Codec, WhatIsReadIsWrittenAgain) {
    Everything into;
    Reading reading;
    decode(parse_json(full), into, reading);
    EXPECT_THAT(reading.errors(), IsEmpty());
    EXPECT_EQ(to_json(encode(into)), full);
    EXPECT_EQ(into.places[1], (Place{"b", 2}));
    EXPECT_EQ(into.bytes, (Bytes{std::byte{0}, std::byte{255}}));
}

TEST(Codec, EveryWrongFieldIsNamedWithItsPath) {
    EXPECT_THAT(
        errors_of(R"({"name":1,"open":"yes","count":1.5,"small":256,"large":-1,"ratio":"1","share":true,)"
                  R"("status":"LOST","at":"yesterday","expires":"soon","price":"1","bytes":"%","note":1,)"
                  R"("limit":[],"places":[{"city":"a"},{"floor":"x"}],"tags":[1],"rates":{"EUR":"x"},)"
                  R"("home":[],"anything":1})"),
        ElementsAre("name: wrong_type", "open: wrong_type", "count: wrong_type", "small: out_of_range",
                    "large: out_of_range", "ratio: wrong_type", "share: wrong_type", "status: not_allowed",
                    "at: wrong_format", "expires: wrong_type", "price: wrong_type", "bytes: wrong_format",
                    "note: wrong_type", "limit: wrong_type", "places[1].city: required", "places[1].floor: wrong_type",
                    "tags[0]: wrong_type", "rates.EUR: wrong_type", "home: wrong_type"));
}

TEST(Codec, OnlyOptionalMembersMayBeAbsent) {
    EXPECT_THAT(errors_of("{}"),
                ElementsAre("name: required", "open: required", "count: required", "small: required", "large: required",
                            "ratio: required", "share: required", "status: required", "at: required",
                            "expires: required", "price: required", "bytes: required", "places: required",
                            "rates: required", "home: required", "anything: required"));
    Everything into;
    Reading stored(Reading::Missing::keeps_the_default);
    decode(parse_json("{}"), into, stored);
    EXPECT_TRUE(stored.ok());
    EXPECT_EQ(into.limit, 10);
}

TEST(Codec, NullEmptiesAnOptionalMember) {
    Everything into;
    Reading reading(Reading::Missing::keeps_the_default);
    decode(parse_json(R"({"limit":null})"), into, reading);
    EXPECT_TRUE(reading.ok());
    EXPECT_FALSE(into.limit.has_value());
    EXPECT_THAT(errors_of(with("name", "null")), ElementsAre("name: wrong_type"));
}

TEST(Codec, BoundsOfWholeNumbers) {
    EXPECT_THAT(errors_of(with("count", "2147483647")), IsEmpty());
    EXPECT_THAT(errors_of(with("count", "-2147483648")), IsEmpty());
    EXPECT_THAT(errors_of(with("count", "2147483648")), ElementsAre("count: out_of_range"));
    EXPECT_THAT(errors_of(with("count", "1e3")), IsEmpty());
    EXPECT_THAT(errors_of(with("count", "5.0")), IsEmpty());
    EXPECT_THAT(errors_of(with("count", "99999999999999999999999")), ElementsAre("count: out_of_range"));
    EXPECT_THAT(errors_of(with("small", "-1")), ElementsAre("small: out_of_range"));
    EXPECT_THAT(errors_of(with("small", "-0.0")), IsEmpty());
    EXPECT_THAT(errors_of(with("large", "18446744073709551616")), ElementsAre("large: out_of_range"));
}

TEST(Codec, ANumberThatDoesNotFitIsAnErrorWhereItStands) {
    for (const char* text : {"1e39", "-1e39", "3.5e38", "1e999", "-1e999", "1e-999"})
        EXPECT_THAT(errors_of(with("share", text)), ElementsAre("share: out_of_range")) << text;
    EXPECT_THAT(errors_of(with("share", "3.4028234e38")), IsEmpty());
    for (const char* text : {"1e309", "-1e309", "1e-999"})
        EXPECT_THAT(errors_of(with("ratio", text)), ElementsAre("ratio: out_of_range")) << text;
    EXPECT_THAT(errors_of(with("rates", R"({"EUR":1e309})")), ElementsAre("rates.EUR: out_of_range"));
    // What DynamoDB would refuse.
    for (const char* text : {"1e126", "1e-131", "123456789012345678901234567890123456789", "1e99999999999999999999"})
        EXPECT_THAT(errors_of(with("price", text)), ElementsAre("price: out_of_range")) << text;
    for (const char* text : {"9.9e125", "1e-130", "12345678901234567890123456789012345678", "0e999",
                             "1000000000000000000000000000000000000000000"})
        EXPECT_THAT(errors_of(with("price", text)), IsEmpty()) << text;
}

TEST(Codec, AWholeNumberIsReadDigitByDigit) {
    const auto read = [](std::string_view text) -> std::string {
        std::int64_t into = 0;
        Reading reading;
        decode(Value::number(text), into, reading);
        return reading.ok() ? std::to_string(into) : reading.errors()[0].code;
    };
    EXPECT_EQ(read("9007199254740993.0"), "9007199254740993");
    EXPECT_EQ(read("9007199254740993"), "9007199254740993");
    EXPECT_EQ(read("9.007199254740993e15"), "9007199254740993");
    EXPECT_EQ(read("90071992547409930e-1"), "9007199254740993");
    EXPECT_EQ(read("9223372036854775807.00"), "9223372036854775807");
    EXPECT_EQ(read("-9223372036854775808.0"), "-9223372036854775808");
    EXPECT_EQ(read("9223372036854775808.0"), "out_of_range");
    EXPECT_EQ(read("1e19"), "out_of_range");
    EXPECT_EQ(read("1e999999999999999999999"), "out_of_range");
    EXPECT_EQ(read("1e-999999999999999999999"), "wrong_type");
    EXPECT_EQ(read("0e999999999999999999999"), "0");
    EXPECT_EQ(read("9007199254740993.5"), "wrong_type");
    EXPECT_EQ(read("-0"), "0");
    EXPECT_EQ(read("1e3"), "1000");
}

TEST(Codec, WhatIsNoNumberIsNotWritten) {
    struct Priced {
        double price = 0;
        float share = 0;
    };
    EXPECT_THROW((void)encode(Priced{.price = HUGE_VAL}), Failure);
    EXPECT_THROW((void)encode(Priced{.price = std::nan("")}), Failure);
    EXPECT_THROW((void)encode(Priced{.share = HUGE_VALF}), Failure);
    EXPECT_THROW((void)to_json(encode(Number{"inf"})), Failure);
}

TEST(Codec, AHostileDocumentHasNoMillionErrors) {
    std::string many = "[";
    for (int i = 0; i < 100000; ++i) many += "1,";
    many += "1]";
    EXPECT_EQ(errors_of(with("places", many)).size(), 100U);
}

TEST(Codec, LongNamesOfACallerAreCutInPaths) {
    // One name of a megabyte was once kept for each of a hundred errors.
    std::string key = "k";
    while (key.size() < 1'000'000) key += "ö";
    Value lists = Value::list();
    for (int i = 0; i < 1000; ++i) lists.push_back(Value::string("x"));
    Value document = Value::map();
    document.append(key, std::move(lists));
    std::map<std::string, std::vector<int>> counts;
    Reading reading;
    decode(document, counts, reading);
    ASSERT_EQ(reading.errors().size(), 100u);
    EXPECT_THAT(reading.errors()[7].field, ::testing::MatchesRegex("k(ö)+…\\[7\\]"));
    for (const FieldError& error : reading.errors()) EXPECT_LT(error.field.size(), 80u);

    std::map<std::string, std::map<std::string, std::map<std::string, std::map<std::string, int>>>> deep;
    Value inner = Value::string("x");
    for (int i = 0; i < 4; ++i) {
        Value outer = Value::map();
        outer.append(key, std::move(inner));
        inner = std::move(outer);
    }
    Reading of_deep;
    decode(inner, deep, of_deep);
    ASSERT_EQ(of_deep.errors().size(), 1u);
    EXPECT_LE(of_deep.errors()[0].field.size(), 203u);
    EXPECT_THAT(of_deep.errors()[0].field, ::testing::EndsWith("…"));
}

TEST(Codec, ErrorsTakeLittleMemoryWhateverTheySay) {
    Reading reading;
    for (int i = 0; i < 100; ++i) reading.wrong("wrong_format", std::string(30'000, 'x'));
    EXPECT_EQ(reading.errors().size(), 3u);
}

TEST(Codec, NamesOfAMapAreHiddenFromLogs) {
    std::map<std::string, std::map<std::string, int>> counts;
    Reading reading(Reading::Missing::is_an_error, Reading::unlimited, Reading::Names::hidden);
    const Reading::Step step(reading, "body");
    decode(parse_json(R"({"secret": {"token": "x"}})"), counts, reading);
    ASSERT_EQ(reading.errors().size(), 1u);
    EXPECT_EQ(reading.errors()[0].field, "body[*][*]");
}

TEST(Codec, ElementsTakeNoMoreThanThereIsRoomFor) {
    struct Wide {
        std::optional<std::string> a, b, c, d;
    };
    const auto codes_of = [](auto into, const char* json, std::size_t room) {
        Reading reading(Reading::Missing::is_an_error, room);
        decode(parse_json(json), into, reading);
        std::vector<std::string> codes;
        for (const FieldError& error : reading.errors()) codes.push_back(error.field + ": " + error.code);
        EXPECT_EQ(reading.exhausted(), !reading.ok());
        return codes;
    };
    EXPECT_THAT(codes_of(std::vector<Wide>(), "[{},{},{}]", 3 * sizeof(Wide)), IsEmpty());
    EXPECT_THAT(codes_of(std::vector<Wide>(), "[{},{},{}]", 3 * sizeof(Wide) - 1), ElementsAre(": too_many_values"));
    // Once there is no room, the rest isn't read either.
    EXPECT_THAT(codes_of(std::vector<std::vector<Wide>>(), "[[{},{}],[{},{}],[{}]]",
                         3 * sizeof(std::vector<Wide>) + 3 * sizeof(Wide)),
                ElementsAre("[1]: too_many_values"));
    EXPECT_THAT(codes_of(std::map<std::string, Wide>(), R"({"a":{},"b":{}})", 2 * sizeof(Wide)),
                ElementsAre(": too_many_values"));
    EXPECT_THAT(codes_of(std::set<int>(), "[1,2,3]", 3 * sizeof(int)), ElementsAre(": too_many_values"));
}

TEST(Timestamps, ReadWhatRfc3339Allows) {
    const auto text = [](std::string_view from) {
        const auto time = parse_timestamp(from);
        return time ? to_text(*time) : "refused";
    };
    EXPECT_EQ(text("2026-03-01T09:00:00Z"), "2026-03-01T09:00:00.000Z");
    EXPECT_EQ(text("2026-03-01t09:00:00.123456789z"), "2026-03-01T09:00:00.123Z");
    EXPECT_EQ(text("2026-03-01T00:30:00+01:00"), "2026-02-28T23:30:00.000Z");
    EXPECT_EQ(text("2024-02-29T23:59:60Z"), "2024-02-29T23:59:59.000Z");
    EXPECT_EQ(text("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00.000Z");
    EXPECT_EQ(text("1969-12-31T23:59:59.999Z"), "1969-12-31T23:59:59.999Z");
    for (const std::string_view wrong :
         {"", "2026-03-01", "2026-03-01T09:00Z", "2026-02-29T09:00:00Z", "2026-13-01T09:00:00Z", "2026-03-01T24:00:00Z",
          "2026-03-01T09:60:00Z", "2026-03-01T09:00:00", "2026-03-01T09:00:00.Z", "2026-03-01T09:00:00+1:00",
          "2026-03-01T09:00:00+24:00", "2026-03-01T09:00:00Zx", "x026-03-01T09:00:00Z"})
        EXPECT_EQ(text(wrong), "refused") << wrong;
}

/// What is accepted once and can't be read again makes a list unreadable for ever.
TEST(Timestamps, WhatIsReadIsWrittenAndReadAgain) {
    std::vector<std::string> edges;
    for (const std::string_view date : {"0000-01-01", "0000-12-31", "0001-01-01", "0001-01-02", "1969-12-31",
                                        "1970-01-01", "2000-02-29", "9999-12-30", "9999-12-31"})
        for (const std::string_view time :
             {"00:00:00", "00:00:00.001", "23:59:59.999", "23:59:58", "23:59:60", "12:00:00"})
            edges.push_back(std::string(date) + "T" + std::string(time));
    int read = 0;
    int refused = 0;
    for (const std::string& edge : edges)
        for (int offset = -(23 * 60 + 59); offset <= 23 * 60 + 59; ++offset) {
            char zone[8];
            std::snprintf(zone, sizeof zone, "%c%02d:%02d", offset < 0 ? '-' : '+', std::abs(offset) / 60,
                          std::abs(offset) % 60);
            const auto time = parse_timestamp(edge + zone);
            ++(time ? read : refused);
            if (time) {
                ASSERT_EQ(parse_timestamp(to_text(*time)), time) << edge << zone;
                ASSERT_EQ(to_text(*time).size(), 24U) << edge << zone;
            }
        }
    EXPECT_GT(read, 100'000);
    EXPECT_GT(refused, 20'000);
    EXPECT_FALSE(parse_timestamp("9999-12-31T23:59:58-23:59"));
    EXPECT_FALSE(parse_timestamp("0000-12-31T00:00:00+23:59"));
    EXPECT_TRUE(parse_timestamp("0000-12-31T23:59:59.999-00:01"));
}

TEST(Timestamps, OutsideOfFourDigitsOfAYearAreNotWritten) {
    using namespace std::chrono;
    const sys_time<milliseconds> first = sys_days{year{1} / 1 / 1};
    const sys_time<milliseconds> last = sys_days{year{10000} / 1 / 1} - milliseconds(1);
    EXPECT_EQ(to_text({first}), "0001-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text({last}), "9999-12-31T23:59:59.999Z");
    for (const auto beyond : {first - milliseconds(1), last + milliseconds(1), sys_time<milliseconds>::min(),
                              sys_time<milliseconds>::max()}) {
        EXPECT_THROW((void)to_text({beyond}), Failure);
        EXPECT_THROW((void)encode(Timestamp{beyond}), Failure);
    }
    for (const auto beyond : {floor<seconds>(first) - seconds(1), floor<seconds>(last) + seconds(1)}) {
        EXPECT_THROW((void)encode(EpochSeconds{beyond}), Failure);
        EXPECT_THAT(errors_of(with("expires", std::to_string(beyond.time_since_epoch().count()))),
                    ElementsAre("expires: out_of_range"));
    }
    EXPECT_THAT(errors_of(with("expires", to_json(encode(EpochSeconds{floor<seconds>(last)})))), IsEmpty());
}

TEST(Timestamps, SortAsText) {
    Timestamp before{std::chrono::sys_days{std::chrono::year{2025} / 12 / 31}};
    for (int i = 0; i < 2000; ++i) {
        const Timestamp after{before.value + std::chrono::milliseconds(1 + i * 61'003)};
        EXPECT_LT(to_text(before), to_text(after));
        EXPECT_EQ(parse_timestamp(to_text(after)), after);
        before = after;
    }
}

}  // namespace
}  // namespace bob
