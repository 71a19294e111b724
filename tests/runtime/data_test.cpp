/// What the data source asks of DynamoDB, as JSON, and what it makes of answers; nothing is sent here. Whether DynamoDB
/// agrees is seen in tests/handlers/data.test.mjs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "../handlers/data_tables.h"
#include "dynamodb.h"
#include "text.h"

namespace shop {

struct Measure {
    std::string id;
    std::string kind = "k";
    double value = 0;
    bob::Number exact;
    bob::Value more;
    std::map<std::string, int> counts;
};
inline constexpr bob::Table<Measure> measured{
    .name = "Measured",
    .partition_key = key<&Measure::id>,
    .global_indexes = {{.name = "ByKind", .partition_key = key<&Measure::kind>, .sort_key = key<&Measure::id>}}};
inline constexpr bob::Function measures{.name = "measures", .uses = {bob::reads<measured>, bob::writes<measured>}};

}  // namespace shop

namespace {

using namespace shop;
using bob::field;
using bob::Value;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto never = bob::detail::Deadline::max();

class Data : public testing::Test {
protected:
    static void SetUpTestSuite() {
        for (const char* name : {"ORDERS_TABLE", "ACCOUNTS_TABLE", "SAMPLES_TABLE", "SHOPS_TABLE"})
            setenv(name, "t", 1);
    }
};

/// A condition as DynamoDB reads it, with names and values in place of the placeholders.
template <class Item, std::uint64_t Uses>
std::string said(const bob::Condition<Item, Uses>& condition) {
    bob::runtime::Expressions expressions(bob::detail::table_info<orders>);
    std::string text = expressions.text(condition.formula);
    Value request = Value::map();
    expressions.add_to(request);
    for (const auto* part : {"ExpressionAttributeNames", "ExpressionAttributeValues"})
        for (const auto& member : request[part].members()) {
            const std::string_view placeholder = member.name();
            const Value& value = member.value;
            const std::string with = value.is(Value::Kind::string) ? std::string(value.text()) : bob::to_json(value);
            for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos; at += with.size())
                text.replace(at, placeholder.size(), with);
        }
    return text;
}

template <const auto& T, bob::FixedText Index = "", class... Conditions>
auto query(const Conditions&... conditions) {
    return bob::detail::make_query<T, Index>(never, conditions...);
}
template <class Query>
std::string request(const Query& of, std::size_t limit = 0) {
    return to_json(bob::runtime::search_request(of.checked(), limit));
}
/// The condition on the keys alone.
std::string said_of(const bob::detail::Search& search) {
    return std::string(bob::runtime::search_request(search, 0)["KeyConditionExpression"].text());
}
template <const auto& T, class... Changes>
std::string update(const bob::KeyOf<T>& key, const Changes&... changes) {
    return to_json(bob::runtime::write_request(bob::detail::write_of_changes<T>(key, changes...)));
}

TEST_F(Data, conditions_say_what_they_mean) {
    EXPECT_EQ(said(field<&Order::status> == "OPEN"), R"(status = {"S":"OPEN"})");
    EXPECT_EQ(said(field<&Order::status> != "OPEN"), R"(status <> {"S":"OPEN"})");
    EXPECT_EQ(said(field<&Order::rank> < 3), R"(rank < {"N":"3"})");
    EXPECT_EQ(said(field<&Order::rank> <= 3), R"(rank <= {"N":"3"})");
    EXPECT_EQ(said(field<&Order::rank> > 3), R"(rank > {"N":"3"})");
    EXPECT_EQ(said(field<&Order::rank> >= 3), R"(rank >= {"N":"3"})");
    EXPECT_EQ(said(field<&Order::rank>.between(1, 3)), R"(rank BETWEEN {"N":"1"} AND {"N":"3"})");
    EXPECT_EQ(said(field<&Order::rank>.in(1, 3)), R"(rank IN ({"N":"1"}, {"N":"3"}))");
    EXPECT_EQ(said(field<&Order::status>.in(std::vector<std::string>{"A"})), R"(status IN ({"S":"A"}))");
    EXPECT_EQ(said(field<&Order::note>.exists()), "attribute_exists(note)");
    EXPECT_EQ(said(field<&Order::note>.absent()), "attribute_not_exists(note)");
    EXPECT_EQ(said(field<&Order::note>.begins_with("a")), R"(begins_with(note, {"S":"a"}))");
    EXPECT_EQ(said(field<&Order::note>.contains("a")), R"(contains(note, {"S":"a"}))");
    EXPECT_EQ(said(field<&Order::tags>.contains("a")), R"(contains(tags, {"S":"a"}))");
    EXPECT_EQ(said(field<&Order::note>.size() > 4), R"(size(note) > {"N":"4"})");
    EXPECT_EQ(said(field<&Order::note>.is(Value::Kind::null)), R"(attribute_type(note, {"S":"NULL"}))");
    EXPECT_EQ(said(field<&Order::paid> == true), R"(paid = {"BOOL":true})");
    EXPECT_EQ(said(field<&Order::note> == field<&Order::status>), "note = status");
    EXPECT_EQ(said(field<&Order::total> > bob::Number{"1.50"}), R"(total > {"N":"1.50"})");
}

TEST_F(Data, conditions_that_dynamodb_refuses_are_said_in_other_words) {
    EXPECT_EQ(said(field<&Order::rank>.between(3, 1)), R"((rank >= {"N":"3"} AND rank <= {"N":"1"}))");
    EXPECT_EQ(said(field<&Order::rank>.between(-1, -2)), R"((rank >= {"N":"-1"} AND rank <= {"N":"-2"}))");
    EXPECT_EQ(said(field<&Order::rank>.between(9, 10)), R"(rank BETWEEN {"N":"9"} AND {"N":"10"})");
    EXPECT_EQ(said(field<&Order::note>.between("b", "a")), R"((note >= {"S":"b"} AND note <= {"S":"a"}))");
    EXPECT_EQ(said(field<&Order::note>.in(std::vector<std::string>{})),
              "(attribute_exists(note) AND attribute_not_exists(note))");
    EXPECT_EQ(said(!field<&Order::note>.size().in(std::vector<std::uint64_t>{})),
              "NOT (attribute_exists(note) AND attribute_not_exists(note))");
    // An empty set is stored as no attribute.
    const std::set<std::string> none;
    EXPECT_EQ(said(field<&Order::tags> == none), "attribute_not_exists(tags)");
    EXPECT_EQ(said(field<&Order::tags> != none), "attribute_exists(tags)");
    EXPECT_EQ(said(field<&Order::tags>.in(none)), "attribute_not_exists(tags)");
    EXPECT_EQ(said(field<&Order::tags>.in(none, std::set<std::string>{"a"})),
              R"((tags IN ({"SS":["a"]}) OR attribute_not_exists(tags)))");
    EXPECT_NO_THROW(field<&Order::note>.in(std::vector<std::string>(100, "a")));
    try {
        field<&Order::note>.in(std::vector<std::string>(101, "a"));
        FAIL();
    } catch (const bob::InvalidItem& error) {
        EXPECT_EQ(error.fields().at(0).field, "note");
        EXPECT_EQ(error.fields().at(0).code, "wrong_length");
    }
}

TEST_F(Data, conditions_reach_into_members) {
    EXPECT_EQ(said(field<&Order::address, &Address::city> == "Bern"), R"(address.city = {"S":"Bern"})");
    EXPECT_EQ(said(field<&Order::lines>[2].member<&Line::price>() < 5), R"(lines[2].price < {"N":"5"})");
    EXPECT_EQ(said(field<&Order::counts>["a.b"] == 1), R"(counts.a.b = {"N":"1"})");
    // The dot in the key is a part of a name, not of the expression.
    bob::runtime::Expressions expressions(bob::detail::table_info<orders>);
    EXPECT_EQ(expressions.text((field<&Order::counts>["a.b"] == 1).formula), "#0.#1 = :0");
}

TEST_F(Data, conditions_keep_their_grouping) {
    const auto a = field<&Order::rank> == 1;
    const auto b = field<&Order::rank> == 2;
    const auto c = field<&Order::rank> == 3;
    const auto plain = [](std::string text) {
        for (std::size_t at; (at = text.find("rank = {\"N\":\"")) != std::string::npos;) text.erase(at, 13);
        for (std::size_t at; (at = text.find("\"}")) != std::string::npos;) text.erase(at, 2);
        return text;
    };
    EXPECT_EQ(plain(said(a && b && c)), "1 AND 2 AND 3");
    EXPECT_EQ(plain(said(a || b || c)), "1 OR 2 OR 3");
    EXPECT_EQ(plain(said((a || b) && c)), "(1 OR 2) AND 3");
    EXPECT_EQ(plain(said(a && (b || c))), "1 AND (2 OR 3)");
    EXPECT_EQ(plain(said((a && b) || c)), "1 AND 2 OR 3");
    EXPECT_EQ(plain(said(!a)), "NOT 1");
    EXPECT_EQ(plain(said(!(a && b))), "NOT (1 AND 2)");
    EXPECT_EQ(plain(said(!!a)), "NOT (NOT 1)");
    EXPECT_EQ(plain(said(!a && b)), "NOT 1 AND 2");
}

TEST_F(Data, equal_names_and_values_share_a_placeholder) {
    bob::runtime::Expressions expressions(bob::detail::table_info<orders>);
    const auto condition = field<&Order::status> == "x" || field<&Order::note> == "x" || field<&Order::status> == "y";
    EXPECT_EQ(expressions.text(condition.formula), "#0 = :0 OR #1 = :0 OR #0 = :1");
}

TEST_F(Data, members_have_their_attributes_names) {
    EXPECT_EQ(said(field<&Order::customer> == "eve"), R"(customerId = {"S":"eve"})");
    Order order{.customer = "eve", .id = "1"};
    const Value item = bob::detail::write_item<orders>(order);
    EXPECT_EQ(item["customerId"].text(), "eve");
    EXPECT_FALSE(item["customer"]);
    EXPECT_EQ(bob::detail::read_item<orders>(item).customer, "eve");
}

TEST_F(Data, keys_are_values_in_order_or_named) {
    const bob::KeyOf<orders> in_order{"eve", "1"};
    const bob::KeyOf<orders> named{field<&Order::id> == "1", field<&Order::customer> == "eve"};
    EXPECT_EQ(to_json(in_order.value()), R"({"customerId":"eve","id":"1"})");
    EXPECT_EQ(to_json(named.value()), R"({"id":"1","customerId":"eve"})");
    const bob::KeyOf<accounts> single = "eve";
    EXPECT_EQ(to_json(single.value()), R"({"name":"eve"})");
    const auto& keys = bob::detail::table_info<orders>.keys;
    EXPECT_EQ(bob::runtime::key_text(in_order.value(), keys, 2), bob::runtime::key_text(named.value(), keys, 2));
}

TEST_F(Data, changes_become_one_update_expression) {
    EXPECT_EQ(update<orders>({"eve", "1"}, field<&Order::status> = "SENT", field<&Order::note>.remove(),
                             field<&Order::rank> += 2, field<&Order::tags>.insert({"a"})),
              R"({"TableName":"t","Key":{"customerId":{"S":"eve"},"id":{"S":"1"}},)"
              R"("UpdateExpression":"SET #0 = :0, #2 = if_not_exists(#2, :1) + :2 REMOVE #1 ADD #3 :3",)"
              R"x("ConditionExpression":"attribute_exists(#4)","ReturnValuesOnConditionCheckFailure":"ALL_OLD",)x"
              R"("ExpressionAttributeNames":{"#0":"status","#1":"note","#2":"rank","#3":"tags","#4":"customerId"},)"
              R"("ExpressionAttributeValues":{":0":{"S":"SENT"},":1":{"N":"0"},":2":{"N":"2"},":3":{"SS":["a"]}}})");
}

TEST_F(Data, changes_know_lists_sets_and_what_is_nothing) {
    const auto expression = [](const auto& change) {
        const Value made = bob::parse_json(update<orders>({"eve", "1"}, change));
        return std::string(made["UpdateExpression"].text());
    };
    EXPECT_EQ(expression(field<&Order::lines>.append({{.sku = "x"}})),
              "SET #0 = list_append(if_not_exists(#0, :0), :1)");
    EXPECT_EQ(expression(field<&Order::rank> -= 2), "SET #0 = if_not_exists(#0, :0) - :1");
    EXPECT_EQ(expression(field<&Order::note>.set_if_absent("x")), "SET #0 = if_not_exists(#0, :0)");
    EXPECT_EQ(expression(field<&Order::note> = std::nullopt), "REMOVE #0");
    EXPECT_EQ(expression(field<&Order::tags> = std::set<std::string>{}), "REMOVE #0");
    EXPECT_EQ(expression(field<&Order::tags>.erase({"x"})), "DELETE #0 :0");
    EXPECT_EQ(expression((field<&Order::address, &Address::city> = "Bern")), "SET #0.#1 = :0");
    EXPECT_EQ(expression(field<&Order::status> = field<&Order::address, &Address::street>), "SET #0 = #1.#2");
    EXPECT_EQ(expression(field<&Order::lines>[0].member<&Line::price>() = 3), "SET #0[0].#1 = :0");
    EXPECT_EQ(expression(field<&Order::counts>["a"] += 3), "SET #0.#1 = if_not_exists(#0.#1, :0) + :1");
    // No change is none that DynamoDB would refuse.
    const std::set<std::string> none;
    for (const auto& change :
         {field<&Order::tags>.insert(none), field<&Order::tags>.erase(none), field<&Order::tags>.set_if_absent(none)}) {
        EXPECT_EQ(expression(change), "REMOVE #0");
        EXPECT_EQ(update<orders>({"eve", "1"}, change, field<&Order::rank> = 1),
                  update<orders>({"eve", "1"}, field<&Order::rank> = 1));
        EXPECT_THAT(update<orders>({"eve", "1"}, change),
                    HasSubstr(R"("ExpressionAttributeNames":{"#0":"bob:nothing","#1":"customerId"})"));
    }
}

TEST_F(Data, a_version_is_checked_and_counted) {
    Account account{.name = "eve", .email = "e@x", .revision = 7};
    bob::detail::Write put = bob::detail::write_of_item<accounts>(account);
    EXPECT_EQ(account.revision, 8);
    EXPECT_THAT(to_json(bob::runtime::write_request(put)), HasSubstr(R"("ConditionExpression":"#0 = :0")"));
    EXPECT_THAT(to_json(bob::runtime::write_request(put)), HasSubstr(R"(":0":{"N":"7"})"));

    Account fresh{.name = "eve", .email = "e@x"};
    EXPECT_THAT(to_json(bob::runtime::write_request(bob::detail::write_of_item<accounts>(fresh))),
                HasSubstr(R"x("ConditionExpression":"attribute_not_exists(#0)")x"));

    const std::string changed = update<accounts>("eve", field<&Account::balance> = 3, bob::at_version(7),
                                                 field<&Account::balance> > 0 || field<&Account::balance> < -9);
    EXPECT_THAT(changed, HasSubstr(R"("UpdateExpression":"SET #0 = :0, #1 = :1")"));
    EXPECT_THAT(changed,
                HasSubstr(R"x("ConditionExpression":"attribute_exists(#2) AND #1 = :2 AND (#0 > :3 OR #0 < :4)")x"));
    EXPECT_THAT(changed, HasSubstr(R"(":1":{"N":"8"},":2":{"N":"7"})"));
    EXPECT_THAT(update<accounts>("eve", field<&Account::balance> = 3, bob::any_version),
                HasSubstr(R"("UpdateExpression":"SET #0 = :0, #1 = if_not_exists(#1, :1) + :2")"));
}

TEST_F(Data, an_item_is_changed_before_it_is_saved_and_after_it_is_read) {
    Account account{.name = "Eve", .email = "E@X", .shown_as = "?"};
    const Value item = bob::detail::write_item<accounts>(account);
    EXPECT_EQ(item["email"].text(), "e@x");
    EXPECT_EQ(bob::detail::read_item<accounts>(item).shown_as, "Eve <e@x>");
}

/// What an attempt is refused for, as "id required"; nothing if it is not.
template <class Attempt>
std::vector<std::string> fields(const Attempt& attempt) {
    std::vector<std::string> made;
    try {
        attempt();
    } catch (const bob::InvalidItem& error) {
        EXPECT_EQ(error.status(), 400);
        EXPECT_EQ(error.code(), "invalid_item");
        for (const bob::FieldError& one : error.fields()) made.push_back(one.field + " " + one.code);
    }
    return made;
}

TEST_F(Data, empty_keys_and_required_members_are_refused_before_anything_is_sent) {
    const bob::Invocation invocation;
    const bob::Context<everything> context(invocation);
    const auto table = context.table<orders>();
    EXPECT_THAT(fields([&] { table.get({"", ""}); }), ElementsAre("customer required", "id required"));
    EXPECT_THAT(fields([&] { table.consistent().get({"x", ""}); }), ElementsAre("id required"));
    EXPECT_THAT(fields([&] { table.erase({"x", ""}); }), ElementsAre("id required"));
    EXPECT_THAT(fields([&] { table.batch_get({{"x", "y"}, {"x", ""}}); }), ElementsAre("id required"));
    // A key of an index may be absent, but not empty.
    EXPECT_THAT(fields([&] { table.put({.customer = "x", .id = "y", .status = ""}); }), ElementsAre("status required"));
    EXPECT_THAT(fields([&] { table.update({"x", "y"}, field<&Order::status> = ""); }), ElementsAre("status required"));
    EXPECT_THAT(fields([&] { table.batch_put({{.customer = "x", .id = "y"}, {.customer = "x", .id = ""}}); }),
                ElementsAre("[1].id required"));
    EXPECT_THAT(fields([&] { table.query(field<&Order::customer> == "").page(); }), ElementsAre("customer required"));
    EXPECT_THAT(fields([&] { context.table<accounts>().put({.name = ""}); }),
                ElementsAre("name required", "email required"));
    EXPECT_THAT(
        fields([&] { context.table<accounts>().update("x", field<&Account::email>.remove(), bob::any_version); }),
        ElementsAre("email required"));
    EXPECT_THAT(fields([&] { context.transact().put<accounts>({.name = "x"}).commit(); }),
                ElementsAre("email required"));
}

TEST_F(Data, what_dynamodb_would_refuse_is_the_callers_fault_and_not_sent) {
    setenv("MEASURED_TABLE", "t", 1);
    const bob::Invocation invocation;
    const bob::Context<measures> context(invocation);
    const auto table = context.table<measured>();
    const auto put = [&](const auto& change) {
        Measure one{.id = "x", .more = Value::null()};
        change(one);
        return fields([&] { table.put(one); });
    };
    const auto nested = [](int levels) {
        Value made = Value::list();
        for (int i = 1; i < levels; ++i) {
            Value outer = Value::list();
            outer.push_back(std::move(made));
            made = std::move(outer);
        }
        return made;
    };
    EXPECT_THAT(put([](auto& one) { one.value = 1e300; }), ElementsAre("value out_of_range"));
    EXPECT_THAT(put([](auto& one) { one.value = 1e-200; }), ElementsAre("value out_of_range"));
    EXPECT_THAT(put([](auto& one) { one.exact.digits = "1" + std::string(59, '2'); }),
                ElementsAre("exact out_of_range"));
    EXPECT_THAT(put([&](auto& one) { one.more = nested(32); }), ElementsAre(HasSubstr("[0] too_deep")));
    bob::Reading storable;
    bob::runtime::check_storable(nested(31), storable);
    EXPECT_TRUE(storable.ok());
    EXPECT_THAT(put([](auto& one) { one.counts[""] = 1; }), ElementsAre("counts. wrong_length"));
    // Of the index, whose sort key it is, too.
    EXPECT_THAT(put([](auto& one) { one.id = std::string(1025, 'x'); }), ElementsAre("id wrong_length"));
    EXPECT_THAT(put([](auto& one) { one.kind = std::string(2049, 'x'); }), ElementsAre("kind wrong_length"));
    const std::string long_key(2049, 'x');
    EXPECT_THAT(fields([&] { table.get(long_key); }), ElementsAre("id wrong_length"));
    EXPECT_THAT(fields([&] { table.update("x", field<&Measure::value> = 1e300); }), ElementsAre("value out_of_range"));
    EXPECT_THAT(fields([&] { table.update("x", field<&Measure::kind> = long_key); }), ElementsAre("kind wrong_length"));
    EXPECT_THAT(fields([&] { table.put({.id = "x", .more = Value::null()}, field<&Measure::value> < 1e300); }),
                ElementsAre("value out_of_range"));
    const bob::Context<everything> shop(invocation);
    EXPECT_THAT(fields([&] {
                    shop.table<orders>()
                        .query(field<&Order::customer> == "x", field<&Order::id> > std::string(1025, 'x'))
                        .page();
                }),
                ElementsAre("id wrong_length"));
    EXPECT_THAT(fields([&] { shop.table<orders>().query(field<&Order::customer> == long_key).page(); }),
                ElementsAre("customer wrong_length"));
    // As many bytes as three times of it would have been sent.
    EXPECT_THAT(fields([&] { table.get("\xFF"); }), ElementsAre("id wrong_format"));
    EXPECT_THAT(put([](auto& one) { one.kind = "\xC3("; }), ElementsAre("kind wrong_format"));
    EXPECT_THAT(put([](auto& one) { one.counts["\x80"] = 1; }), ElementsAre(HasSubstr("wrong_format")));
    EXPECT_THAT(put([](auto& one) { one.more = Value::string("\xED\xA0\x80"); }), ElementsAre("more wrong_format"));
    EXPECT_THAT(fields([&] { table.update("x", field<&Measure::counts>["\xFF"] = 1); }),
                ElementsAre("counts wrong_format"));
}

TEST_F(Data, an_answer_about_the_result_is_about_the_item) {
    const auto fields = [](const char* message) {
        try {
            bob::runtime::throw_typed(
                bob::runtime::AwsFailure("dynamodb", "ValidationException", message, 400, false, Value()));
        } catch (const bob::InvalidItem& error) {
            return error.fields().at(0).code;
        } catch (const bob::InvalidCall&) {
            return std::string("InvalidCall");
        }
        return std::string();
    };
    EXPECT_EQ(fields("Item size to update has exceeded the maximum allowed size"), "too_large");
    EXPECT_EQ(fields("Number overflow. Attempting to store a number with magnitude larger than supported range"),
              "out_of_range");
    EXPECT_EQ(fields("Number underflow. Attempting to store a number with magnitude smaller than supported range"),
              "out_of_range");
    EXPECT_EQ(fields("Attempting to store more than 38 significant digits in a Number"), "out_of_range");
    EXPECT_EQ(fields("DynamoDB only supports precision up to 38 digits"), "out_of_range");
    EXPECT_EQ(fields("Invalid UpdateExpression: Syntax error"), "InvalidCall");
}

TEST_F(Data, empty_texts_and_reversed_ranges_of_a_key_mean_what_they_say) {
    const auto keys = [](const auto& range) {
        const auto made = query<orders>(field<&Order::customer> == "eve", range);
        return made.checked().finds_nothing ? "nothing" : said_of(made.checked());
    };
    constexpr const auto& id = field<&Order::id>;
    EXPECT_EQ(keys(id.begins_with("")), "#0 = :0");
    EXPECT_EQ(keys(id > ""), "#0 = :0");
    EXPECT_EQ(keys(id >= ""), "#0 = :0");
    EXPECT_EQ(keys(id < ""), "nothing");
    EXPECT_EQ(keys(id <= ""), "nothing");
    EXPECT_EQ(keys(id.between("", "b")), "#0 = :0 AND #1 <= :1");
    EXPECT_EQ(keys(id.between("", "")), "nothing");
    EXPECT_EQ(keys(id.between("b", "")), "nothing");
    EXPECT_EQ(keys(id.between("b", "a")), "nothing");
    EXPECT_EQ(keys(id.between("a", "a")), "#0 = :0 AND #1 BETWEEN :1 AND :1");
    EXPECT_EQ(keys(id > "a"), "#0 = :0 AND #1 > :1");

    // Nothing is sent for it.
    const bob::Invocation invocation;
    const bob::Context<everything> context(invocation);
    const auto table = context.table<orders>();
    const auto own = field<&Order::customer> == "eve";
    const auto none = table.query(own, id.between("b", "a"));
    EXPECT_TRUE(none.page().items.empty());
    EXPECT_FALSE(none.page().next);
    EXPECT_TRUE(none.limit(5).all().empty());
    EXPECT_EQ(none.count(), 0u);
    EXPECT_FALSE(none.first().has_value());
    EXPECT_TRUE(none.begin() == none.end());
    EXPECT_TRUE(merge(none, none).page().items.empty());
    EXPECT_THROW(table.query(own, id == "").page(), bob::InvalidItem);
    EXPECT_THROW(table.query(field<&Order::customer> == "", id < "").page(), bob::InvalidItem);
}

TEST_F(Data, a_limit_of_none_is_none) {
    const bob::Invocation invocation;
    const bob::Context<everything> context(invocation);
    const auto own = context.table<orders>().query(field<&Order::customer> == "eve").limit(0);
    EXPECT_TRUE(own.page().items.empty());
    EXPECT_FALSE(own.page().next);
    EXPECT_TRUE(own.all().empty());
    EXPECT_EQ(own.count(), 0u);
    EXPECT_TRUE(own.begin() == own.end());
    EXPECT_TRUE(merge(own, own).limit(0).page().items.empty());
    EXPECT_TRUE(merge(own, own).limit(0).all().empty());
}

TEST_F(Data, queries_say_their_keys_filters_and_projections) {
    EXPECT_EQ(request(query<orders>(field<&Order::customer> == "eve", field<&Order::id>.begins_with("2026"))),
              R"x({"TableName":"t","KeyConditionExpression":"#0 = :0 AND begins_with(#1, :1)",)x"
              R"("ExpressionAttributeNames":{"#0":"customerId","#1":"id"},)"
              R"("ExpressionAttributeValues":{":0":{"S":"eve"},":1":{"S":"2026"}}})");
    const bob::Timestamp from{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};
    EXPECT_EQ(request(query<orders, "ByStatus">(field<&Order::status> == "OPEN", field<&Order::placed> >= from)
                          .filter(field<&Order::paid> == false)
                          .filter(field<&Order::rank> > 1 || field<&Order::note>.exists())
                          .descending(),
                      10),
              R"({"TableName":"t","IndexName":"ByStatus","KeyConditionExpression":"#0 = :0 AND #1 >= :1",)"
              R"x("FilterExpression":"#2 = :2 AND (#3 > :3 OR attribute_exists(#4))",)x"
              R"("ExpressionAttributeNames":{"#0":"status","#1":"placed","#2":"paid","#3":"rank","#4":"note"},)"
              R"("ExpressionAttributeValues":{":0":{"S":"OPEN"},":1":{"S":"2026-03-01T00:00:00.000Z"},)"
              R"(":2":{"BOOL":false},":3":{"N":"1"}},"ScanIndexForward":false,"Limit":10})");
    // The keys are read, too: by them it is known where a page ended.
    EXPECT_THAT(request(query<orders, "KeysByRank">(field<&Order::status> == "OPEN").only<&Order::id>()),
                HasSubstr(R"("ProjectionExpression":"#1, #2, #0, #3")"));
    EXPECT_THAT(request(query<orders, "ByRank">(field<&Order::customer> == "eve", field<&Order::rank>.between(1, 2))
                            .only<&Order::rank, &Order::paid>()
                            .consistent()),
                HasSubstr(R"("ConsistentRead":true)"));
}

TEST_F(Data, multi_attribute_keys_are_asked_for_from_left_to_right) {
    EXPECT_THAT(request(query<shops, "ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern",
                                                field<&Shop::opened> == 1999, field<&Shop::street> > "A")),
                HasSubstr("\"#0 = :0 AND #1 = :1 AND #2 = :2 AND #3 > :3\""));
}

TEST_F(Data, a_cursor_is_of_its_list_alone) {
    using ByStatus = bob::Cursor<orders, "ByStatus">;
    Value keys = Value::map();
    keys.append("customerId", Value::string("eve"));
    keys.append("id", Value::string("1"));
    keys.append("status", Value::string("OPEN"));
    keys.append("placed", Value::string("2026-03-01T00:00:00.000Z"));
    const std::string text = ByStatus(keys).text();
    EXPECT_EQ(ByStatus::parse(text).keys(), keys);
    const auto open = query<orders, "ByStatus">(field<&Order::status> == "OPEN");
    EXPECT_THAT(request(open.after(text)), HasSubstr(R"("ExclusiveStartKey":{"customerId":{"S":"eve"})"));
    EXPECT_THAT(request(open.after("")), testing::Not(HasSubstr("ExclusiveStartKey")));

    const auto refused = [](const auto& attempt) {
        try {
            attempt();
        } catch (const bob::BadRequest& error) {
            return error.code() == "bad_cursor";
        }
        return false;
    };
    EXPECT_TRUE(refused([&] { open.after("?"); }));
    EXPECT_TRUE(refused([&] { open.after("AAAAAAAAAAAA"); }));
    EXPECT_TRUE(refused([&] { open.after(std::string(100'000, 'A')); }));
    EXPECT_TRUE(refused([&] { open.after(text.substr(0, text.size() - 2)); }));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_TRUE(refused([&] { open.after(changed); })) << changed;
    }
    // Of another index, and of another partition.
    EXPECT_TRUE(refused([&] { query<orders>(field<&Order::customer> == "eve").after(text); }));
    EXPECT_TRUE(refused([&] { query<orders, "ByStatus">(field<&Order::status> == "SENT").after(text); }));
    // Rightly signed, and still not the key of an order.
    const auto forged = [&](const char* json) {
        return bob::detail::cursor_text(bob::parse_json(json), "Orders/ByStatus");
    };
    EXPECT_TRUE(refused([&] { open.after(forged("{}")); }));
    EXPECT_TRUE(refused([&] { open.after(forged(R"({"customerId":"e","id":"1","status":"OPEN","placed":1})")); }));
    EXPECT_TRUE(refused([&] { open.after(forged(R"({"customerId":"e","id":"","status":"OPEN","placed":"x"})")); }));
    EXPECT_TRUE(
        refused([&] { open.after(forged(R"({"customerId":"e","id":"1","status":"OPEN","placed":"x","more":"y"})")); }));
    // No time, and longer than a sort key.
    EXPECT_TRUE(refused([&] { open.after(forged(R"({"customerId":"e","id":"1","status":"OPEN","placed":"x"})")); }));
    EXPECT_TRUE(refused([&] {
        open.after(forged((R"({"customerId":"e","id":")" + std::string(1025, 'x') +
                           R"(","status":"OPEN","placed":"2026-03-01T00:00:00.000Z"})")
                              .c_str()));
    }));
    const auto ranked = query<orders, "ByRank">(field<&Order::customer> == "e").only<&Order::rank>();
    const auto after_rank = [&](const std::string& rank) {
        ranked.after(bob::detail::cursor_text(bob::parse_json(R"({"customerId":"e","id":"1","rank":)" + rank + "}"),
                                              "Orders/ByRank"));
    };
    EXPECT_NO_THROW(after_rank("7"));
    for (const char* rank : {"2.5", "1e200", "123456789012345678901234567890123456789012345", "9223372036854775808"})
        EXPECT_TRUE(refused([&] { after_rank(rank); })) << rank;
    EXPECT_THAT(request(ranked.after(bob::detail::cursor_text(
                    bob::parse_json(R"({"customerId":"e","id":"1","rank":0e9999999999})"), "Orders/ByRank"))),
                HasSubstr(R"("rank":{"N":"0"})"));
}

TEST_F(Data, numbers_are_compared_without_losing_a_digit) {
    using bob::runtime::canonical_number;
    EXPECT_EQ(canonical_number("1.50"), canonical_number("15E-1"));
    EXPECT_EQ(canonical_number("-0.0"), canonical_number("0"));
    EXPECT_EQ(canonical_number("1e2"), canonical_number("100"));
    EXPECT_NE(canonical_number("12345678901234567890123456789012345678"),
              canonical_number("12345678901234567890123456789012345679"));
    const std::vector<std::string> sorted{"-1E+2", "-99.5", "-99", "-0.001", "0",     "1E-5",
                                          "0.1",   "0.11",  "2",   "10",     "100.5", "1e3"};
    for (std::size_t i = 0; i < sorted.size(); ++i)
        for (std::size_t j = 0; j < sorted.size(); ++j) {
            const int order = bob::runtime::compare_keys(Value::number(sorted[i]), Value::number(sorted[j]));
            EXPECT_EQ(order < 0, i < j) << sorted[i] << " and " << sorted[j];
            EXPECT_EQ(order > 0, i > j) << sorted[i] << " and " << sorted[j];
        }
    EXPECT_GT(bob::runtime::compare_keys(Value::string("\xC3\xA9"), Value::string("z")), 0);
}

TEST_F(Data, an_item_that_is_not_what_its_type_says_names_the_fields_and_not_what_is_in_them) {
    Value item = Value::map();
    item.append("customerId", Value::string("eve"));
    item.append("rank", Value::string("secret"));
    try {
        bob::detail::read_item<orders>(item);
        FAIL();
    } catch (const bob::Failure& failure) {
        EXPECT_EQ(failure.type(), "dynamodb.UnreadableItem");
        EXPECT_THAT(failure.message(), HasSubstr("rank"));
        EXPECT_THAT(failure.message(), testing::Not(HasSubstr("secret")));
    }
    // Members that came later keep their defaults.
    item.erase("rank");
    EXPECT_EQ(bob::detail::read_item<orders>(item).status, "OPEN");
}

struct Entry {
    std::string owner;
    bob::Timestamp at;
};
inline constexpr bob::Table<Entry> entries{
    .name = "Entries", .partition_key = bob::key<&Entry::owner>, .sort_key = bob::key<&Entry::at>};

}  // namespace

template <>
inline constexpr bob::ItemRules<Entry> bob::item_rules<Entry>{.when_unreadable = bob::WhenUnreadable::skip};

namespace {

TEST_F(Data, an_item_that_can_not_be_read_costs_a_list_what_its_rules_say) {
    const auto stored = [](const char* at) {
        Value item = Value::map();
        item.append("owner", Value::string("eve"));
        item.append("at", Value::string(at));
        return item;
    };
    const std::vector<Value> found{stored("2026-03-01T09:00:00.000Z"), stored("10000-01-01T00:00:00.000Z"),
                                   stored("2026-03-02T09:00:00.000Z")};
    std::vector<Entry> rows;
    testing::internal::CaptureStderr();
    EXPECT_EQ(bob::detail::read_all<entries>(found, rows), 1U);
    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(rows.size(), 2U);
    EXPECT_EQ(bob::to_text(rows[1].at), "2026-03-02T09:00:00.000Z");
    EXPECT_THAT(log, HasSubstr(R"("errorType":"dynamodb.UnreadableItem")"));
    EXPECT_THAT(log, testing::Not(HasSubstr("10000")));
    // Alone it fails, and so it does where nothing is said.
    EXPECT_THROW(bob::detail::read_item<entries>(found[1]), bob::UnreadableItem);
    Value order = Value::map();
    order.append("rank", Value::string("x"));
    std::vector<Order> orders_read;
    EXPECT_THROW(bob::detail::read_all<orders>({order}, orders_read), bob::UnreadableItem);
}

TEST_F(Data, a_context_narrows_to_what_a_part_of_the_code_needs) {
    static constexpr bob::Needs reading{.uses = {bob::reads<orders>, bob::queries<orders, "ByStatus">}};
    const bob::Invocation invocation{.request_id = "7"};
    const bob::Context<reading> narrow = bob::Context<everything>(invocation);
    EXPECT_EQ(narrow.request_id(), "7");
}

TEST_F(Data, marks_name_the_access_and_its_target) {
    EXPECT_EQ(std::string_view(bob::detail::mark<orders, bob::Access::batch_write, "">.data()),
              "bob.use:batch_write:Orders");
    EXPECT_EQ(std::string_view(bob::detail::mark<orders, bob::Access::query, "ByStatus">.data()),
              "bob.use:query:Orders/ByStatus");
    EXPECT_EQ(std::string_view(bob::detail::mark<mail, bob::Access::send, "">.data()), "bob.use:send:mail");
}

TEST_F(Data, environment_variables_are_named_as_the_generator_names_them) {
    EXPECT_EQ(bob::names::variable(bob::Kind::table, "BackendUsers"), "BACKEND_USERS_TABLE");
    EXPECT_EQ(bob::names::variable(bob::Kind::queue, "mail"), "MAIL_QUEUE_URL");
    EXPECT_EQ(bob::names::variable(bob::Kind::queue, "mail-queue"), "MAIL_QUEUE_URL");
    EXPECT_EQ(bob::names::variable(bob::Kind::topic, "news"), "NEWS_TOPIC_ARN");
    unsetenv("SHOPS_TABLE");
    EXPECT_THROW(bob::runtime::table_name(bob::detail::table_info<shops>), bob::Failure);
    setenv("SHOPS_TABLE", "t", 1);
}

}  // namespace
