/// What a reviewer asks of a stack: who reaches which table by which key, who may do what, who may call which route,
/// and what a month of it costs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "generator/data/prices.h"
#include "generator/graph/picture.h"
#include "generator/template.h"

namespace bobgen::page {

/// One who may do something with a table, by one of its keys.
struct Access {
    std::string who;      ///< "getUser"
    std::string verb;     ///< "query"
    std::string through;  ///< name of the index, "any index"; empty for the table itself
    bool scans = false;
    bool by_wildcard = false;  ///< the grant does not name the table
};

struct Index {
    /// granted: by its name; possible: only by a grant that names no index, or not this table; unused: by none
    enum class Use : std::uint8_t { granted, possible, unused };
    std::string name;
    std::string key;  ///< "owner, createdAt"
    Use use = Use::unused;
    bool is_local = false;
};

struct Table {
    std::string id, label;
    std::string key;
    bool on_demand = true;
    std::vector<Index> indexes;
    std::vector<Access> accesses;
    Place place;

    /// The key by which this is reached; empty when no single one is.
    std::string key_of(const Access&) const;
};

/// Who (a row) may do what with which (a column).
struct Grants {
    std::vector<const graph::Node*> who, on;
    std::vector<std::vector<const graph::Edge*>> cells;  ///< null where nothing is granted
};

struct Route {
    std::string name, api, target;
    std::string caller;
    bool open = false;
    Place place;
};

/// What a month of the stack is taken to be.
struct Load {
    std::uint64_t requests = 1'000'000;  ///< shared evenly by all routes
    std::uint64_t milliseconds = 50;     ///< of each run of a function
};
inline constexpr double log_bytes_of_run = 1000;
inline constexpr double gigabytes_of_table = 1;

struct Cost {
    const prices::Price* price;
    double amount;
    double dollars() const { return amount / price->per * price->dollars; }
};

struct Costs {
    std::vector<Cost> lines;
    double runs_of_function = 0;  ///< of one that no route calls
    double total() const;
};

/// Points into its pictures.
struct Stack {
    std::string name;
    graph::Picture picture;  ///< of the stack, or of its change
    graph::Picture all;      ///< with every grant
    std::vector<Table> tables;
    Grants grants;
    std::vector<Route> routes;
    Costs costs;
    std::size_t resources = 0, functions = 0;

    Stack() = default;
    Stack(Stack&&) = default;
    Stack& operator=(Stack&&) = default;
    std::size_t open_routes() const;
    std::size_t unused_indexes() const;
    std::size_t scans() const;
};

Stack describe(const Template&, const std::string& name, const Load&);

}  // namespace bobgen::page
