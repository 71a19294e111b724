/// `bobgen graph`: a stack, or a change of it, as a picture.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/commands/sides.h"
#include "generator/graph/picture.h"
#include "generator/nearest.h"

namespace bobgen {

namespace {

/// What `bobgen graph` was given, as the parser fills it in.
struct GraphWords {
    SideWords sides;
    std::string format = "mermaid";
    std::vector<std::string> focus;
    std::string depth;
};

/// GitHub draws no Mermaid with more edges than this, or of more characters.
/// https://mermaid.js.org/config/schema-docs/config.html
constexpr std::size_t most_edges_of_mermaid = 500;
constexpr std::size_t most_characters_of_mermaid = 50'000;

std::optional<unsigned> depth_of(const std::string& word) {
    if (word.empty()) return {};
    unsigned made = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), made);
    if (error != std::errc() || end != word.data() + word.size())
        throw Misuse("`--depth` is a number of edges, such as 2; `" + word + "` is none");
    return made;
}

class GraphCommand {
public:
    GraphCommand(const GraphWords& given, const Project& project)
        : given_(given), depth_(depth_of(given.depth)), project_(project), inputs_(project, given.sides.permissions) {
        if (depth_ && given_.focus.empty()) throw Misuse("`--depth` says how far from `--focus`; name one");
    }

    int run() {
        Suppressions suppressions = read_suppressions(inputs_, project_.root, {}, day(), report_);
        std::vector<graph::Picture> pictures;
        bool all_read = true, all_valid = true;
        if (const auto alone = read_alone(given_.sides, project_, inputs_, suppressions, report_)) {
            all_read = alone->all_read;
            all_valid = alone->all_valid;
            for (const auto& [name, one] : alone->by_name) pictures.push_back(graph::draw(one.told(), name));
        } else {
            const Sides sides = read_sides(given_.sides, project_, inputs_, suppressions, report_);
            all_read = sides.before.all_read && sides.after.all_read;
            all_valid = sides.after.all_valid;
            if (all_read)
                for (const Pair& one : pairs(sides)) pictures.push_back(change_of(one));
        }
        if (!all_read || !all_valid) {
            say_rendered(stderr, report_, inputs_, *find_format("text"), look_of(stderr, project_.colour));
            return all_read ? 1 : 2;
        }
        if (!given_.focus.empty()) focus(pictures);
        std::string out;
        for (const graph::Picture& one : pictures) out += (out.empty() ? "" : "\n") + written(one);
        say(stdout, out);
        return 0;
    }

private:
    static graph::Picture change_of(const Pair& pair) {
        static const Template nothing;
        const Template& before = pair.before ? pair.before->told() : nothing;
        const Template& after = pair.after ? pair.after->told() : nothing;
        return graph::compare(graph::draw(before, pair.name), graph::draw(after, pair.name), compare(before, after));
    }

    void focus(std::vector<graph::Picture>& pictures) const {
        std::vector<graph::Picture> made;
        std::vector<std::string> known;
        for (const graph::Picture& one : pictures) {
            for (const graph::Node& node : one.nodes) known.push_back(node.label);
            graph::Picture part = graph::around(one, given_.focus, depth_.value_or(graph::usual_depth));
            if (!part.nodes.empty()) made.push_back(std::move(part));
        }
        for (const std::string& name : given_.focus) {
            const bool is_there = std::ranges::any_of(made, [&](const graph::Picture& one) {
                return std::ranges::any_of(one.nodes,
                                           [&](const graph::Node& node) { return graph::is_called(node, name); });
            });
            if (is_there) continue;
            const std::string near = suggestion(name, known);
            throw Misuse("nothing in the picture is called `" + name + "`" +
                         (near.empty() ? "; name a function, a table or a route, such as \"GET /users\"" : near));
        }
        pictures = std::move(made);
    }

    std::string written(const graph::Picture& picture) const {
        if (given_.format == "dot") return graph::dot(picture);
        if (given_.format == "svg") return graph::svg(graph::readable(picture));
        std::string made = graph::mermaid(picture);
        if (fits(picture, made)) return made;
        // Of a change, what is around it; of a stack, what is alike as one.
        if (picture.is_change)
            for (unsigned depth = graph::usual_depth; depth-- > 0;) {
                const graph::Picture part = graph::around_changes(picture, depth);
                made = graph::mermaid(part);
                if (fits(part, made)) return made;
            }
        return graph::mermaid(graph::overview(picture, graph::most_nodes_to_read));
    }

    static bool fits(const graph::Picture& picture, const std::string& text) {
        return picture.edges.size() <= most_edges_of_mermaid && text.size() <= most_characters_of_mermaid;
    }

    const GraphWords& given_;
    std::optional<unsigned> depth_;
    const Project& project_;
    InputFiles inputs_;
    Report report_;
};

}  // namespace

Command graph_command() {
    const auto given = std::make_shared<GraphWords>();
    Command made(
        "graph", Group::change, "Draw a stack, or a change of it: callers, routes, functions and what they may do",
        "Without a name, what the stacks emit now is drawn. One file or folder is drawn as it is. A git revision "
        "is compared with what the stacks emit, and two names with each other: then what is added, removed or "
        "changed is marked, and most of all who may do more than before.");
    take_sides(made, given->sides);
    made.option("--format", "FORM", &given->format, "The language of the picture; mermaid when not given")
        .one_of({"mermaid", "dot", "svg"});
    made.option("--focus", "NAME", &given->focus, "Only what is near this function, table or route; once for each");
    made.option("--depth", "NUMBER", &given->depth, "How many arrows away from --focus; 2 when not given");
    made.example("bobgen graph stack=scheduler stage=dev", "what the stack is");
    made.example("bobgen graph main", "what the change does to it, for a pull request");
    made.example("bobgen graph template.yml --focus Orders --format svg", "who gets at a table");
    made.run = [given](const Project& project) { return GraphCommand(*given, project).run(); };
    return made;
}

}  // namespace bobgen
