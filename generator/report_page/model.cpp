#include "generator/report_page/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "generator/analysis/facts.h"
#include "generator/analysis/roles.h"
#include "generator/diff/effects/routes.h"

namespace bobgen::page {

namespace {

constexpr std::string_view any_resource = "elsewhere: *";
constexpr std::string_view any_index = "any index";

bool is_table(const TemplateResource& one) {
    return one.type == dynamodb_table || one.type == "AWS::DynamoDB::GlobalTable" ||
           one.type == "AWS::Serverless::SimpleTable";
}

std::string key_in(const Value& of) {
    std::string made;
    if (const Value* schema = of.find("KeySchema"); schema && schema->is_list())
        for (const Value& one : schema->list())
            if (const auto name = text_of(one.find("AttributeName")))
                made += (made.empty() ? "" : ", ") + std::string(*name);
    return made;
}

/// "query ByOwner" is a verb and an index; "all but some" is not.
Access access_of(const std::string& who, const std::string& word) {
    Access made{who, word, "", false, false};
    constexpr std::string_view negated = "all but some";
    if (word != negated)
        if (const std::size_t blank = word.find(' '); blank != word.npos) {
            made.verb = word.substr(0, blank);
            made.through = word.substr(blank + 1);
        }
    if (made.verb == "*") made.verb = "everything";
    made.scans = made.verb == "scan" || made.verb == "everything" || made.verb == negated;
    return made;
}

/// Whether an index is read this way. What is unknown, such as `Quer*`, may be.
bool reads(const Access& one) {
    static constexpr std::string_view others[] = {"write", "delete", "check", "stream"};
    return std::ranges::find(others, one.verb) == std::end(others);
}

/// `By*` stands for `ByOwner`.
bool is_named(std::string_view pattern, std::string_view name) {
    const std::size_t star = pattern.find_first_of("*?$");
    return star == pattern.npos ? pattern == name : name.starts_with(pattern.substr(0, star));
}

class Describer {
public:
    Describer(const Template& tree, const std::string& name, const Load& load)
        : facts_(tree), roles_(facts_), load_(load) {
        made_.name = name;
        made_.all = graph::draw_all_grants(tree, name);
        made_.picture = graph::without_grants_of_events(made_.all);
    }

    Stack run() {
        made_.resources = facts_.tree.resources.size();
        for (const graph::Node& one : made_.all.nodes) {
            nodes_.emplace(one.id, &one);
            if (one.what == "function") ++made_.functions;
        }
        for (const TemplateResource& one : facts_.tree.resources)
            if (is_table(one)) add_table(one);
        add_grants();
        add_routes();
        add_costs();
        return std::move(made_);
    }

private:
    const std::string& label_of(const std::string& id) const { return nodes_.at(id)->label; }

    void add_table(const TemplateResource& one) {
        const Value& properties = facts_.properties(one);
        Table table{.id = one.logical_id,
                    .label = label_of(one.logical_id),
                    .key = key_in(properties),
                    .on_demand = true,
                    .indexes = {},
                    .accesses = {},
                    .place = one.place};
        if (one.type == "AWS::Serverless::SimpleTable") {
            const Value* key = properties.find("PrimaryKey");
            const auto name = key ? text_of(key->find("Name")) : std::nullopt;
            table.key = name ? std::string(*name) : "id";
        } else {
            const auto mode = text_of(properties.find("BillingMode"));
            table.on_demand = mode && *mode == "PAY_PER_REQUEST";
        }
        for (const std::string_view kind : {"GlobalSecondaryIndexes", "LocalSecondaryIndexes"})
            if (const Value* list = properties.find(kind); list && list->is_list())
                for (const Value& index : list->list()) {
                    const auto name = text_of(index.find("IndexName"));
                    table.indexes.push_back({.name = name ? std::string(*name) : std::string(),
                                             .key = key_in(index),
                                             .use = Index::Use::unused,
                                             .is_local = kind == "LocalSecondaryIndexes"});
                }
        for (const graph::Edge& edge : made_.all.edges)
            if (edge.kind == graph::Edge::Kind::may) add_accesses(table, edge);
        std::ranges::stable_sort(table.accesses, {}, &Access::who);
        for (Index& index : table.indexes) index.use = use_of(table, index);
        made_.tables.push_back(std::move(table));
    }

    void add_accesses(Table& table, const graph::Edge& edge) const {
        const std::string& who = label_of(edge.from);
        if (edge.to == table.id) {
            for (const std::string& word : edge.words) table.accesses.push_back(access_of(who, word));
            return;
        }
        // What stands for any table, or for any of a pattern that this one may fit.
        const bool is_any = edge.to == any_resource;
        const bool is_pattern = edge.to.find(":dynamodb:") != edge.to.npos && edge.to.find('*') != edge.to.npos;
        if (!is_any && !is_pattern) return;
        for (const std::string& word : edge.words) {
            constexpr std::string_view service = "dynamodb:";
            const bool is_all = word == "everything" || word == "all but some" || word == "*";
            if (is_any && !is_all && !word.starts_with(service)) continue;
            Access made = access_of(who, word.starts_with(service) ? word.substr(service.size()) : word);
            if (made.verb == "Scan") made.scans = true;
            made.by_wildcard = true;
            table.accesses.push_back(std::move(made));
        }
    }

    static Index::Use use_of(const Table& table, const Index& index) {
        Index::Use made = Index::Use::unused;
        for (const Access& one : table.accesses) {
            if (!reads(one)) continue;
            if (!one.by_wildcard && one.through == index.name) return Index::Use::granted;
            if (one.by_wildcard || one.through == any_index ||
                (!one.through.empty() && is_named(one.through, index.name)))
                made = Index::Use::possible;
        }
        return made;
    }

    void add_grants() {
        std::map<std::string_view, std::size_t> rows, columns;
        for (const graph::Edge& one : made_.all.edges) {
            if (one.kind != graph::Edge::Kind::may) continue;
            rows.emplace(one.from, 0);
            columns.emplace(one.to, 0);
        }
        // In the order of the picture, and every function, also one that may do nothing.
        for (const graph::Node& one : made_.all.nodes) {
            if (rows.contains(one.id) || one.kind == graph::Kind::worker) {
                rows[one.id] = made_.grants.who.size();
                made_.grants.who.push_back(&one);
            }
            if (const auto found = columns.find(one.id); found != columns.end()) {
                found->second = made_.grants.on.size();
                made_.grants.on.push_back(&one);
            }
        }
        made_.grants.cells.assign(made_.grants.who.size(),
                                  std::vector<const graph::Edge*>(made_.grants.on.size(), nullptr));
        for (const graph::Edge& one : made_.all.edges)
            if (one.kind == graph::Edge::Kind::may) made_.grants.cells[rows.at(one.from)][columns.at(one.to)] = &one;
    }

    void add_routes() {
        const diff::Side side(facts_.tree, facts_.names, roles_.deployment);
        const diff::Routes routes = diff::routes_of(side);
        std::map<std::string_view, std::string> apis;
        for (const graph::Group& one : made_.all.groups) apis.emplace(one.id, one.label);
        for (const graph::Node& node : made_.all.nodes) {
            if (node.kind != graph::Kind::route) continue;
            constexpr std::string_view prefix = "route: ";
            const auto known = routes.find(node.id.substr(prefix.size()));
            Route made{.name = node.label,
                       .api = node.group.empty() ? "Function URL" : apis[node.group],
                       .target = {},
                       .caller = {},
                       .open = known != routes.end() && known->second.open,
                       .place = known == routes.end() ? Place() : known->second.place};
            for (const graph::Edge& edge : made_.all.edges) {
                if (edge.to == node.id && nodes_.at(edge.from)->kind == graph::Kind::caller)
                    made.caller = label_of(edge.from);
                if (edge.from == node.id) {
                    const std::string& target = label_of(edge.to);
                    made.target += (made.target.empty() ? "" : ", ") + target;
                    if (edge.kind == graph::Edge::Kind::calls) ++routes_to_[edge.to];
                }
            }
            made_.routes.push_back(std::move(made));
        }
    }

    void add(const prices::Price& price, double amount) {
        if (amount <= 0) return;
        for (Cost& one : made_.costs.lines)
            if (one.price == &price) {
                one.amount += amount;
                return;
            }
        made_.costs.lines.push_back({&price, amount});
    }

    /// What can't be read as a number, such as a parameter, is Lambda's default.
    static double megabytes(const Value& properties) {
        constexpr double usual = 128;
        const auto given = whole_number(properties.find("MemorySize"));
        return given ? static_cast<double>(*given) : usual;
    }

    void add_costs() {
        const double shares =
            made_.routes.empty() ? static_cast<double>(made_.functions) : static_cast<double>(made_.routes.size());
        if (shares == 0) return;
        const double share = static_cast<double>(load_.requests) / shares;
        made_.costs.runs_of_function = share;
        for (const Route& one : made_.routes) {
            if (one.api == "HTTP API") add(prices::http_api, share);
            if (one.api == "REST API") add(prices::rest_api, share);
            if (one.api == "WebSocket API") add(prices::websocket_api, share);
        }
        for (const TemplateResource& one : facts_.tree.resources) {
            if (one.type != "AWS::Lambda::Function" && one.type != "AWS::Serverless::Function") continue;
            const auto routes = routes_to_.find(one.logical_id);
            const double runs = share * (routes == routes_to_.end() ? 1 : static_cast<double>(routes->second));
            add_function(one, runs);
        }
        for (const Table& one : made_.tables)
            if (one.on_demand) add(prices::table_storage, gigabytes_of_table);
    }

    void add_function(const TemplateResource& one, double runs) {
        const Value& properties = facts_.properties(one);
        const Value* architectures = properties.find("Architectures");
        bool is_arm = false;
        if (architectures && architectures->is_list())
            for (const Value& architecture : architectures->list()) {
                const auto name = text_of(&architecture);
                is_arm = is_arm || (name && *name == "arm64");
            }
        add(prices::lambda_requests, runs);
        const double seconds = runs * static_cast<double>(load_.milliseconds) / 1000;
        add(is_arm ? prices::lambda_arm : prices::lambda_x86, seconds * megabytes(properties) / 1024);
        add(prices::logs_written, runs * log_bytes_of_run / 1e9);
        const std::string& who = label_of(one.logical_id);
        for (const Table& table : made_.tables) {
            if (!table.on_demand) continue;
            bool reading = false, writing = false;
            for (const Access& access : table.accesses) {
                if (access.who != who || access.by_wildcard) continue;
                const bool is_all = access.verb == "everything" || access.verb == "all but some";
                const bool is_write = access.verb == "write" || access.verb == "delete";
                writing = writing || is_write || is_all;
                reading = reading || is_all || (!is_write && reads(access));
            }
            if (reading) add(prices::table_reads, runs);
            const auto copies = std::ranges::count_if(table.indexes, [](const Index& i) { return !i.is_local; });
            if (writing) add(prices::table_writes, runs * (1 + static_cast<double>(copies)));
        }
    }

    Facts facts_;
    Roles roles_;
    const Load& load_;
    Stack made_;
    std::map<std::string_view, const graph::Node*> nodes_;
    std::map<std::string, std::size_t, std::less<>> routes_to_;
};

}  // namespace

std::string Table::key_of(const Access& access) const {
    if (access.verb == "stream") return "";
    if (access.through.empty()) return access.scans || access.by_wildcard ? "" : key;
    const auto found = std::ranges::find(indexes, access.through, &Index::name);
    return found == indexes.end() || access.scans ? "" : found->key;
}

double Costs::total() const {
    double made = 0;
    for (const Cost& one : lines) made += one.dollars();
    return made;
}

std::size_t Stack::open_routes() const {
    return static_cast<std::size_t>(std::ranges::count(routes, true, &Route::open));
}

std::size_t Stack::unused_indexes() const {
    std::size_t made = 0;
    for (const Table& one : tables)
        made += static_cast<std::size_t>(std::ranges::count(one.indexes, Index::Use::unused, &Index::use));
    return made;
}

std::size_t Stack::scans() const {
    std::size_t made = 0;
    for (const Table& one : tables)
        made += static_cast<std::size_t>(std::ranges::count(one.accesses, true, &Access::scans));
    return made;
}

Stack describe(const Template& tree, const std::string& name, const Load& load) {
    return Describer(tree, name, load).run();
}

}  // namespace bobgen::page
