#include "generator/hidden.h"

#include <gtest/gtest.h>

#include "generator/read/template.h"
#include "generator/report/source.h"

namespace bobgen {
namespace {

Diagnostic found(const Rule& rule, std::string message, unsigned line) {
    return {.rule = &rule, .message = std::move(message), .primary = {{"t.yml", line, 1}, "label"}, .fix = "fix"};
}

const Rule& one = *all_rules()[0];
const Rule& other = *all_rules()[1];

TEST(Hidden, FindingsHaveTheWordsOfWhatMayBeTold) {
    const std::vector<Diagnostic> shown{found(one, "`****` is wrong", 1), found(one, "equal", 2)};
    const std::vector<Diagnostic> judged{found(one, "`secret` is wrong", 1), found(one, "equal", 2),
                                         found(other, "only `secret` is", 1), found(one, "`secr...`", 1)};
    const std::vector<Diagnostic> told = in_words_of(shown, judged);
    ASSERT_EQ(told.size(), 4u);
    EXPECT_EQ(told[0].message, "`****` is wrong");
    EXPECT_EQ(told[1].message, "equal");
    EXPECT_EQ(told[2].message, other.summary);
    EXPECT_EQ(told[3].message, one.summary) << "each of the words is taken once";
    EXPECT_EQ(told[3].primary.text, "judged with a value that is not shown");
}

TEST(Hidden, ParametersAreThoseWithNoEchoAndAValue) {
    Report report;
    const auto tree = read_template(
        "Parameters:\n  A: {Type: String, NoEcho: 'true', Default: x}\n  B: {Type: String, Default: x}\n"
        "  C: {Type: String, NoEcho: true}\n  D: {Type: String, NoEcho: false, Default: x}\n"
        "Resources: {Q: {Type: 'AWS::SQS::Queue'}}\n",
        "t.yml", {}, report);
    const auto hidden = with_hidden_parameters(*tree);
    ASSERT_TRUE(hidden);
    EXPECT_EQ(hidden->parameters[0].body.find("Default")->text(), "****");
    EXPECT_EQ(hidden->parameters[1].body.find("Default")->text(), "x");
    EXPECT_EQ(hidden->parameters[2].body.find("Default"), nullptr);
    EXPECT_EQ(hidden->parameters[3].body.find("Default")->text(), "x");
    const Template written = without_hidden_defaults(*hidden);
    EXPECT_EQ(written.parameters[0].body.find("Default"), nullptr);
    EXPECT_NE(written.parameters[1].body.find("Default"), nullptr);
    EXPECT_FALSE(with_hidden_parameters(written));
}

TEST(Hidden, ExcerptsShowStarsForADefault) {
    const std::string text =
        "Pw:\n  Default: |\n    secret\n    more\n  Type: String\nA: {Default: \"se'cret\", B: c}\n";
    Sources sources([&](const std::string&) { return std::optional(text); }, {{"t.yml", 2, 12}, {"t.yml", 6, 14}});
    EXPECT_EQ(sources.line("t.yml", 3), "    ******");
    EXPECT_EQ(sources.line("t.yml", 4), "    ****");
    EXPECT_EQ(sources.line("t.yml", 5), "  Type: String");
    EXPECT_EQ(sources.line("t.yml", 6), "A: {Default: *********, B: c}");
    EXPECT_EQ(sources.line("other.yml", 3), "    secret");
}

}  // namespace
}  // namespace bobgen
