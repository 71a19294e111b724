/// Tables for the tests of the data source, with one of everything that a table may have.
#pragma once

#include <bob/function.h>
#include <bob/runtime/context.h>

namespace shop {

using bob::key;

struct Line {
    std::string sku;
    int price = 0;
};

struct Address {
    std::string street;
    std::optional<std::string> city;
};

struct Order {
    std::string customer;
    std::string id;
    std::string status = "OPEN";
    bob::Timestamp placed;
    bob::Number total;
    std::int64_t rank = 0;
    bool paid = false;
    std::optional<std::string> note;
    Address address;
    std::vector<Line> lines;
    std::set<std::string> tags;
    std::map<std::string, std::int64_t> counts;
};

inline constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::customer>.named("customerId"),
    .sort_key = key<&Order::id>,
    .global_indexes =
        {
            {.name = "ByStatus", .partition_key = key<&Order::status>, .sort_key = key<&Order::placed>},
            {.name = "KeysByRank",
             .partition_key = key<&Order::status>,
             .sort_key = key<&Order::rank>,
             .projection = bob::ProjectionType::keys_only},
        },
    .local_indexes = {{.name = "ByRank", .sort_key = key<&Order::rank>, .projection = {key<&Order::paid>}}},
};

/// Has a version, a required member, and transforms.
struct Account {
    std::string name;
    std::string email;
    std::int64_t balance = 0;
    int revision = 0;
    std::string shown_as;  ///< made when it is read
};

inline constexpr bob::Table<Account> accounts{.name = "Accounts", .partition_key = key<&Account::name>};

/// Keys of numbers and bytes.
struct Sample {
    std::int64_t sensor = 0;
    bob::Number at;
    bob::Bytes payload;
};

inline constexpr bob::Table<Sample> samples{
    .name = "Samples", .partition_key = key<&Sample::sensor>, .sort_key = key<&Sample::at>};

/// An index of several attributes on each side.
struct Shop {
    std::string id;
    std::string country;
    std::string city;
    std::int64_t opened = 0;
    std::string street;
};

inline constexpr bob::Table<Shop> shops{
    .name = "Shops",
    .partition_key = key<&Shop::id>,
    .global_indexes = {{.name = "ByPlace",
                        .partition_key = {key<&Shop::country>, key<&Shop::city>},
                        .sort_key = {key<&Shop::opened>, key<&Shop::street>}}},
};

inline constexpr bob::Queue mail{.name = "mail"};
inline constexpr bob::Queue steps{.name = "steps", .fifo = true};
inline constexpr bob::Topic news{.name = "news"};

inline constexpr bob::Function everything{
    .name = "everything",
    .uses = {bob::reads<orders>,
             bob::writes<orders>,
             bob::deletes<orders>,
             bob::checks<orders>,
             bob::batch_writes<orders>,
             bob::queries<orders>,
             bob::queries<orders, "ByStatus">,
             bob::queries<orders, "KeysByRank">,
             bob::queries<orders, "ByRank">,
             bob::scans<orders>,
             bob::partiql_reads<orders>,
             bob::partiql_writes<orders>,
             bob::reads<accounts>,
             bob::writes<accounts>,
             bob::deletes<accounts>,
             bob::checks<accounts>,
             bob::partiql_reads<accounts>,
             bob::writes<samples>,
             bob::queries<samples>,
             bob::batch_writes<samples>,
             bob::reads<samples>,
             bob::writes<shops>,
             bob::queries<shops, "ByPlace">,
             bob::sends<mail>,
             bob::sends<steps>,
             bob::publishes<news>},
};

}  // namespace shop

template <>
inline constexpr bob::ItemRules<shop::Account> bob::item_rules<shop::Account>{
    .required = {key<&shop::Account::email>},
    .version = key<&shop::Account::revision>,
    .before_save =
        [](shop::Account& account) {
            for (char& c : account.email)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            account.shown_as.clear();
        },
    .after_read = [](shop::Account& account) { account.shown_as = account.name + " <" + account.email + ">"; },
};
