/// A stack that loses data on request: `change=key` on the command line, with or without `tombstone=kept`.
#include <bob/bob.h>

namespace shop {

using bob::key;

struct Order {
    std::string id;
    std::string customer;
    std::string day;
};

static constexpr bob::Table<Order> orders{
    .name = "Orders",
    .partition_key = key<&Order::id>,
    .sort_key = key<&Order::day>,
    .global_indexes = {{.name = "ByCustomer", .partition_key = key<&Order::customer>}},
};
static constexpr bob::Table<Order> audit_log{.name = "AuditLog", .partition_key = key<&Order::id>};
static constexpr bob::UserPool players{.name = "Players"};
static constexpr bob::Bucket uploads{.name = "uploads"};
static constexpr bob::Queue mail{.name = "mail"};

/// The orders as requested.
static bob::Table<Order> orders_after(std::string_view change) {
    bob::Table<Order> made = orders;
    if (change == "key") made.partition_key = key<&Order::customer>;
    if (change == "local-index") made.local_indexes.push_back({.name = "ByDay", .sort_key = key<&Order::customer>});
    if (change == "table-name") made.table_name = "orders";
    if (change == "logical-id") made.logical_id = "PurchasesTable";
    if (change == "name") made.name = "Purchases";
    if (change == "class") made.table_class = bob::TableClass::standard_infrequent_access;
    return made;
}

/// The tombstone for what the request removes, or for what an earlier one did.
static bob::Tombstone tombstone_after(std::string_view change, bool earlier) {
    bob::Tombstone made{.of = bob::Kind::table,
                        .name = "Orders",
                        .why = "asked for on the command line",
                        .since = "2026-11-21",
                        .data = bob::Data::kept};
    if (change == "drop" || change == "drop-in-simple" || earlier) made.name = "AuditLog";
    if (change == "drop-in-simple") made.stages = {"simple"};
    return made;
}

bob::Stack stack(const bob::Stage& stage) {
    const std::string_view change = stage.input("change"), said = stage.input("tombstone");
    bob::Stack made{.name = "shop"};
    if (change == "let-go") made.data_policy = bob::DeletionPolicy::remove;
    if (change != "retire") {
        made.resources = {orders_after(change), players, uploads};
        const bool dropped = change == "drop" || (change == "drop-in-simple" && stage.is("simple"));
        if (!dropped) made.add(audit_log);
        if (change != "drop-queue") made.add(mail);
    }
    if (said == "retired")
        made.tombstones = {
            {.of = bob::Kind::table,
             .name = "Orders",
             .why = "the shop is closed",
             .since = "2026-11-21",
             .data = bob::Data::kept},
            {.of = bob::Kind::table,
             .name = "AuditLog",
             .why = "the shop is closed",
             .since = "2026-11-21",
             .data = bob::Data::kept},
            {.of = bob::Kind::user_pool,
             .name = "Players",
             .why = "moved to the company's own sign-in",
             .since = "2026-11-21",
             .data = bob::Data::kept},
            {.of = bob::Kind::bucket,
             .name = "uploads",
             .why = "the shop is closed",
             .since = "2026-11-21",
             .data = bob::Data::kept},
        };
    else if (!said.empty())
        made.tombstones.push_back(tombstone_after(change, said == "history"));
    if (said == "lost") made.tombstones.back().data = bob::Data::lost;
    return made;
}

}  // namespace shop
