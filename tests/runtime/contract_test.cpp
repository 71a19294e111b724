#include <gtest/gtest.h>

#include "bob/handler.h"

namespace catalog {

enum class Level : std::uint8_t { beginner, club, master };
struct Line {
    std::string text;
    std::int16_t count = 1;
};
struct Offer {
    bob::Timestamp start;
    std::optional<std::string> note;
    std::vector<Line> lines;
    Level level = Level::club;
    double price = 1.5;
    bool open = true;
    std::string place = "online";
    std::vector<std::string> tags;
    std::map<std::string, Line> named;
    std::set<std::string> kinds;
    std::vector<Offer> others;
    bob::Value extra;
};
struct SlotPath {
    std::string id;
};
struct SlotHeaders {
    int X_Times = 1;
    std::string X_Other = "none";
};
template <class Item>
struct PageOf {
    std::vector<Item> items;
};

}  // namespace catalog

template <>
inline constexpr auto bob::field_rules<catalog::SlotPath> =
    bob::rules(bob::rule<&catalog::SlotPath::id>(bob::is::uuid));
template <>
inline constexpr auto bob::field_rules<catalog::SlotHeaders> =
    bob::rules(bob::rule<&catalog::SlotHeaders::X_Times>(bob::is::between(1, 5)));
template <>
inline constexpr auto bob::field_rules<catalog::Offer> =
    bob::rules(bob::rule<&catalog::Offer::note>(bob::is::not_blank, bob::is::of_length(0, 80)),
               bob::rule<&catalog::Offer::price>(bob::is::between(0.5, 9.5), bob::is::documented("In euros."),
                                                 bob::is::example("2.5"), bob::is::deprecated),
               bob::rule<&catalog::Offer::place>(bob::is::one_of("online", "club")),
               bob::rule<&catalog::Offer::tags>(bob::is::unique, bob::is::of_length(0, 3),
                                                bob::is::each(bob::is::of_length(1, 20))));

namespace catalog {

constexpr bob::Operation offering{
    .query = bob::type<Line>,
    .body = bob::type<Offer>,
    .answers = {{201, bob::type<PageOf<Offer>>}, {204}},
    .errors = {{409, "taken", "Somebody else was faster."}},
};
constexpr bob::Operation reading{.path = bob::type<SlotPath>, .headers = bob::type<SlotHeaders>};
constexpr bob::Function slot{
    .name = "slot",
    .http_api = {{.method = bob::GET, .path = "/slots/{id}", .operation = reading}},
};
constexpr bob::Function offer{
    .name = "offer",
    .http_api = {{.method = bob::POST, .path = "/offers", .operation = offering}},
};

}  // namespace catalog

namespace bob {
namespace {

const SchemaMember& member(const Schema& of, std::string_view name) {
    for (std::size_t i = 0; i < of.member_count; ++i)
        if (of.members[i].name == name) return of.members[i];
    throw std::out_of_range(std::string(name));
}

TEST(Contract, TellsTheTypesOfMembers) {
    const Schema& offer = *type<catalog::Offer>.schema;
    using Form = Schema::Form;
    EXPECT_EQ(offer.form, Form::object);
    EXPECT_EQ(offer.name, "Offer");
    EXPECT_EQ(offer.full_name, "catalog::Offer");
    ASSERT_EQ(offer.member_count, 12U);
    EXPECT_EQ(offer.members[0].name, "start");
    EXPECT_EQ(offer.members[0].schema->format, "date-time");
    EXPECT_TRUE(member(offer, "note").optional);
    EXPECT_EQ(member(offer, "note").schema->form, Form::text);
    EXPECT_EQ(member(offer, "lines").schema->element->name, "Line");
    EXPECT_EQ(member(offer, "named").schema->form, Form::map);
    EXPECT_EQ(member(offer, "kinds").schema->form, Form::set);
    EXPECT_EQ(member(offer, "extra").schema->form, Form::anything);
    EXPECT_EQ(member(offer, "others").schema->element, &offer) << "a type may contain itself";
    const Schema& level = *member(offer, "level").schema;
    ASSERT_EQ(level.choice_count, 3U);
    EXPECT_EQ(level.choices[2], "master");
    const Schema& count = *member(*member(offer, "lines").schema->element, "count").schema;
    EXPECT_EQ(count.minimum.whole, -32768);
    EXPECT_EQ(count.maximum.whole, 32767);
    EXPECT_EQ(type<catalog::PageOf<catalog::Offer>>.schema->name, "PageOf<catalog::Offer>");
}

TEST(Contract, TellsRules) {
    const Schema& offer = *type<catalog::Offer>.schema;
    EXPECT_EQ(member(offer, "note").constraints.least_length, 1U);
    EXPECT_EQ(member(offer, "note").constraints.most_length, 80U);
    EXPECT_EQ(member(offer, "note").constraints.pattern, R"([^ \t\r\n])");
    const Constraints& price = member(offer, "price").constraints;
    EXPECT_EQ(price.minimum.real, 0.5);
    EXPECT_EQ(price.maximum.real, 9.5);
    EXPECT_EQ(price.description, "In euros.");
    EXPECT_EQ(price.example, "2.5");
    EXPECT_TRUE(price.deprecated);
    EXPECT_EQ(member(offer, "place").constraints.choice_count, 2U);
    EXPECT_TRUE(member(offer, "tags").constraints.unique);
    EXPECT_EQ(member(offer, "tags").elements.most_length, 20U);
}

TEST(Contract, MakesAnswersAndErrorsOfTheOperation) {
    const Request<catalog::offer> request(parse_json(
        R"({"version":"2.0","routeKey":"POST /offers","rawPath":"/offers","requestContext":{"http":{"method":"POST","path":"/offers"}}})"));
    const Response made = request.answer<201>(catalog::PageOf<catalog::Offer>{});
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.body, R"({"items":[]})");
    EXPECT_EQ(request.answer<204>().status, 204);
    const Error error = request.error<"taken">();
    EXPECT_EQ(error.status(), 409);
    EXPECT_EQ(error.code(), "taken");
    EXPECT_EQ(error.message(), "Somebody else was faster.");
}

TEST(Contract, ReadsPathAndHeadersByTheRulesOfTheirStructs) {
    const auto request = [](const std::string& id, const std::string& times) {
        return Request<catalog::slot>(parse_json(
            R"({"version":"2.0","routeKey":"GET /slots/{id}","rawPath":"/slots/x","pathParameters":{"id":")" + id +
            R"("},"headers":{"x-times":")" + times +
            R"("},"requestContext":{"http":{"method":"GET","path":"/slots/x"}}})"));
    };
    const auto good = request("f81d4fae-7dec-41d0-a765-00a0c91e6bf6", "3");
    EXPECT_EQ(good.path<catalog::SlotPath>().id, "f81d4fae-7dec-41d0-a765-00a0c91e6bf6");
    EXPECT_EQ(good.headers<catalog::SlotHeaders>().X_Times, 3);
    EXPECT_EQ(good.headers<catalog::SlotHeaders>().X_Other, "none");
    try {
        request("7", "3").path<catalog::SlotPath>();
        FAIL() << "7 is no UUID";
    } catch (const BadRequest& error) {
        ASSERT_EQ(error.fields().size(), 1U);
        EXPECT_EQ(error.fields()[0].field, "path.id");
        EXPECT_EQ(error.fields()[0].code, "wrong_format");
    }
    EXPECT_THROW(request("7", "9").headers<catalog::SlotHeaders>(), BadRequest);
    EXPECT_THROW(request("7", "many").headers<catalog::SlotHeaders>(), BadRequest);
}

TEST(Contract, AListWithoutDuplicatesHasNone) {
    Reading reading;
    detail::judge(is::unique, std::vector<std::string>{"b", "a", "b"}, reading);
    ASSERT_EQ(reading.errors().size(), 1U);
    EXPECT_EQ(reading.errors()[0].code, "not_unique");
    Reading good;
    detail::judge(is::unique, std::vector<std::string>{"b", "a"}, good);
    EXPECT_TRUE(good.ok());
}

}  // namespace
}  // namespace bob
