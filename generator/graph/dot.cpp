/// The language of Graphviz. https://graphviz.org/doc/info/lang.html
#include <fmt/format.h>

#include "generator/graph/picture.h"

namespace bobgen::graph {

namespace {

std::string quoted_for_dot(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        made += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return made + "\"";
}

std::string_view shape_of(Kind kind) {
    switch (kind) {
        case Kind::caller:
            return "shape=box style=rounded";
        case Kind::route:
            return "shape=parallelogram";
        case Kind::schedule:
            return "shape=hexagon";
        case Kind::pool:
            return "shape=box peripheries=2";
        case Kind::worker:
            return "shape=box style=rounded";
        case Kind::store:
            return "shape=cylinder";
        case Kind::queue:
            return "shape=cds";
        case Kind::other:
            return "shape=box";
        case Kind::elsewhere:
            return "shape=note";
    }
    return "shape=box";
}

struct Pen {
    std::string_view sign, attributes;
};
Pen pen_of(Mark mark) {
    switch (mark) {
        case Mark::same:
            return {"", ""};
        case Mark::added:
            return {"+ ", " color=\"#0072B2\" penwidth=3"};
        case Mark::removed:
            return {"- ", " color=\"#767676\" style=dashed"};
        case Mark::changed:
            return {"~ ", " color=\"#B07D00\" penwidth=2"};
        case Mark::dangerous:
            return {"! ", " color=\"#D55E00\" penwidth=5"};
    }
    return {"", ""};
}

std::string line_of(const Node& one) {
    const Pen pen = pen_of(one.mark);
    std::string label = quoted_for_dot(fmt::format("{}{}", pen.sign, one.label));
    std::string more = one.kind == Kind::caller || one.kind == Kind::route ? "" : one.what;
    if (!one.note.empty()) more += (more.empty() ? "" : ", ") + one.note;
    if (!more.empty()) {
        const std::string second = quoted_for_dot(more);
        label = label.substr(0, label.size() - 1) + "\\n" + second.substr(1);
    }
    return fmt::format("{} [label={} {}{}];\n", quoted_for_dot(one.id), label, shape_of(one.kind), pen.attributes);
}

}  // namespace

std::string dot(const Picture& picture) {
    std::string out = fmt::format(
        "digraph {} {{\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n"
        "  edge [fontname=\"sans-serif\" fontsize=10];\n",
        quoted_for_dot(picture.title));
    for (const std::string& one : picture.remarks) out += fmt::format("  // {}\n", one);
    for (const Node& one : picture.nodes)
        if (one.group.empty()) out += "  " + line_of(one);
    for (const Group& group : picture.groups) {
        out += fmt::format("  subgraph {} {{\n    label={};\n", quoted_for_dot("cluster_" + group.id),
                           quoted_for_dot(group.label + " " + group.id));
        for (const Node& one : picture.nodes)
            if (one.group == group.id) out += "    " + line_of(one);
        out += "  }\n";
    }
    for (const Edge& one : picture.edges) {
        const Pen pen = pen_of(one.mark);
        const std::string sign(one.gained.empty() && one.lost.empty() ? pen.sign : "");
        const std::string_view line = one.kind == Edge::Kind::may && one.mark == Mark::same ? " style=dashed" : "";
        out += fmt::format("  {} -> {} [label={}{}{}];\n", quoted_for_dot(one.from), quoted_for_dot(one.to),
                           quoted_for_dot(sign + label_of(one)), line, pen.attributes);
    }
    return out + "}\n";
}

}  // namespace bobgen::graph
