// Properties that hold for every comparison, tested with the templates of every change case.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "generator/diff/change.h"
#include "generator/diff/lists.h"
#include "generator/emit/json.h"
#include "generator/emit/yaml.h"
#include "generator/read/template.h"

namespace bobgen {

namespace {

namespace fs = std::filesystem;

struct Example {
    std::string name;
    std::string text;
};

/// Also the templates of the project's own stacks, which are larger.
const std::vector<Example>& examples() {
    static const std::vector<Example> all = [] {
        std::vector<Example> made;
        for (const char* folder : {"tests/changes", "templates"})
            for (const auto& entry : fs::recursive_directory_iterator(folder)) {
                const std::string stem = entry.path().stem().string(), ending = entry.path().extension().string();
                if ((stem != "before" && stem != "after" && stem != "template") ||
                    (ending != ".yml" && ending != ".json"))
                    continue;
                std::ifstream in(entry.path(), std::ios::binary);
                made.push_back({entry.path().string(), std::string(std::istreambuf_iterator<char>(in), {})});
            }
        std::sort(made.begin(), made.end(), [](const Example& a, const Example& b) { return a.name < b.name; });
        return made;
    }();
    return all;
}

Template read(const std::string& text) {
    Report report;
    std::optional<Template> made = read_template(text, "template.yml", {}, report);
    if (!made) throw std::runtime_error("no template: " + text);
    return std::move(*made);
}

/// The remaining part of a difference, for the message.
std::string told(const Difference& difference) {
    std::string made;
    for (const ResourceChange& one : difference.resources)
        for (const Reason& reason : one.reasons) made += one.logical_id + ": " + reason.message + "\n";
    for (const AccessChange& one : difference.access) made += one.message + "\n";
    for (const RouteChange& one : difference.routes) made += one.message + "\n";
    for (const OtherChange& one : difference.others) made += one.message + "\n";
    return made;
}

/// Members in any order, and elements where their order means nothing.
void shuffle(Value& value, std::string_view name, bool in_policy, std::mt19937& random) {
    if (value.is_list()) {
        for (Value& one : value.list()) shuffle(one, name, in_policy, random);
        if (diff::is_unordered(name, in_policy)) std::shuffle(value.list().begin(), value.list().end(), random);
    } else if (value.is_map()) {
        const bool inside = in_policy || diff::is_policy(value);
        for (Member& one : value.map()) shuffle(one.value, one.name, inside, random);
        std::shuffle(value.map().begin(), value.map().end(), random);
    }
}

}  // namespace

TEST(Comparison, HasExamples) { EXPECT_GT(examples().size(), 200u); }

TEST(Comparison, OfATemplateWithItselfIsEmpty) {
    for (const Example& one : examples()) {
        const Template tree = read(one.text), again = read(one.text);
        const Difference found = compare(tree, again);
        EXPECT_TRUE(found.empty()) << one.name << "\n" << told(found);
        EXPECT_EQ(found.resources.size(), tree.resources.size()) << one.name;
    }
}

TEST(Comparison, IsBlindToOrderWhereItMeansNothing) {
    std::mt19937 random(20261121);
    for (const Example& one : examples()) {
        const Template tree = read(one.text);
        for (int round = 0; round < 3; ++round) {
            Template other = read(one.text);
            std::shuffle(other.resources.begin(), other.resources.end(), random);
            std::shuffle(other.parameters.begin(), other.parameters.end(), random);
            std::shuffle(other.outputs.begin(), other.outputs.end(), random);
            for (TemplateResource& resource : other.resources) shuffle(resource.properties, {}, false, random);
            const Difference found = compare(tree, other);
            EXPECT_TRUE(found.empty()) << one.name << "\n" << told(found);
        }
    }
}

TEST(Comparison, IsBlindToTheForm) {
    for (const Example& one : examples()) {
        const Template tree = read(one.text);
        const Value whole = document(tree);
        const Template json = read(to_json(whole, JsonStyle::compact)), yaml = read(to_yaml(whole));
        const Difference of_json = compare(tree, json), of_yaml = compare(json, yaml);
        EXPECT_TRUE(of_json.empty()) << one.name << "\n" << told(of_json);
        EXPECT_TRUE(of_yaml.empty()) << one.name << "\n" << told(of_yaml);
    }
}

TEST(Comparison, NamesEachLogicalIdOnceAndTheNewOnesFirst) {
    const auto& all = examples();
    for (std::size_t i = 1; i < all.size(); ++i) {
        const Template before = read(all[i - 1].text), after = read(all[i].text);
        const Difference found = compare(before, after);
        std::set<std::string> wanted, seen;
        for (const Template* side : {&before, &after})
            for (const TemplateResource& one : side->resources) wanted.insert(one.logical_id);
        for (std::size_t at = 0; at < found.resources.size(); ++at) {
            const ResourceChange& one = found.resources[at];
            EXPECT_TRUE(seen.insert(one.logical_id).second) << one.logical_id;
            if (at < after.resources.size()) {
                EXPECT_EQ(one.logical_id, after.resources[at].logical_id);
            }
            // An action has a reason, and a reason has a message in the house style.
            EXPECT_EQ(one.action == Action::none, one.reasons.empty()) << all[i].name << " " << one.logical_id;
            for (const Reason& reason : one.reasons) {
                EXPECT_LE(reason.action, one.action);
                EXPECT_FALSE(reason.message.empty());
                EXPECT_NE(reason.message.back(), '.') << reason.message;
                EXPECT_TRUE(reason.before.known() || reason.after.known()) << reason.message;
                if (reason.action == Action::blocked) {
                    EXPECT_FALSE(reason.fix.empty()) << reason.message;
                }
            }
        }
        EXPECT_EQ(seen, wanted);
    }
}

TEST(Comparison, IsNothingOneWayWhenItIsNothingTheOther) {
    const auto& all = examples();
    for (std::size_t i = 1; i < all.size(); ++i) {
        const Template before = read(all[i - 1].text), after = read(all[i].text);
        EXPECT_EQ(compare(before, after).empty(), compare(after, before).empty()) << all[i].name;
    }
}

}  // namespace bobgen
