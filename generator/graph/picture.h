/// A stack as a picture: who calls which route, which function answers, and what it may do with which table or queue.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "generator/diff/change.h"
#include "generator/template.h"

namespace bobgen::graph {

/// In the order in which a picture has them, from who calls to what is called.
enum class Kind : std::uint8_t { caller, route, schedule, pool, worker, store, queue, other, elsewhere };

/// What a change does to a part of the picture.
enum class Mark : std::uint8_t { same, added, removed, changed, dangerous };

/// "added"; "same" for no change.
std::string_view name_of(Mark);
/// "+ ", "- ", "~ " or "! "; empty for no change.
std::string_view sign_of(Mark);
/// A colour that people who see fewer of them tell from the others, on white: "#0072B2". Not of `same`.
std::string_view colour_of(Mark);

struct Node {
    std::string id;  ///< logical id; for what is no resource, a text that no logical id is
    Kind kind;
    std::string label;       ///< "bookAvailability", "GET /users/{id}"
    std::string what;        ///< "function", "table", "queue"
    std::string group = {};  ///< logical id of the API; empty for none
    Mark mark = Mark::same;
    std::string note = {};  ///< what a change does: "replaced"
};

struct Edge {
    /// calls: a request, an event or a result goes this way; may: a grant of the role
    enum class Kind : std::uint8_t { calls, may };
    std::string from, to;
    Kind kind;
    std::set<std::string> words;  ///< "query ByOwner", "SendMessage", "on failure"
    Mark mark = Mark::same;
    std::set<std::string> gained = {}, lost = {};  ///< words, in a change
};

struct Group {
    std::string id;
    std::string label;  ///< "HTTP API"
};

struct Picture {
    std::string title;
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<Group> groups;
    bool is_change = false;
    /// What it leaves out, each a sentence: for whoever looks for a resource in vain.
    std::vector<std::string> remarks;

    const Node* find(std::string_view id) const;
};

/// The whole template. Grants are those of `Allow` statements, whatever their conditions are; log groups, roles and
/// what only connects two others are edges, not nodes.
Picture draw(const Template&, std::string title);
/// The same with every grant: also what a function must be allowed to be sent its events, which `draw` leaves out.
Picture draw_all_grants(const Template&, std::string title);
/// What `draw` makes of it: the arrow of the messages says that a function reads the queue that it gets them from.
Picture without_grants_of_events(Picture);

/// Both in one picture, with what differs marked. A grant, a caller or an action that is gained is dangerous, and so is
/// a resource that is replaced or loses its data.
Picture compare(const Picture& before, const Picture& after, const Difference&);

/// What is at most `depth` edges away from any node that has one of these names, its logical id or label. Nothing of a
/// node is found: the picture is empty.
Picture around(const Picture&, const std::vector<std::string>& names, unsigned depth);

/// What is at most `depth` edges away from anything that a change marks.
Picture around_changes(const Picture&, unsigned depth);

/// A picture of at most about `most` nodes: routes of one first segment and one caller become one, and so do functions
/// that are called and may do alike. What a change marks stays by itself.
Picture overview(const Picture&, std::size_t most);

/// A person does not read more boxes than this.
inline constexpr std::size_t most_nodes_to_read = 120;
/// Between a node and those that it talks of: a route, its function, and the table.
inline constexpr unsigned usual_depth = 2;
/// A large one made small: of a change what is around it, and what is alike as one.
Picture readable(const Picture&);

std::string mermaid(const Picture&);
std::string dot(const Picture&);
std::string svg(const Picture&);

/// The words of an edge on one line: "query ByOwner, read, 2 more".
std::string label_of(const Edge&);
/// The same after the sign of its mark, unless the words that are gained or lost have signs of their own.
std::string signed_label_of(const Edge&);
/// What a node says below its label: "table, replaced"; empty when the label says all.
std::string second_line_of(const Node&);
/// A text of one line, as comments of Mermaid and DOT are.
std::string on_one_line(std::string_view text);
/// Whether this is its logical id or its label.
bool is_called(const Node&, std::string_view name);

}  // namespace bobgen::graph
