#include "bob/runtime/codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(Codec, AHostileDocumentHasNoMillionErrors) {
    std::string many = "[";
    for (int i = 0; i < 100000; ++i) many += "1,";
    many += "1]";
    EXPECT_EQ(errors_of(with("places", many)).size(), 100U);
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
