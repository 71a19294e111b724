/// Parts of a picture, and a picture of parts.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "generator/graph/picture.h"

namespace bobgen::graph {

namespace {

using Ids = std::unordered_set<std::string_view>;

/// Those at most `depth` edges away, whichever way the arrows point.
Picture within(const Picture& whole, Ids near, unsigned depth) {
    std::unordered_map<std::string_view, std::vector<std::string_view>> next;
    for (const Edge& one : whole.edges) {
        next[one.from].push_back(one.to);
        next[one.to].push_back(one.from);
    }
    std::vector<std::string_view> edge_of_it(near.begin(), near.end());
    for (unsigned step = 0; step < depth && !edge_of_it.empty(); ++step) {
        std::vector<std::string_view> reached;
        for (const std::string_view one : edge_of_it)
            for (const std::string_view other : next[one])
                if (near.insert(other).second) reached.push_back(other);
        edge_of_it = std::move(reached);
    }
    Picture made{whole.title, {}, {}, {}, whole.is_change, whole.remarks};
    for (const Node& one : whole.nodes)
        if (near.contains(one.id)) made.nodes.push_back(one);
    for (const Edge& one : whole.edges)
        if (near.contains(one.from) && near.contains(one.to)) made.edges.push_back(one);
    for (const Group& one : whole.groups)
        if (std::ranges::find(made.nodes, one.id, &Node::group) != made.nodes.end()) made.groups.push_back(one);
    if (const std::size_t left = whole.nodes.size() - made.nodes.size())
        made.remarks.push_back(
            fmt::format("{} of {} nodes are further away, and not drawn.", left, whole.nodes.size()));
    return made;
}

/// "/users" of "GET /users/{id}".
std::string_view first_segment(std::string_view route) {
    const std::size_t begin = route.find('/');
    if (begin == route.npos) return route;
    return route.substr(begin, route.find('/', begin + 1) - begin);
}

}  // namespace

Picture around(const Picture& whole, const std::vector<std::string>& names, unsigned depth) {
    Ids near;
    for (const Node& one : whole.nodes)
        if (std::ranges::any_of(names, [&](const std::string& name) { return is_called(one, name); }))
            near.insert(one.id);
    if (near.empty()) return {whole.title, {}, {}, {}, whole.is_change, {}};
    return within(whole, std::move(near), depth);
}

Picture around_changes(const Picture& whole, unsigned depth) {
    Ids near;
    for (const Node& one : whole.nodes)
        if (one.mark != Mark::same) near.insert(one.id);
    for (const Edge& one : whole.edges)
        if (one.mark != Mark::same) near.insert({one.from, one.to});
    return within(whole, std::move(near), depth);
}

Picture overview(const Picture& whole, std::size_t most) {
    if (whole.nodes.size() <= most) return whole;
    std::unordered_map<std::string_view, std::vector<const Edge*>> from, to;
    for (const Edge& one : whole.edges) {
        from[one.from].push_back(&one);
        to[one.to].push_back(&one);
    }
    // What is alike has the same key.
    std::map<std::string, std::vector<const Node*>> alike;
    std::unordered_map<std::string_view, std::string> key_of;
    const auto put = [&](const Node& one, std::string key) {
        alike[key].push_back(&one);
        key_of.emplace(one.id, std::move(key));
    };
    for (const Node& one : whole.nodes) {
        if (one.mark != Mark::same || one.kind != Kind::route) continue;
        std::string callers;
        for (const Edge* edge : to[one.id]) callers += edge->from + "\n";
        put(one, fmt::format("route\n{}\n{}\n{}", one.group, first_segment(one.label), callers));
    }
    for (const Node& one : whole.nodes) {
        if (key_of.contains(one.id)) continue;
        if (one.mark != Mark::same || one.kind != Kind::worker) {
            put(one, "itself\n" + one.id);
            continue;
        }
        std::set<std::string> neighbours;
        for (const Edge* edge : to[one.id]) {
            const auto found = key_of.find(edge->from);
            neighbours.insert("<" + (found == key_of.end() ? edge->from : found->second));
        }
        for (const Edge* edge : from[one.id]) neighbours.insert(">" + edge->to);
        std::string key = "worker\n" + one.what;
        for (const std::string& neighbour : neighbours) key += "\n" + neighbour;
        put(one, std::move(key));
    }
    // Where that is not enough, what a function may do is no difference.
    if (alike.size() > most) {
        std::map<std::string, std::vector<const Node*>> coarser;
        for (const auto& [key, nodes] : alike) {
            std::string shorter = key;
            if (key.starts_with("worker\n")) {
                shorter = key.substr(0, key.find('\n', 7));
                for (std::size_t at = 0; (at = key.find("\n<", at)) != key.npos; ++at)
                    shorter += key.substr(at, key.find("\n>", at) - at);
            }
            for (const Node* one : nodes) {
                coarser[shorter].push_back(one);
                key_of[one->id] = shorter;
            }
        }
        alike = std::move(coarser);
    }

    Picture made{whole.title, {}, {}, whole.groups, whole.is_change, whole.remarks};
    std::unordered_map<std::string_view, std::string> became;
    std::set<std::string> done;
    for (const Node& one : whole.nodes) {
        const std::string& key = key_of[one.id];
        const std::vector<const Node*>& all = alike[key];
        became[one.id] = all.front()->id;
        if (!done.insert(key).second) continue;
        Node& node = made.nodes.emplace_back(*all.front());
        if (all.size() == 1) continue;
        if (one.kind == Kind::route)
            node.label = fmt::format("{} ({} routes)", first_segment(one.label), all.size());
        else
            node.label = fmt::format("{} and {} more", one.label, all.size() - 1);
    }
    std::map<std::tuple<std::string, std::string, Edge::Kind>, std::size_t> edges;
    for (const Edge& one : whole.edges) {
        const std::string &source = became[one.from], &target = became[one.to];
        const auto [found, is_new] = edges.try_emplace({source, target, one.kind}, made.edges.size());
        if (is_new) {
            Edge& edge = made.edges.emplace_back(one);
            edge.from = source;
            edge.to = target;
            continue;
        }
        Edge& edge = made.edges[found->second];
        edge.words.insert(one.words.begin(), one.words.end());
        edge.gained.insert(one.gained.begin(), one.gained.end());
        edge.lost.insert(one.lost.begin(), one.lost.end());
        edge.mark = std::max(edge.mark, one.mark);
    }
    made.remarks.push_back(fmt::format("{} nodes are drawn as {}: what is called and may do alike is one.",
                                       whole.nodes.size(), made.nodes.size()));
    return made;
}

Picture readable(const Picture& picture) {
    if (picture.nodes.size() <= most_nodes_to_read) return picture;
    return overview(picture.is_change ? around_changes(picture, usual_depth) : picture, most_nodes_to_read);
}

}  // namespace bobgen::graph
