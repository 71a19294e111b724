#include "generator/check/template/cycles.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "generator/analysis/macros.h"
#include "generator/analysis/reading.h"
#include "generator/rules/references.h"

namespace bobgen {

namespace {

struct Edge {
    std::size_t to;
    Place place;
    bool depends_on;
};
using Graph = std::vector<std::vector<Edge>>;

/// SAM gives the bucket of an `S3` event a notification to the function, so the bucket needs the function; and whatever
/// the function or the policies of its role say about that bucket closes a circle.
void add_bucket_events(const Facts& facts, const TemplateResource& function, Graph& graph) {
    const Value* events = function.properties.find("Events");
    if (!events || !events->is_map()) return;
    for (const Member& event : events->map()) {
        if (!event.value.is_map() || text_of(event.value.find("Type")) != "S3") continue;
        const Value* given = event.value.find({"Properties", "Bucket"});
        if (!given || !given->is_call(Intrinsic::ref) || !given->argument().is_text()) continue;
        const TemplateResource* bucket = facts.names.resource(given->argument().text(), "AWS::S3::Bucket");
        if (!bucket) continue;
        bool closes = false;
        for (const Member& property : function.properties.map()) {
            if (property.name == "Events") continue;
            each_mention(property.value, function.place, [&](const Mention& mention) {
                if (mention.kind == Mention::Kind::condition || mention.decided_later ||
                    mention.name != bucket->logical_id)
                    return;
                closes = true;
                graph[facts.position(function)].push_back({facts.position(*bucket), mention.place, false});
            });
        }
        if (closes)
            graph[facts.position(*bucket)].push_back(
                {facts.position(function), given->place.or_else(function.place), false});
    }
}

/// The role that SAM makes for the function needs it then, and the function its role.
void add_own_policies(const Facts& facts, const TemplateResource& function, Graph& graph) {
    const auto itself = [&](const Mention& mention) {
        if (mention.kind != Mention::Kind::condition && !mention.decided_later && mention.name == function.logical_id)
            graph[facts.position(function)].push_back({facts.position(function), mention.place, false});
    };
    const Value* policies = function.properties.find("Policies");
    if (policies && !function.properties.find("Role")) each_mention(*policies, function.place, itself);
    if (const Value* environment = function.properties.find("Environment"))
        each_mention(*environment, function.place, itself);
}

Graph graph_of(const Facts& facts) {
    const Template& in = facts.tree;
    Graph graph(in.resources.size());
    for (std::size_t from = 0; from < in.resources.size(); ++from) {
        const TemplateResource& resource = in.resources[from];
        const auto add = [&](std::string_view id, Place place, bool depends_on) {
            if (const TemplateResource* to = facts.names.resource(id))
                graph[from].push_back({facts.position(*to), place, depends_on});
        };
        for (std::size_t i = 0; i < resource.depends_on.size(); ++i)
            add(resource.depends_on[i], resource.place_of_dependency(i).or_else(resource.place), true);
        // SAM turns a resource into several; only the macro knows which of them has the reference.
        if (resource.type == "AWS::Serverless::Function") {
            add_bucket_events(facts, resource, graph);
            add_own_policies(facts, resource, graph);
        }
        if (is_of_sam(resource.type)) continue;
        const Value& properties = facts.properties(resource);
        const auto follow = [&](const Mention& mention) {
            // In a branch that only the deployment chooses, the reference may be absent.
            if (mention.kind != Mention::Kind::condition && !mention.decided_later)
                add(mention.name, mention.place, false);
        };
        if (&properties == &resource.properties)
            std::ranges::for_each(facts.mentions(resource), follow);
        else
            each_mention(properties, resource.place, follow);
    }
    return graph;
}

/// Tarjan's strongly connected components, with an explicit stack, because a chain of references may be long.
class Components {
public:
    explicit Components(const Graph& graph) : graph_(graph), states_(graph.size()) {
        for (std::size_t node = 0; node < graph.size(); ++node)
            if (!states_[node].index) visit(node);
    }

    std::vector<std::vector<std::size_t>> found;

private:
    struct State {
        std::size_t index = 0;  ///< from 1; 0 means not visited
        std::size_t low = 0;
        std::size_t next_edge = 0;
        bool open = false;
    };

    void visit(std::size_t root) {
        path_.push_back(root);
        enter(root);
        while (!path_.empty()) {
            const std::size_t node = path_.back();
            State& state = states_[node];
            if (state.next_edge < graph_[node].size()) {
                const std::size_t to = graph_[node][state.next_edge++].to;
                if (!states_[to].index) {
                    enter(to);
                    path_.push_back(to);
                } else if (states_[to].open) {
                    state.low = std::min(state.low, states_[to].index);
                }
                continue;
            }
            path_.pop_back();
            if (!path_.empty()) states_[path_.back()].low = std::min(states_[path_.back()].low, state.low);
            if (state.low == state.index) close(node);
        }
    }

    void enter(std::size_t node) {
        states_[node].index = states_[node].low = ++counter_;
        states_[node].open = true;
        open_.push_back(node);
    }

    void close(std::size_t root) {
        std::vector<std::size_t> members;
        std::size_t node;
        do {
            node = open_.back();
            open_.pop_back();
            states_[node].open = false;
            members.push_back(node);
        } while (node != root);
        std::sort(members.begin(), members.end());
        found.push_back(std::move(members));
    }

    const Graph& graph_;
    std::vector<State> states_;
    std::vector<std::size_t> path_;  ///< to the node that is visited
    std::vector<std::size_t> open_;
    std::size_t counter_ = 0;
};

struct Step {
    std::size_t from;
    const Edge* edge;
};

/// The shortest path from one of the members back to itself; empty when there is none.
std::vector<Step> shortest_circle(const Graph& graph, const std::vector<std::size_t>& members, std::size_t start) {
    std::unordered_map<std::size_t, Step> reached_by;
    std::deque<std::size_t> waiting{start};
    while (!waiting.empty()) {
        const std::size_t node = waiting.front();
        waiting.pop_front();
        for (const Edge& edge : graph[node]) {
            if (!std::binary_search(members.begin(), members.end(), edge.to)) continue;
            if (!reached_by.emplace(edge.to, Step{node, &edge}).second) continue;
            if (edge.to != start) {
                waiting.push_back(edge.to);
                continue;
            }
            std::vector<Step> circle;
            std::size_t here = start;
            do {
                circle.push_back(reached_by.at(here));
                here = circle.back().from;
            } while (here != start);
            std::reverse(circle.begin(), circle.end());
            return circle;
        }
    }
    return {};
}

/// `A -> B -> A`; only both ends of a long cycle.
std::string path_of(const std::vector<Step>& circle, const Template& in) {
    constexpr std::size_t shown = 8;
    std::string path;
    for (std::size_t i = 0; i < circle.size(); ++i) {
        if (circle.size() > shown && i == shown - 2) {
            path += fmt::format("... ({} more) -> ", circle.size() - shown + 1);
            i = circle.size() - 1;
        }
        path += in.resources[circle[i].from].logical_id + " -> ";
    }
    return path + in.resources[circle.front().from].logical_id;
}

/// A bucket that waits for what lets it in, which names the bucket: the usual fix of a notification that comes too
/// early.
const TemplateResource* notifying_bucket(const std::vector<Step>& circle, const Template& in) {
    const TemplateResource* bucket = nullptr;
    bool lets_in = false;
    for (const Step& step : circle) {
        const TemplateResource& one = in.resources[step.from];
        if (one.type == "AWS::S3::Bucket") bucket = &one;
        lets_in |= one.type == "AWS::Lambda::Permission" || one.type == "AWS::SQS::QueuePolicy" ||
                   one.type == "AWS::SNS::TopicPolicy";
    }
    return lets_in ? bucket : nullptr;
}

std::string way_out_of(const std::vector<Step>& circle, const Template& in) {
    if (circle.size() == 1) return "write the name as a string instead of a reference to itself";
    if (const TemplateResource* bucket = notifying_bucket(circle, in))
        return fmt::format(
            "give bucket `{}` a fixed name, and write `!Sub arn:${{AWS::Partition}}:s3:::that-name` "
            "instead of a reference to it; a permission may also do with `SourceAccount` alone",
            bucket->logical_id);
    return "remove one of these references, for example by writing a name as a string";
}

void tell_circle(const Template& in, const std::vector<Step>& circle, Report& report) {
    const auto label = [&](const Step& step) {
        const std::string& from = in.resources[step.from].logical_id;
        const std::string& to = in.resources[step.edge->to].logical_id;
        return Label{step.edge->place, step.edge->depends_on ? fmt::format("`{}` depends on `{}`", from, to)
                                                             : fmt::format("`{}` refers to `{}`", from, to)};
    };
    Diagnostic found{
        .rule = &rules::dependency_cycle,
        .message = circle.size() == 1
                       ? fmt::format("resource `{}` refers to itself", in.resources[circle.front().from].logical_id)
                       : fmt::format("resources depend on each other in a cycle: `{}`", path_of(circle, in)),
        .primary = label(circle.front()),
        .fix = way_out_of(circle, in),
    };
    for (std::size_t i = 1; i < circle.size(); ++i) found.related.push_back(label(circle[i]));
    report.add(std::move(found));
}

}  // namespace

void check_cycles(const Facts& facts, Report& report) {
    const Template& in = facts.tree;
    const Graph graph = graph_of(facts);
    for (const std::vector<std::size_t>& members : Components(graph).found) {
        const auto is_to_itself = [&](const Edge& edge) { return edge.to == members.front(); };
        if (members.size() == 1 && std::ranges::none_of(graph[members.front()], is_to_itself)) continue;
        // One circle for each member that no other told of, so that mending the first does not bring up the next. One
        // that shares a reference with another may be mended with it. Each takes time with the size of the component.
        constexpr std::size_t most_told = 5;
        std::unordered_set<std::size_t> told;
        std::unordered_set<const Edge*> used;
        for (std::size_t i = 0, circles = 0; i < members.size() && circles < most_told; ++i) {
            if (told.contains(members[i])) continue;
            const std::vector<Step> circle = shortest_circle(graph, members, members[i]);
            if (circle.empty()) continue;
            ++circles;
            const bool is_new =
                std::ranges::none_of(circle, [&](const Step& step) { return used.contains(step.edge); });
            for (const Step& step : circle) {
                told.insert(step.from);
                used.insert(step.edge);
            }
            if (is_new) tell_circle(in, circle, report);
        }
    }
}

}  // namespace bobgen
