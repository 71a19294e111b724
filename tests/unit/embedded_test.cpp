#include "generator/analysis/embedded.h"

#include <gtest/gtest.h>

namespace bobgen {
namespace {

const Place block{"template.yml", 10, 7};

Embedded read(Value value, Holes holes = Holes::of_functions) {
    return embedded_document(std::move(value).at(block), {}, holes);
}

TEST(embedded, each_line_of_a_block_has_its_place) {
    const Embedded made = read("{\n  \"a\": [\n    1\n  ]\n}\n");
    ASSERT_TRUE(made.tree);
    EXPECT_EQ(made.tree->place.line, 11U);
    EXPECT_EQ(made.tree->find("a")->place.line, 12U);
    EXPECT_EQ(made.tree->find("a")->list().front().place.line, 13U);
}

TEST(embedded, a_string_on_one_line_has_one_place) {
    const Embedded made = read(R"({"a": {"b": 1}})");
    ASSERT_TRUE(made.tree);
    EXPECT_EQ(made.tree->find({"a", "b"})->place, block);
}

TEST(embedded, what_the_deployment_fills_in_is_a_call) {
    const Embedded made = read(sub(R"({"arn": "${Fn.Arn}", "seconds": ${Seconds}, "text": "${!kept}"})"));
    ASSERT_TRUE(made.tree);
    EXPECT_TRUE(made.tree->find("arn")->is_call());
    EXPECT_TRUE(made.tree->find("seconds")->is_call());
    EXPECT_EQ(made.tree->find("text")->text(), "${kept}");
}

TEST(embedded, a_hole_that_may_be_anything_leaves_nothing_to_say) {
    for (const char* text : {R"({"a": 1 ${More}})", R"({${Members}})", R"([${First}${Second}])", R"(${All}!)"}) {
        const Embedded made = read(sub(text));
        EXPECT_FALSE(made.tree) << text;
        EXPECT_EQ(made.fault, "") << text;
    }
}

TEST(embedded, joined_parts_keep_their_places) {
    const Value name = Value("\"name\"").at({"template.yml", 21, 3});
    const Embedded made = read(join("", {Value("{\"a\": "), name, Value("}")}));
    ASSERT_TRUE(made.tree);
    EXPECT_EQ(made.tree->find("a")->place.line, 21U);
}

TEST(embedded, text_has_holes_only_where_its_service_fills_them) {
    EXPECT_TRUE(read(R"({"a": "${x}"})").tree->find("a")->is_text());
    EXPECT_TRUE(read(R"({"a": "${x}"})", Holes::of_text).tree->find("a")->is_call());
}

TEST(embedded, faults_are_told_with_their_line) {
    const std::pair<const char*, unsigned> cases[] = {{"{\n  \"a\": 1,\n}\n", 13}, {"{\n  a: 1\n}\n", 12},
                                                      {"{\n  \"a\": [1\n}\n", 13}, {"{\n  \"a\": 01\n}\n", 12},
                                                      {"{\n  \"a\n\": 1}\n", 12},  {"{\n}\n{}\n", 13}};
    for (const auto& [text, line] : cases) {
        const Embedded made = read(text);
        EXPECT_FALSE(made.tree) << text;
        EXPECT_NE(made.fault, "") << text;
        EXPECT_EQ(made.fault_place.line, line) << text;
    }
}

TEST(embedded, deep_nesting_is_given_up) {
    const Embedded made = read(std::string(100'000, '['));
    EXPECT_FALSE(made.tree);
    EXPECT_EQ(made.fault, "");
}

}  // namespace
}  // namespace bobgen
