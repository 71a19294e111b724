/// Mermaid, which GitHub draws in comments and documents. https://mermaid.js.org/syntax/flowchart.html
#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "generator/graph/picture.h"

namespace bobgen::graph {

namespace {

/// In quotes, where only these mean something. Mermaid has no other escape than entities.
std::string quoted_for_mermaid(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
                made += "#quot;";
                break;
            case '#':
                made += "#35;";
                break;
            case '&':
                made += "#amp;";
                break;
            case '<':
                made += "#lt;";
                break;
            case '>':
                made += "#gt;";
                break;
            case '`':
                made += "#96;";
                break;
            case '\\':
                made += "#92;";
                break;
            default:
                made += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
        }
    }
    return made + "\"";
}

struct Brackets {
    std::string_view begin, end;
};
Brackets brackets_of(const Node& node) {
    switch (node.kind) {
        case Kind::caller:
            return {"([", "])"};
        case Kind::route:
            return {"[/", "/]"};
        case Kind::schedule:
            return {"{{", "}}"};
        case Kind::pool:
            return {"[[", "]]"};
        case Kind::worker:
            return {"(", ")"};
        case Kind::store:
            return {"[(", ")]"};
        case Kind::queue:
            return {"[\\", "\\]"};
        case Kind::other:
            return {"[", "]"};
        case Kind::elsewhere:
            return {">", "]"};
    }
    return {"[", "]"};
}

class MermaidWriter {
public:
    explicit MermaidWriter(const Picture& picture) : picture_(picture) {}

    std::string run() {
        out_ = "flowchart LR\n";
        if (!picture_.title.empty())
            out_ = fmt::format("---\ntitle: {}\n---\n", quoted_for_mermaid(picture_.title)) + out_;
        for (const std::string& one : picture_.remarks) out_ += fmt::format("  %% {}\n", on_one_line(one));
        for (std::size_t i = 0; i < picture_.nodes.size(); ++i) ids_.emplace(picture_.nodes[i].id, id_of(i));
        for (const Node& one : picture_.nodes)
            if (one.group.empty()) add(one, "  ");
        for (const Group& group : picture_.groups) {
            out_ += fmt::format("  subgraph {}[{}]\n", name_of_group(group),
                                quoted_for_mermaid(fmt::format("{} {}", group.label, group.id)));
            for (const Node& one : picture_.nodes)
                if (one.group == group.id) add(one, "    ");
            out_ += "  end\n";
        }
        std::map<Mark, std::string> links;
        std::size_t number = 0;
        for (const Edge& one : picture_.edges) {
            add(one);
            if (one.mark != Mark::same) {
                std::string& list = links[one.mark];
                list += fmt::format("{}{}", list.empty() ? "" : ",", number);
            }
            ++number;
        }
        if (picture_.is_change) add_styles(links);
        return std::move(out_);
    }

private:
    /// The logical id, so that one more resource changes few lines. A letter in front keeps it from being a word of
    /// Mermaid's, such as `end`.
    std::string id_of(std::size_t number) {
        const Node& node = picture_.nodes[number];
        std::string made = word_of("n", node.id);
        if (!taken_.insert(made).second) {
            made += fmt::format("_{}", number);
            taken_.insert(made);
        }
        return made;
    }

    /// An id may be any text: a template that was read can have names that CloudFormation refuses.
    static std::string word_of(std::string_view letter, std::string_view id) {
        std::string made(letter);
        for (const char c : id)
            made += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '_';
        return made;
    }

    std::string name_of_group(const Group& group) {
        std::string made = word_of("g", group.id);
        while (!taken_.insert(made).second) made += '_';
        return made;
    }

    void add(const Node& one, std::string_view indent) {
        const auto [begin, end] = brackets_of(one);
        std::string label = quoted_for_mermaid(fmt::format("{}{}", sign_of(one.mark), one.label));
        if (const std::string second = second_line_of(one); !second.empty()) {
            label.pop_back();
            std::string more = quoted_for_mermaid(second);
            more = more.substr(1, more.size() - 2);
            label += fmt::format("<br/><small>{}</small>\"", more);
        }
        out_ += fmt::format("{}{}{}{}{}", indent, ids_.at(one.id), begin, label, end);
        if (one.mark != Mark::same) out_ += fmt::format(":::{}", name_of(one.mark));
        out_ += '\n';
    }

    void add(const Edge& one) {
        std::string_view arrow = one.kind == Edge::Kind::may ? "-.->" : "-->";
        if (one.mark == Mark::dangerous || one.mark == Mark::added) arrow = "==>";
        const std::string label = signed_label_of(one);
        const std::string text = label.empty() ? "" : fmt::format("|{}|", quoted_for_mermaid(label));
        out_ += fmt::format("  {} {}{} {}\n", ids_.at(one.from), arrow, text, ids_.at(one.to));
    }

    /// Colours that people who see fewer of them tell apart, each with a stroke of its own.
    void add_styles(const std::map<Mark, std::string>& links) {
        struct Style {
            Mark mark;
            std::string_view more_of_node, more_of_link;
        };
        static constexpr Style styles[] = {
            {Mark::added, ",stroke-width:3px", ",stroke-width:3px"},
            {Mark::removed, ",stroke-width:2px,stroke-dasharray:6 4", ",stroke-width:2px,stroke-dasharray:6 4"},
            {Mark::changed, ",stroke-width:3px", ",stroke-width:2px"},
            {Mark::dangerous, ",stroke-width:5px", ",stroke-width:5px"},
        };
        for (const auto& [mark, of_node, of_link] : styles) {
            bool is_used = false;
            for (const Node& one : picture_.nodes) is_used = is_used || one.mark == mark;
            if (is_used) out_ += fmt::format("  classDef {} stroke:{}{}\n", name_of(mark), colour_of(mark), of_node);
            if (const auto found = links.find(mark); found != links.end())
                out_ += fmt::format("  linkStyle {} stroke:{}{}\n", found->second, colour_of(mark), of_link);
        }
    }

    const Picture& picture_;
    std::string out_;
    std::unordered_map<std::string_view, std::string> ids_;
    std::set<std::string> taken_;
};

}  // namespace

std::string mermaid(const Picture& picture) { return MermaidWriter(picture).run(); }

}  // namespace bobgen::graph
