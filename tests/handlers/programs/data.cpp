// Does with the tables of data_tables.h what the event says, for data.test.mjs: every operation once, by name.
#include <bob/handler.h>

#include "../data_tables.h"

namespace {

using namespace shop;
using bob::field;
using bob::Value;

struct Event {
    std::string what;
    std::string customer = "eve";
    std::string id;
    std::string text;
    std::string after;
    std::vector<std::string> ids;
    std::int64_t number = 0;
    std::int64_t count = 0;
    std::optional<Order> order;
    std::optional<Account> account;
};

using Context = bob::Context<everything>;

template <class Page>
Value of_page(const Page& page) {
    Value made = Value::map();
    made.append("items", bob::encode(page.items));
    if constexpr (requires { page.next->text(); }) {
        if (page.next) made.append("next", Value::string(page.next->text()));
    } else if (page.next) {
        made.append("next", Value::string(*page.next));
    }
    return made;
}

template <class Item>
Value of_optional(const std::optional<Item>& item) {
    return item ? bob::encode(*item) : Value::null();
}
template <class Items>
Value of_optionals(const Items& items) {
    Value made = Value::list();
    for (const auto& one : items) made.push_back(of_optional(one));
    return made;
}
Value done() { return Value::boolean(true); }

Order made(const Event& event, std::size_t i) {
    std::string number = std::to_string(i);
    number.insert(0, 4 - number.size(), '0');
    return {.customer = event.customer,
            .id = number,
            .rank = static_cast<std::int64_t>(i),
            .paid = i % 2 == 1,
            .note = event.text.empty() ? std::nullopt : std::optional(event.text)};
}
std::vector<Order> many(const Event& event) {
    std::vector<Order> items;
    items.reserve(static_cast<std::size_t>(event.count));
    for (std::size_t i = 0; i < static_cast<std::size_t>(event.count); ++i) items.push_back(made(event, i));
    return items;
}

Value single(const Event& event, const Context& context) {
    const auto table = context.table<orders>();
    const bob::KeyOf<orders> key{event.customer, event.id};
    if (event.what == "get") return of_optional(table.get(key));
    if (event.what == "get consistently") return of_optional(table.consistent().get(key));
    if (event.what == "put") return bob::encode(table.put(*event.order));
    if (event.what == "put if paid") return bob::encode(table.put(*event.order, field<&Order::paid> == true));
    if (event.what == "create") return bob::encode(table.create(*event.order));
    if (event.what == "update")
        return bob::encode(table.update(key, field<&Order::status> = event.text, field<&Order::note>.remove(),
                                        field<&Order::counts> = std::map<std::string, std::int64_t>{{"a b.c", 1}}));
    if (event.what == "update inside")
        return bob::encode(table.update(key, (field<&Order::address, &Address::city> = event.text),
                                        field<&Order::counts>["a b.c"] += 5,
                                        field<&Order::lines>.append({{.sku = "new", .price = 3}}),
                                        field<&Order::tags>.insert({"x", "y"}), field<&Order::rank> -= 1));
    if (event.what == "update if open")
        return bob::encode(table.update(key, field<&Order::status> = "SENT", field<&Order::status> == "OPEN"));
    if (event.what == "count") return bob::encode(table.update(key, field<&Order::rank> += 1));
    if (event.what == "erase") return table.erase(key), done();
    if (event.what == "erase if open") return table.erase(key, field<&Order::status> == "OPEN"), done();
    if (event.what == "old item") {
        try {
            table.put(*event.order, field<&Order::paid> == true);
        } catch (const bob::ConditionFailed& failed) {
            return of_optional(failed.item<orders>());
        }
    }
    return {};
}

Value versions(const Event& event, const Context& context) {
    const auto table = context.table<accounts>();
    if (event.what == "put account") return bob::encode(table.put(*event.account));
    if (event.what == "create account") return bob::encode(table.create(*event.account));
    if (event.what == "get account") return of_optional(table.get(event.id));
    if (event.what == "pay in")
        return bob::encode(
            table.update(event.id, field<&Account::balance> += event.number, bob::at_version(event.count)));
    if (event.what == "set balance")
        return bob::encode(
            table.update(event.id, field<&Account::balance> = event.number, bob::at_version(event.count)));
    if (event.what == "set balance anyway")
        return bob::encode(table.update(event.id, field<&Account::balance> = event.number, bob::any_version));
    if (event.what == "erase account") return table.erase(event.id, bob::at_version(event.count)), done();
    return {};
}

Value batches(const Event& event, const Context& context) {
    const auto table = context.table<orders>();
    std::vector<bob::KeyOf<orders>> keys;
    keys.reserve(event.ids.size());
    for (const auto& id : event.ids) keys.push_back({event.customer, id});
    if (event.what == "batch put") return table.batch_put(many(event)), done();
    if (event.what == "batch put twice") {
        auto items = many(event);
        items.push_back(items.front());
        items.back().note = "last";
        return table.batch_put(std::move(items)), done();
    }
    if (event.what == "batch get") return of_optionals(table.batch_get(keys));
    if (event.what == "batch erase") return table.batch_erase(keys), done();
    if (event.what == "put samples") {
        std::vector<Sample> items;
        items.reserve(event.ids.size());
        for (const auto& number : event.ids)
            items.push_back({.sensor = event.number, .at = {number}, .payload = {std::byte{0}, std::byte{255}}});
        return context.table<samples>().batch_put(std::move(items)), done();
    }
    if (event.what == "batch get samples") {
        std::vector<bob::KeyOf<samples>> wanted;
        wanted.reserve(event.ids.size());
        for (const auto& number : event.ids) wanted.push_back({event.number, bob::Number{number}});
        return of_optionals(context.table<samples>().batch_get(wanted));
    }
    return {};
}

struct Brief {
    std::string id;
    bool paid = false;
};

Value searches(const Event& event, const Context& context) {
    const auto table = context.table<orders>();
    const auto own = table.query(field<&Order::customer> == event.customer);
    const std::size_t limit = event.count ? static_cast<std::size_t>(event.count) : std::size_t(-1);
    if (event.what == "page") return of_page(own.limit(limit).after(event.after).page());
    if (event.what == "whole page") return of_page(own.after(event.after).page());
    if (event.what == "page backwards") return of_page(own.descending().limit(limit).after(event.after).page());
    if (event.what == "paid")
        return of_page(own.filter(field<&Order::paid> == true).limit(limit).after(event.after).page());
    if (event.what == "all") return bob::encode(own.limit(limit).all());
    if (event.what == "number of orders") return bob::encode(own.count());
    if (event.what == "first") return of_optional(own.descending().first());
    if (event.what == "loop") {
        Value ids = Value::list();
        for (const Order& one : own.filter(field<&Order::rank> != 3).limit(limit)) ids.push_back(Value::string(one.id));
        return ids;
    }
    if (event.what == "from")
        return bob::encode(
            table.query(field<&Order::customer> == event.customer, field<&Order::id> >= event.id).as<Brief>().all());
    if (event.what == "by rank") {
        Value made = Value::list();
        for (const auto& one :
             table.query<"ByRank">(field<&Order::customer> == event.customer, field<&Order::rank>.between(2, 4))
                 .only<&Order::rank, &Order::paid>()
                 .consistent()
                 .limit(limit))
            made.push_back(
                Value::string(std::to_string(one.get<&Order::rank>()) + (one.get<&Order::paid>() ? " paid" : "")));
        return made;
    }
    if (event.what == "by status")
        return of_page(
            table.query<"ByStatus">(field<&Order::status> == event.text).limit(limit).after(event.after).page());
    if (event.what == "keys by rank") {
        Value made = Value::list();
        for (const auto& one : table.query<"KeysByRank">(field<&Order::status> == "OPEN", field<&Order::rank> < 3)
                                   .only<&Order::customer, &Order::id>())
            made.push_back(Value::string(one.get<&Order::customer>() + "/" + one.get<&Order::id>()));
        return made;
    }
    if (event.what == "merged")
        return of_page(
            merge(own.filter(field<&Order::paid> == true), own, table.query(field<&Order::customer> == "bob"))
                .limit(limit)
                .after(event.after)
                .page());
    if (event.what == "merged backwards")
        return bob::encode(merge(own, table.query(field<&Order::customer> == "bob")).descending().limit(limit).all());
    if (event.what == "scan") return of_page(table.scan().limit(limit).after(event.after).page());
    if (event.what == "scan notes")
        return bob::encode(table.scan().filter(field<&Order::note> == event.text && field<&Order::id> > "0").all());
    if (event.what == "by place") {
        const auto shops_of = context.table<shops>();
        for (const std::string& id : event.ids)
            shops_of.put({.id = id, .country = "CH", .city = "Bern", .opened = 1990 + id.front() - '0', .street = id});
        return bob::encode(shops_of
                               .query<"ByPlace">(field<&Shop::country> == "CH", field<&Shop::city> == "Bern",
                                                 field<&Shop::opened> > 1991)
                               .all());
    }
    return {};
}

/// What DynamoDB refuses to be asked, and means something nevertheless.
Value oddities(const Event& event, const Context& context) {
    const auto table = context.table<orders>();
    const auto own = field<&Order::customer> == event.customer;
    const bob::KeyOf<orders> key{event.customer, event.id};
    const std::set<std::string> none;
    const std::string& text = event.text;
    if (event.what == "notes between")
        return bob::encode(table.query(own).filter(field<&Order::note>.between(event.ids[0], event.ids[1])).all());
    if (event.what == "notes not between")
        return bob::encode(table.query(own).filter(!field<&Order::note>.between(event.ids[0], event.ids[1])).all());
    if (event.what == "notes in") return bob::encode(table.query(own).filter(field<&Order::note>.in(event.ids)).all());
    if (event.what == "notes not in")
        return bob::encode(
            table.query(own).filter(field<&Order::paid> == true || !field<&Order::note>.in(event.ids)).all());
    if (event.what == "without tags") return bob::encode(table.query(own).filter(field<&Order::tags> == none).all());
    if (event.what == "with tags") return bob::encode(table.query(own).filter(field<&Order::tags> != none).all());
    if (event.what == "ids between")
        return bob::encode(table.query(own, field<&Order::id>.between(event.ids[0], event.ids[1])).all());
    if (event.what == "ids from prefix")
        return bob::encode(table.query(own, field<&Order::id>.begins_with(text)).all());
    if (event.what == "ids after") return bob::encode(table.query(own, field<&Order::id> > text).all());
    if (event.what == "ids before") return bob::encode(table.query(own, field<&Order::id> < text).all());
    if (event.what == "insert no tags") return bob::encode(table.update(key, field<&Order::tags>.insert(none)));
    if (event.what == "erase no tags") return bob::encode(table.update(key, field<&Order::tags>.erase(none)));
    if (event.what == "set no tags") return bob::encode(table.update(key, field<&Order::tags>.set_if_absent(none)));
    if (event.what == "erase no tags together")
        return context.transact().update<orders>(key, field<&Order::tags>.erase(none)).commit(), done();
    if (event.what == "add to total")
        return bob::encode(table.update(key, field<&Order::total> += bob::Number{text}).total.digits);
    if (event.what == "add to total together")
        return context.transact().update<orders>(key, field<&Order::total> += bob::Number{text}).commit(), done();
    return {};
}

Value transactions(const Event& event, const Context& context) {
    if (event.what == "transact") {
        try {
            context.transact()
                .erase<orders>({event.customer, event.id}, field<&Order::status> == "OPEN")
                .create<orders>(*event.order)
                .update<accounts>("eve", field<&Account::balance> += 1, bob::any_version)
                .check<accounts>("bank", field<&Account::balance> > 0)
                .token(event.text)
                .commit();
        } catch (const bob::TransactionCanceled& canceled) {
            Value codes = Value::list();
            for (const auto& reason : canceled.reasons) codes.push_back(Value::string(reason.code));
            return codes;
        }
        return done();
    }
    if (event.what == "transact version") {
        try {
            context.transact().put<accounts>(*event.account).commit();
        } catch (const bob::TransactionCanceled& canceled) {
            return Value::string(canceled.reasons[0].version_conflict ? "version conflict" : canceled.reasons[0].code);
        }
        return done();
    }
    if (event.what == "transact get") {
        auto [order, account] = context.transact_get<orders, accounts>({event.customer, event.id}, "eve");
        Value made = Value::list();
        made.push_back(of_optional(order));
        made.push_back(of_optional(account));
        return made;
    }
    if (event.what == "select")
        return bob::encode(context.partiql<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id IN [?, ?])">(
            event.customer, event.ids[0], event.ids[1]));
    if (event.what == "select all")
        return bob::encode(context.partiql<orders, R"(SELECT * FROM {table} WHERE "customerId" = ?)">(event.customer));
    if (event.what == "select several" || event.what == "select at once") {
        auto several =
            context.partiql()
                .add<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id = ?)">(event.customer, event.ids[0])
                .add<accounts, "SELECT * FROM {table} WHERE name = ?">("eve")
                .add<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id = ?)">(event.customer,
                                                                                           event.ids[1]);
        auto [one, account, other] =
            event.what == "select at once" ? std::move(several).transact() : std::move(several).batch();
        Value made = Value::list();
        made.push_back(of_optional(one));
        made.push_back(of_optional(account));
        made.push_back(of_optional(other));
        return made;
    }
    if (event.what == "write several" || event.what == "write at once") {
        auto several =
            context.partiql()
                .add<orders, R"(UPDATE {table} SET note = ? WHERE "customerId" = ? AND id = ?)">(
                    event.text, event.customer, event.ids[0])
                .token(event.id)
                .add<orders, "INSERT INTO {table} VALUE {'customerId': ?, 'id': ?}">(event.customer, event.ids[1]);
        Value made = Value::list();
        if (event.what == "write several") {
            for (const bob::StatementOutcome& one : std::move(several).batch())
                made.push_back(Value::string(one ? "done" : one.code));
            return made;
        }
        try {
            std::move(several).transact();
        } catch (const bob::TransactionCanceled& canceled) {
            for (const auto& reason : canceled.reasons) made.push_back(Value::string(reason.code));
            return made;
        }
        return done();
    }
    if (event.what == "insert")
        return context.partiql<orders, "INSERT INTO {table} VALUE {'customerId': ?, 'id': ?, 'note': '?'}">(
                   event.customer, event.id),
               done();
    return {};
}

Value messages(const Event& event, const Context& context) {
    if (event.what == "send") return Value::string(context.queue<mail>().send(event.text));
    if (event.what == "send struct") return Value::string(context.queue<mail>().send(Brief{.id = event.text}));
    if (event.what == "send later")
        return Value::string(context.queue<mail>().send_delayed(std::chrono::seconds(event.number), event.text));
    if (event.what == "send in order") return Value::string(context.queue<steps>().send("group", event.text));
    if (event.what == "send all") return context.queue<mail>().send_all(event.ids), done();
    if (event.what == "publish") return Value::string(context.topic<news>().publish(event.text, "a subject"));
    return {};
}

/// The error as its type, so that a test sees which one it was.
template <class Call>
Value named(const Call& call) {
    const auto failed = [](std::string_view type, const std::string& message,
                           const std::vector<std::size_t>& left = {}) {
        Value made = Value::map();
        made.append("error", Value::string(std::string(type)));
        made.append("message", Value::string(message));
        if (!left.empty()) made.append("left", bob::encode(left));
        return made;
    };
    try {
        return call();
    } catch (const bob::VersionConflict& error) {
        return failed("VersionConflict", error.message());
    } catch (const bob::AlreadyExists& error) {
        return failed("AlreadyExists", error.message());
    } catch (const bob::ConditionFailed& error) {
        return failed("ConditionFailed", error.message());
    } catch (const bob::TransactionCanceled& error) {
        return failed("TransactionCanceled", error.message());
    } catch (const bob::Error& error) {
        return failed(error.code(), error.message());
    } catch (const bob::BatchIncomplete& error) {
        return failed("BatchIncomplete", error.message(), error.positions);
    } catch (const bob::OutcomeUnknown& error) {
        return failed("OutcomeUnknown", error.message());
    } catch (const bob::Throttled& error) {
        return failed("Throttled", error.message());
    } catch (const bob::AccessDenied& error) {
        return failed("AccessDenied", error.message());
    } catch (const bob::ResourceNotFound& error) {
        return failed("ResourceNotFound", error.message());
    } catch (const bob::InvalidCall& error) {
        return failed("InvalidCall", error.message());
    } catch (const bob::Failure& error) {
        return failed(error.type(), error.message());
    }
}

Value handle(const Value& event_value, Context& context) {
    Event event;
    bob::Reading reading(bob::Reading::Missing::keeps_the_default);
    bob::decode(event_value, event, reading);
    if (!reading.ok()) throw bob::Failure("Event", reading.errors()[0].field + ": " + reading.errors()[0].message);
    return named([&] {
        for (const auto& part : {single, versions, batches, searches, oddities, transactions, messages})
            if (Value answer = part(event, context)) return answer;
        throw bob::Failure("Event", "nothing is called " + event.what);
    });
}

const bob::Lambda lambda = bob::handles<everything>(handle);

}  // namespace
