/// Two pictures in one.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "generator/graph/picture.h"

namespace bobgen::graph {

namespace {

/// What one loses shows in its words; who gains something is what a reviewer looks for.
Mark mark_of(const Edge& edge) {
    if (!edge.gained.empty()) return Mark::dangerous;
    return edge.lost.empty() ? Mark::same : Mark::changed;
}

using NodesById = std::unordered_map<std::string_view, const Node*>;

NodesById by_id(const Picture& picture) {
    NodesById made;
    for (const Node& one : picture.nodes) made.emplace(one.id, &one);
    return made;
}

/// A sender of events that is new is no danger; a new caller or a new grant is.
bool opens(const Edge& edge, const NodesById& in) {
    if (edge.kind == Edge::Kind::may) return true;
    const auto from = in.find(edge.from);
    return from != in.end() && from->second->kind == Kind::caller;
}

using EdgeKey = std::tuple<std::string_view, std::string_view, Edge::Kind>;
EdgeKey key_of(const Edge& one) { return {one.from, one.to, one.kind}; }

void mark(Node& node, const ResourceChange& change) {
    const bool is_data = change.loses_data || change.action == Action::replace || change.action == Action::blocked;
    if (node.mark != Mark::same && !is_data) return;
    switch (change.action) {
        case Action::none:
            return;
        case Action::create:
            node.mark = Mark::added;
            break;
        case Action::remove:
            node.mark = change.loses_data ? Mark::dangerous : Mark::removed;
            break;
        case Action::update:
            node.mark = Mark::changed;
            break;
        case Action::replace:
        case Action::blocked:
            node.mark = Mark::dangerous;
            break;
    }
    if (change.loses_data) node.mark = Mark::dangerous;
    node.note = change.loses_data                  ? "loses data"
                : change.action == Action::replace ? "replaced"
                : change.action == Action::blocked ? "blocked"
                : change.interrupts                ? "interrupted"
                                                   : "";
}

}  // namespace

Picture compare(const Picture& before, const Picture& after, const Difference& difference) {
    Picture made = after;
    made.is_change = true;
    const NodesById old_nodes = by_id(before), new_nodes = by_id(after);
    for (Node& one : made.nodes)
        if (!old_nodes.contains(one.id)) one.mark = Mark::added;
    for (const Node& one : before.nodes)
        if (!new_nodes.contains(one.id)) {
            Node& gone = made.nodes.emplace_back(one);
            gone.mark = Mark::removed;
        }
    std::ranges::stable_sort(made.nodes, {}, &Node::kind);
    for (const Group& one : before.groups)
        if (std::ranges::find(made.groups, one.id, &Group::id) == made.groups.end()) made.groups.push_back(one);
    std::unordered_map<std::string_view, const ResourceChange*> changes;
    for (const ResourceChange& one : difference.resources) changes.emplace(one.logical_id, &one);
    for (Node& one : made.nodes)
        if (const auto found = changes.find(one.id); found != changes.end()) mark(one, *found->second);

    std::map<EdgeKey, const Edge*> old_ones;
    for (const Edge& one : before.edges) old_ones.emplace(key_of(one), &one);
    for (Edge& one : made.edges) {
        const auto found = old_ones.find(key_of(one));
        if (found == old_ones.end()) {
            one.mark = opens(one, new_nodes) ? Mark::dangerous : Mark::added;
            continue;
        }
        std::ranges::set_difference(one.words, found->second->words, std::inserter(one.gained, one.gained.end()));
        std::ranges::set_difference(found->second->words, one.words, std::inserter(one.lost, one.lost.end()));
        one.mark = mark_of(one);
        old_ones.erase(found);
    }
    for (const Edge& one : before.edges)
        if (old_ones.contains(key_of(one))) {
            Edge& gone = made.edges.emplace_back(one);
            gone.mark = Mark::removed;
        }
    return made;
}

}  // namespace bobgen::graph
