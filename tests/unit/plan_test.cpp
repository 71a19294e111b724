#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "generator/diff/change.h"
#include "generator/diff/data_loss.h"
#include "generator/diff/stateful.h"
#include "generator/emit/yaml.h"
#include "generator/plan/parts.h"
#include "generator/plan/plan.h"
#include "generator/validate.h"
#include "tests/unit/plan_templates.h"

namespace bobgen {
namespace {

using plan::Plan;
using plan::Step;
using testing::any_sketch;
using testing::changed;
using testing::Sketch;
using testing::SketchIndex;
using testing::SketchKinds;

std::string told(const Report& report) {
    std::string made;
    for (const Diagnostic& one : report.diagnostics()) made += std::string(one.rule->id) + ": " + one.message + "\n";
    return made;
}

/// Between two deploys a mapping may read what its role no longer allows: Lambda asks when it is created, and then it
/// waits.
std::string errors(const Template& in, bool in_between = false) {
    Report report;
    check_template(in, report);
    std::string made;
    for (const Diagnostic& one : report.diagnostics())
        if (one.rule->severity == Severity::error && !(in_between && one.rule->id == "source-read-denied"))
            made += std::string(one.rule->id) + ": " + one.message + "\n";
    return made;
}

/// The indexes of a table, each with everything that cannot be changed, from the document alone.
std::map<std::string, std::string> indexes_of(const TemplateResource& table) {
    std::map<std::string, std::string> made;
    const Value* list = table.properties.find("GlobalSecondaryIndexes");
    if (!list) return made;
    for (const Value& one : list->list())
        made[one.find("IndexName")->text()] =
            to_yaml(map({{"Key", *one.find("KeySchema")}, {"P", *one.find("Projection")}}));
    return made;
}

std::string text_at(const TemplateResource& table, std::initializer_list<std::string_view> path) {
    const Value* found = table.properties.find(path);
    return found ? to_yaml(*found) : std::string();
}

/// The indexes that a role's policies name, by their ARN.
std::set<std::pair<std::string, std::string>> queried(const TemplateResource& role) {
    std::set<std::pair<std::string, std::string>> made;
    const std::string yaml = to_yaml(role.properties);
    const std::string between = ".Arn}/index/";
    for (std::size_t at = yaml.find(between); at != yaml.npos; at = yaml.find(between, at + 1)) {
        const std::size_t begin = yaml.rfind("${", at) + 2;
        const std::size_t name = at + between.size();
        made.insert({yaml.substr(begin, at - begin), yaml.substr(name, yaml.find_first_of("\n'\"", name) - name)});
    }
    return made;
}

/// One update by AWS's rules, independent of how the plan was made.
void expect_update(const Template& first, const Template& before, const Template& after) {
    for (const TemplateResource& table : after.resources) {
        if (table.type != "AWS::DynamoDB::Table") continue;
        const TemplateResource* old_one = before.find(table.logical_id);
        if (!old_one) continue;
        const auto old_indexes = indexes_of(*old_one), new_indexes = indexes_of(table);
        int changes = 0;
        for (const auto& [name, body] : new_indexes) {
            changes += old_indexes.count(name) == 0;
            if (old_indexes.count(name)) {
                EXPECT_EQ(old_indexes.at(name), body) << name << " is changed in place";
            }
        }
        for (const auto& [name, body] : old_indexes) changes += new_indexes.count(name) == 0;
        EXPECT_LE(changes, 1) << "index changes of " << table.logical_id;
        const auto on = [](const TemplateResource& of) { return text_at(of, {"TimeToLiveSpecification", "Enabled"}); };
        if (on(*old_one) == "true\n" && on(table) == "true\n") {
            EXPECT_EQ(text_at(*old_one, {"TimeToLiveSpecification", "AttributeName"}),
                      text_at(table, {"TimeToLiveSpecification", "AttributeName"}));
        }
        const std::string old_view = text_at(*old_one, {"StreamSpecification"}),
                          new_view = text_at(table, {"StreamSpecification"});
        if (!old_view.empty() && !new_view.empty()) {
            EXPECT_EQ(old_view, new_view);
        }
    }
    // Who may query what: never before it can be queried, never after it is deleted.
    for (const TemplateResource& role : after.resources) {
        if (role.type != "AWS::IAM::Role") continue;
        const TemplateResource *old_role = before.find(role.logical_id), *first_role = first.find(role.logical_id);
        for (const auto& [table, index] : queried(role)) {
            const TemplateResource *old_table = before.find(table), *new_table = after.find(table);
            ASSERT_NE(new_table, nullptr);
            EXPECT_TRUE(indexes_of(*new_table).count(index)) << role.logical_id << " queries " << index;
            // Whoever queried it before cannot while it is recreated under its name.
            const bool always = first_role && queried(*first_role).count({table, index});
            const bool is_new = !old_role || !queried(*old_role).count({table, index});
            if (is_new && !always && old_table) {
                EXPECT_TRUE(indexes_of(*old_table).count(index)) << role.logical_id << " queries " << index << " early";
            }
        }
    }
}

void expect_plan(const Template& before, const Template& after, const Plan& plan) {
    const Template* last = &before;
    unsigned deploys = 0;
    const auto last_deploy = std::find_if(plan.steps.rbegin(), plan.steps.rend(),
                                          [](const Step& one) { return one.kind == Step::Kind::deploy; });
    for (const Step& step : plan.steps) {
        SCOPED_TRACE(step.title);
        EXPECT_FALSE(step.title.empty());
        EXPECT_EQ(step.tree.has_value(), step.kind != Step::Kind::person);
        if (step.kind == Step::Kind::deploy) {
            ++deploys;
            const Difference difference = compare(*last, *step.tree);
            EXPECT_FALSE(difference.empty() && new_tombstones(*last, *step.tree).empty()) << "an update of nothing";
            std::set<std::string> lost;
            for (const Tombstone& one : new_tombstones(*last, *step.tree))
                if (!one.kept) lost.insert(one.logical_id);
            for (const ResourceChange& change : difference.resources) {
                EXPECT_NE(change.action, Action::blocked)
                    << change.logical_id << ": " << (change.reasons.empty() ? "" : change.reasons.front().message);
                if (change.loses_data && needs_tombstone(change.type)) {
                    EXPECT_TRUE(lost.count(change.logical_id)) << change.logical_id << " is lost unasked";
                }
            }
            expect_update(before, *last, *step.tree);
            EXPECT_EQ(errors(*step.tree, &step != &*last_deploy), "");
        }
        if (step.kind == Step::Kind::refactor) {
            Template same = *last;
            for (const plan::Mapping& one : step.mappings) same = plan::renamed(same, one.from, one.to);
            EXPECT_EQ(to_yaml(document(same)), to_yaml(document(*step.tree))) << "more than logical ids change";
        }
        if (step.tree) last = &*step.tree;
    }
    EXPECT_EQ(deploys, plan.updates);
    EXPECT_GE(plan.updates, plan.bound);
    if (!plan.steps.empty()) {
        EXPECT_TRUE(document(*last) == document(after)) << "the last template is not the target";
    }
}

// The sanitizers take ten times as long, and look for other problems.
#ifdef BOB_SANITIZE
constexpr int share = 10;
#else
constexpr int share = 1;
#endif

struct Tally {
    unsigned plans = 0, steps = 0, nothing = 0, longest = 0, proven = 0;
};

void expect_plans(unsigned seed, int rounds, const SketchKinds& kinds, Tally& tally) {
    std::mt19937 random(seed);
    for (int round = 0; round < rounds / share; ++round) {
        const Sketch from = any_sketch(random, kinds), to = changed(from, random, kinds);
        const Template before = from.drawn(), after = to.drawn();
        ASSERT_EQ(errors(before) + errors(after), "") << "round " << round;
        Report report;
        const auto plan = make_plan(before, after, report);
        ASSERT_TRUE(plan) << "round " << round << "\n"
                          << told(report) << to_yaml(document(before)) << to_yaml(document(after));
        EXPECT_TRUE(report.clean()) << told(report);
        expect_plan(before, after, *plan);
        if (::testing::Test::HasFailure()) {
            for (const Step& step : plan->steps)
                std::fprintf(stderr, "-- %s\n%s", step.title.c_str(),
                             step.tree ? to_yaml(document(*step.tree)).c_str() : "");
            FAIL() << "round " << round << "\n" << to_yaml(document(before)) << to_yaml(document(after));
        }
        ++tally.plans;
        tally.nothing += plan->steps.empty();
        tally.steps += static_cast<unsigned>(plan->steps.size());
        tally.longest = std::max(tally.longest, plan->updates);
        tally.proven += plan->is_shortest();
    }
}

TEST(Plan, everyStepIsAcceptedAndTheLastOneIsTheTarget) {
    Tally tally;
    expect_plans(1, 500, {}, tally);
    expect_plans(2, 100, {.tables = 3, .indexes = 5, .functions = 4}, tally);
    EXPECT_EQ(tally.plans, 600u / share);
    EXPECT_LT(tally.nothing, tally.plans / 10);
    EXPECT_GT(tally.steps, 3 * tally.plans);
    EXPECT_GE(tally.longest, 5u);
    EXPECT_EQ(tally.proven, tally.plans);
}

TEST(Plan, tablesWithOtherKeysAndTablesThatGoLoseNothing) {
    Tally tally;
    expect_plans(3, 400, {.keys = true, .removal = true}, tally);
    EXPECT_GT(tally.steps, 3 * tally.plans);
}

/// The fewest updates of a sketch whose functions have separate archives, by trying every set of changes.
class FewestUpdates {
public:
    FewestUpdates(const Sketch& before, const Sketch& after) : before_(before), after_(after) {
        for (const auto& [id, table] : after.tables) {
            const auto& old_indexes = before.tables.at(id).indexes;
            for (const auto& [name, index] : table.indexes) {
                const auto old_one = old_indexes.find(name);
                if (old_one == old_indexes.end())
                    moves_.push_back({Move::make, id, name});
                else if (old_one->second != index) {
                    moves_.push_back({Move::drop, id, name});
                    moves_.push_back({Move::make, id, name});
                }
            }
            for (const auto& [name, index] : old_indexes)
                if (!table.indexes.count(name)) moves_.push_back({Move::drop, id, name});
        }
        std::set<std::string> functions;
        for (const auto& [id, function] : before.functions) functions.insert(id);
        for (const auto& [id, function] : after.functions) functions.insert(id);
        for (const std::string& id : functions) {
            const auto a = before.functions.find(id), b = after.functions.find(id);
            const bool same = a != before.functions.end() && b != after.functions.end() &&
                              a->second.queries == b->second.queries && a->second.memory == b->second.memory;
            if (!same) moves_.push_back({Move::switch_code, id, {}});
        }
    }

    std::size_t moves() const { return moves_.size(); }

    /// 0 when the changes depend on each other in a cycle.
    unsigned count() const {
        const unsigned all = (1u << moves_.size()) - 1;
        std::set<unsigned> reached{0};
        for (unsigned updates = 0; !reached.empty(); ++updates) {
            if (reached.count(all)) return updates;
            std::set<unsigned> next;
            for (const unsigned done : reached)
                for (unsigned open = all & ~done, now = open; now != 0; now = (now - 1) & open)
                    if (is_allowed(done, now)) next.insert(done | now);
            reached = std::move(next);
        }
        return 0;
    }

private:
    struct Move {
        enum Kind { make, drop, switch_code } kind;
        std::string id;
        std::string index;
    };

    bool is_done(unsigned done, Move::Kind kind, const std::string& id, const std::string& index) const {
        for (std::size_t i = 0; i < moves_.size(); ++i)
            if (moves_[i].kind == kind && moves_[i].id == id && moves_[i].index == index) return done >> i & 1;
        return true;
    }

    bool is_allowed(unsigned done, unsigned now) const {
        std::set<std::string> tables;
        for (std::size_t i = 0; i < moves_.size(); ++i) {
            if (!(now >> i & 1)) continue;
            const Move& move = moves_[i];
            switch (move.kind) {
                case Move::make:
                    if (!tables.insert(move.id).second || !is_done(done, Move::drop, move.id, move.index)) return false;
                    break;
                case Move::drop:
                    if (!tables.insert(move.id).second) return false;
                    for (const auto& [id, function] : before_.functions) {
                        const auto later = after_.functions.find(id);
                        const bool still =
                            later != after_.functions.end() && later->second.queries.count({move.id, move.index}) != 0;
                        if (function.queries.count({move.id, move.index}) && !still &&
                            !is_done(done, Move::switch_code, id, {}))
                            return false;
                    }
                    break;
                case Move::switch_code:
                    if (const auto later = after_.functions.find(move.id); later != after_.functions.end())
                        for (const auto& [table, index] : later->second.queries)
                            if (!is_done(done, Move::make, table, index)) return false;
                    break;
            }
        }
        return true;
    }

    const Sketch& before_;
    const Sketch& after_;
    std::vector<Move> moves_;
};

TEST(Plan, hasAsFewUpdatesAsAnyOther) {
    std::mt19937 random(4);
    const SketchKinds kinds{.tables = 2, .indexes = 3, .functions = 3, .settings = false, .shared_code = false};
    unsigned compared = 0, long_ones = 0, circles = 0;
    for (int round = 0; round < 1200 / share; ++round) {
        const Sketch from = any_sketch(random, kinds), to = changed(from, random, kinds);
        const FewestUpdates fewest(from, to);
        if (fewest.moves() > 9) continue;
        Report report;
        const auto plan = make_plan(from.drawn(), to.drawn(), report);
        ASSERT_TRUE(plan) << told(report);
        const unsigned expected = fewest.count();
        if (expected == 0 && fewest.moves() > 0) {
            ++circles;
            expect_plan(from.drawn(), to.drawn(), *plan);
            continue;
        }
        ASSERT_EQ(plan->updates, expected) << "round " << round << "\n"
                                           << to_yaml(document(from.drawn())) << to_yaml(document(to.drawn()));
        ++compared;
        long_ones += expected > 2;
    }
    EXPECT_GT(compared, 700u / share);
    EXPECT_GT(long_ones, 200u / share);
    if (share == 1) {
        EXPECT_GT(circles, 0u);
    }
}

TEST(Plan, largeTemplatesTakeNoLongTime) {
    std::mt19937 random(5);
    const SketchKinds kinds{.tables = 30, .indexes = 8, .functions = 60};
    const Sketch from = any_sketch(random, kinds), to = changed(from, random, kinds);
    const Template before = from.drawn(), after = to.drawn();
    Report report;
    const auto begin = std::chrono::steady_clock::now();
    const auto plan = make_plan(before, after, report);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    ASSERT_TRUE(plan) << told(report);
    EXPECT_LT(time.count(), 60.0);
    RecordProperty("seconds", std::to_string(time.count()));
}

}  // namespace
}  // namespace bobgen
