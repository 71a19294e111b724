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

std::string pen_of(Mark mark) {
    if (mark == Mark::same) return {};
    const std::string_view line = mark == Mark::added     ? "penwidth=3"
                                  : mark == Mark::removed ? "style=dashed"
                                  : mark == Mark::changed ? "penwidth=2"
                                                          : "penwidth=5";
    return fmt::format(" color=\"{}\" {}", colour_of(mark), line);
}

std::string line_of(const Node& one) {
    std::string label = quoted_for_dot(fmt::format("{}{}", sign_of(one.mark), one.label));
    if (const std::string second = second_line_of(one); !second.empty())
        label = label.substr(0, label.size() - 1) + "\\n" + quoted_for_dot(second).substr(1);
    return fmt::format("{} [label={} {}{}];\n", quoted_for_dot(one.id), label, shape_of(one.kind), pen_of(one.mark));
}

}  // namespace

std::string dot(const Picture& picture) {
    std::string out = fmt::format(
        "digraph {} {{\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n"
        "  edge [fontname=\"sans-serif\" fontsize=10];\n",
        quoted_for_dot(picture.title));
    for (const std::string& one : picture.remarks) out += fmt::format("  // {}\n", on_one_line(one));
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
        const std::string_view line = one.kind == Edge::Kind::may && one.mark == Mark::same ? " style=dashed" : "";
        out += fmt::format("  {} -> {} [label={}{}{}];\n", quoted_for_dot(one.from), quoted_for_dot(one.to),
                           quoted_for_dot(signed_label_of(one)), line, pen_of(one.mark));
    }
    return out + "}\n";
}

}  // namespace bobgen::graph
