/// A picture that needs no tool: nodes in columns, from who calls to what is called, and a port for each arrow, so that
/// no two labels lie on each other.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "generator/graph/picture.h"

namespace bobgen::graph {

namespace {

// All in pixels.
constexpr double letter = 6.7;  ///< the mean width of one, of the usual fonts at 12 px, and a bit more
constexpr double port = 17;
constexpr double least_height = 36;
constexpr double gap = 12;
constexpr double margin = 24;
constexpr double top = 64;
constexpr double heading = 26;  ///< of a group

double width_of(std::string_view text) {
    const auto is_begin = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return letter * static_cast<double>(std::ranges::count_if(text, is_begin));
}

std::string escaped_for_xml(std::string_view text) {
    std::string made;
    for (const char c : text) {
        switch (c) {
            case '&':
                made += "&amp;";
                break;
            case '<':
                made += "&lt;";
                break;
            case '>':
                made += "&gt;";
                break;
            case '"':
                made += "&quot;";
                break;
            default:
                made += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
        }
    }
    return made;
}

constexpr std::size_t columns = 4;
std::size_t column_of(Kind kind) {
    switch (kind) {
        case Kind::caller:
            return 0;
        case Kind::route:
        case Kind::schedule:
        case Kind::pool:
            return 1;
        case Kind::worker:
            return 2;
        case Kind::store:
        case Kind::queue:
        case Kind::other:
        case Kind::elsewhere:
            return 3;
    }
    return 3;
}

/// A minus in place of the hyphen that is the sign of what is removed.
std::string typeset(Mark mark, std::string text) {
    if (mark == Mark::removed) text.replace(0, 1, "\u2212");
    return text;
}

struct Box {
    const Node* node;
    std::size_t column;
    double x = 0, y = 0, width = 0, height = 0;
    std::vector<std::size_t> left = {}, right = {};  ///< edges that end at a port of this side
};

struct Arrow {
    const Edge* edge;
    std::size_t from, to;  ///< boxes
    double from_y = 0, to_y = 0;
    std::string label;
};

constexpr std::string_view style = R"(
svg{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;background:#fff;color:#1b1f24}
text{fill:currentColor}.what,.remark{fill:#57606a;font-size:11px}.title{font-size:17px;font-weight:600}
.box{fill:#f6f8fa;stroke:#57606a;stroke-width:1.3}.group{fill:none;stroke:#8c959f;stroke-dasharray:2 4}
.caller .box{fill:#fff8e6}.worker .box{fill:#eef4ff}.store .box{fill:#eefaf0}.queue .box{fill:#fdf0fa}
path.arrow{fill:none;stroke:#57606a;stroke-width:1.3}path.may{stroke-dasharray:5 3}
.label{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round;font-size:11px}
marker path{fill:#57606a}
.added .box,path.added{stroke:#0072b2;stroke-width:3}.changed .box,path.changed{stroke:#8a6100;stroke-width:2.5}
.removed .box,path.removed{stroke:#767676;stroke-width:2;stroke-dasharray:7 5}.removed text{text-decoration:line-through}
.dangerous .box,path.dangerous{stroke:#c94f00;stroke-width:4.5}
@media(prefers-color-scheme:dark){svg{background:#0d1117;color:#e6edf3}.what,.remark{fill:#9da7b3}
.box{fill:#161b22;stroke:#9da7b3}.caller .box{fill:#2b2412}.worker .box{fill:#14213a}.store .box{fill:#10281a}
.queue .box{fill:#2a1626}path.arrow{stroke:#9da7b3}marker path{fill:#9da7b3}.label{stroke:#0d1117}
.added .box,path.added{stroke:#58a6ff}.changed .box,path.changed{stroke:#d29922}
.removed .box,path.removed{stroke:#9da7b3}.dangerous .box,path.dangerous{stroke:#ff8f4d}}
)";

class SvgWriter {
public:
    explicit SvgWriter(const Picture& picture) : picture_(picture) {
        for (const Node& one : picture.nodes) {
            number_.emplace(one.id, boxes_.size());
            Box& box = boxes_.emplace_back(Box{&one, column_of(one.kind)});
            box.width = std::max(width_of(label(one)), width_of(second_line_of(one))) + 28;
        }
        for (const Edge& one : picture.edges) {
            const std::size_t from = number_.at(one.from), to = number_.at(one.to);
            arrows_.push_back({&one, from, to, 0, 0, typeset(one.mark, signed_label_of(one))});
        }
    }

    std::string run() {
        give_ports();
        for (Box& one : boxes_)
            one.height = std::max(one.node->kind == Kind::store ? least_height + 14 : least_height,
                                  port * static_cast<double>(std::max(one.left.size(), one.right.size())) + 8);
        place_rows();
        place_columns();
        order_ports();
        return written();
    }

private:
    static std::string label(const Node& one) {
        return typeset(one.mark, fmt::format("{}{}", sign_of(one.mark), one.label));
    }

    bool goes_back(const Arrow& one) const { return boxes_[one.from].column > boxes_[one.to].column; }
    bool stays(const Arrow& one) const { return boxes_[one.from].column == boxes_[one.to].column; }

    void give_ports() {
        for (std::size_t i = 0; i < arrows_.size(); ++i) {
            const Arrow& one = arrows_[i];
            (goes_back(one) ? boxes_[one.from].left : boxes_[one.from].right).push_back(i);
            (goes_back(one) || stays(one) ? boxes_[one.to].right : boxes_[one.to].left).push_back(i);
        }
    }

    std::size_t other_end(std::size_t arrow, std::size_t box) const {
        return arrows_[arrow].from == box ? arrows_[arrow].to : arrows_[arrow].from;
    }

    /// The mean height of what a box is joined with in columns that are placed.
    double pull(std::size_t box, const std::vector<bool>& placed) const {
        double sum = 0, count = 0;
        for (const auto* side : {&boxes_[box].left, &boxes_[box].right})
            for (const std::size_t arrow : *side) {
                const Box& other = boxes_[other_end(arrow, box)];
                if (!placed[other.column] || other.column == boxes_[box].column) continue;
                sum += other.y + other.height / 2;
                ++count;
            }
        return count > 0 ? sum / count : -1;
    }

    void place_rows() {
        // Routes and triggers come first, as they are grouped; then what they lead to, and who calls them.
        std::vector<bool> placed(columns, false);
        for (const std::size_t column : {1, 2, 3, 0}) {
            std::vector<std::pair<double, std::size_t>> order;
            for (std::size_t i = 0; i < boxes_.size(); ++i)
                if (boxes_[i].column == column)
                    order.emplace_back(column == 1 ? group_rank(boxes_[i]) : pull(i, placed), i);
            std::ranges::stable_sort(order, {}, &std::pair<double, std::size_t>::first);
            double y = top;
            std::string_view group;
            for (const auto& [wanted, i] : order) {
                Box& one = boxes_[i];
                if (column == 1 && one.node->group != group) {
                    y += heading;
                    group = one.node->group;
                }
                if (column != 1 && wanted > 0) y = std::max(y, wanted - one.height / 2);
                one.y = y;
                y += one.height + gap;
            }
            placed[column] = true;
            height_ = std::max(height_, y);
        }
    }

    double group_rank(const Box& one) const {
        if (one.node->group.empty()) return static_cast<double>(picture_.groups.size());
        const auto found = std::ranges::find(picture_.groups, one.node->group, &Group::id);
        return static_cast<double>(found - picture_.groups.begin());
    }

    void place_columns() {
        std::array<double, columns> widest{};
        std::array<bool, columns> used{};
        for (const Box& one : boxes_) {
            used[one.column] = true;
            widest[one.column] = std::max(widest[one.column], one.width);
        }
        for (const Arrow& one : arrows_) {
            const std::size_t left = std::min(boxes_[one.from].column, boxes_[one.to].column);
            labels_[left] = std::max(labels_[left], width_of(one.label));
        }
        double x = margin;
        for (std::size_t column = 0; column < columns; ++column) {
            if (!used[column]) continue;
            for (Box& one : boxes_)
                if (one.column == column) {
                    one.x = x;
                    one.width = widest[column];
                }
            x += widest[column] + labels_[column] + 110;
        }
        width_ = x - 110 + margin;
        for (const Arrow& one : arrows_)
            if (stays(one))
                width_ = std::max(width_, boxes_[one.from].x + boxes_[one.from].width + 110 + width_of(one.label));
    }

    /// In the order of their other ends, so that few arrows cross.
    void order_ports() {
        for (std::size_t i = 0; i < boxes_.size(); ++i)
            for (auto* side : {&boxes_[i].left, &boxes_[i].right}) {
                std::ranges::stable_sort(*side, {}, [&](std::size_t arrow) { return boxes_[other_end(arrow, i)].y; });
                const double step = port, first = boxes_[i].y + boxes_[i].height / 2 -
                                                  step * (static_cast<double>(side->size()) - 1) / 2;
                for (std::size_t n = 0; n < side->size(); ++n) {
                    Arrow& one = arrows_[(*side)[n]];
                    (one.from == i ? one.from_y : one.to_y) = first + step * static_cast<double>(n);
                }
            }
    }

    std::string written() {
        const double below = height_ + 14;
        const double foot = 20 * static_cast<double>(picture_.remarks.size() + (picture_.is_change ? 1 : 0));
        std::size_t longest = picture_.title.size();
        for (const std::string& one : picture_.remarks) longest = std::max(longest, one.size());
        width_ = std::max(width_, letter * static_cast<double>(longest) + 2 * margin);
        out_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
            "{1:.0f}\" "
            "role=\"img\" aria-label=\"{2}\">\n<style>{3}</style>\n"
            "<defs><marker id=\"end\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
            "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
            width_, below + foot + margin, escaped_for_xml(picture_.title), style);
        out_ +=
            fmt::format("<text class=\"title\" x=\"{}\" y=\"34\">{}</text>\n", margin, escaped_for_xml(picture_.title));
        for (const Group& one : picture_.groups) write(one);
        for (const Arrow& one : arrows_) write(one);
        for (const Box& one : boxes_) write(one);
        for (const Arrow& one : arrows_) write_label(one);
        double y = below + 14;
        if (picture_.is_change) {
            out_ += fmt::format(
                "<text class=\"remark\" x=\"{}\" y=\"{:.0f}\">+ added, \u2212 removed, ~ changed, ! a new "
                "caller, a wider grant, or data at risk</text>\n",
                margin, y);
            y += 20;
        }
        for (const std::string& one : picture_.remarks) {
            out_ += fmt::format("<text class=\"remark\" x=\"{}\" y=\"{:.0f}\">{}</text>\n", margin, y,
                                escaped_for_xml(one));
            y += 20;
        }
        return std::move(out_) + "</svg>\n";
    }

    void write(const Group& group) {
        double left = 1e9, right = 0, up = 1e9, down = 0;
        for (const Box& one : boxes_) {
            if (one.node->group != group.id) continue;
            left = std::min(left, one.x);
            right = std::max(right, one.x + one.width);
            up = std::min(up, one.y);
            down = std::max(down, one.y + one.height);
        }
        if (right == 0) return;
        out_ += fmt::format(
            "<rect class=\"group\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"8\"/>"
            "<text class=\"what\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
            left - 6, up - heading + 4, right - left + 12, down - up + heading + 2, left, up - 8,
            escaped_for_xml(group.label + " " + group.id));
    }

    void write(const Arrow& one) {
        const Box &from = boxes_[one.from], &to = boxes_[one.to];
        // Beside a label an arrow is straight, so that it crosses none.
        const Box& left = goes_back(one) ? to : from;
        const double straight = labels_[left.column] > 0 ? labels_[left.column] + 16 : 0;
        const double begin = left.x + left.width, free = begin + straight;
        std::string path;
        if (stays(one)) {
            path = fmt::format("M{0:.1f} {1:.1f}H{2:.1f}C{3:.1f} {1:.1f} {3:.1f} {4:.1f} {2:.1f} {4:.1f}H{5:.1f}",
                               begin, one.from_y, free, free + 60, one.to_y, to.x + to.width);
        } else {
            const double end = goes_back(one) ? from.x : to.x, bend = (free + end) / 2;
            path = goes_back(one)
                       ? fmt::format("M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} {3:.1f}H{5:.1f}", end,
                                     one.from_y, bend, one.to_y, free, begin)
                       : fmt::format("M{0:.1f} {1:.1f}H{2:.1f}C{3:.1f} {1:.1f} {3:.1f} {4:.1f} {5:.1f} {4:.1f}", begin,
                                     one.from_y, free, bend, one.to_y, end);
        }
        out_ += fmt::format("<path class=\"arrow{}{}\" marker-end=\"url(#end)\" d=\"{}\"/>\n",
                            one.edge->kind == Edge::Kind::may ? " may" : "",
                            one.edge->mark == Mark::same ? "" : fmt::format(" {}", name_of(one.edge->mark)), path);
    }

    /// Beside the port of the left end, where no other label is.
    void write_label(const Arrow& one) {
        if (one.label.empty()) return;
        const std::size_t left = goes_back(one) ? one.to : one.from;
        const double y = goes_back(one) ? one.to_y : one.from_y;
        out_ += fmt::format("<text class=\"label\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
                            boxes_[left].x + boxes_[left].width + 12, y - 3, escaped_for_xml(one.label));
    }

    void write(const Box& one) {
        static constexpr std::string_view classes[] = {"caller", "route", "schedule", "pool",     "worker",
                                                       "store",  "queue", "other",    "elsewhere"};
        const Node& node = *one.node;
        const std::string second = second_line_of(node);
        out_ += fmt::format("<g class=\"{} {}\"><title>{}</title>", classes[static_cast<std::size_t>(node.kind)],
                            name_of(node.mark), escaped_for_xml(node.id));
        const double round = node.kind == Kind::caller ? 16 : node.kind == Kind::worker ? 8 : 2;
        if (node.kind == Kind::store) {
            constexpr double bow = 6;
            out_ += fmt::format(
                "<path class=\"box\" d=\"M{0:.1f} {1:.1f}v{2:.1f}c0 8 {3:.1f} 8 {3:.1f} 0v-{2:.1f}c0 -8 -{3:.1f} "
                "-8 -{3:.1f} 0c0 8 {3:.1f} 8 {3:.1f} 0\"/>",
                one.x, one.y + bow, one.height - 2 * bow, one.width);
        } else {
            out_ += fmt::format(
                "<rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"{}\"/>", one.x,
                one.y, one.width, one.height, round);
        }
        const double middle = one.y + one.height / 2 + (node.kind == Kind::store ? 3 : 0);
        out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", one.x + 12, middle + (second.empty() ? 4 : -2),
                            escaped_for_xml(label(node)));
        if (!second.empty())
            out_ += fmt::format("<text class=\"what\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", one.x + 12, middle + 12,
                                escaped_for_xml(second));
        out_ += "</g>\n";
    }

    const Picture& picture_;
    std::vector<Box> boxes_;
    std::vector<Arrow> arrows_;
    std::unordered_map<std::string_view, std::size_t> number_;
    std::array<double, columns> labels_{};  ///< the widest to the right of each column
    double width_ = 0, height_ = 0;
    std::string out_;
};

}  // namespace

std::string svg(const Picture& picture) { return SvgWriter(picture).run(); }

}  // namespace bobgen::graph
