#include "generator/hidden.h"

#include <gtest/gtest.h>

#include <algorithm>

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
    const Template written = without_hidden_values(*hidden);
    EXPECT_EQ(written.parameters[0].body.find("Default"), nullptr);
    EXPECT_NE(written.parameters[1].body.find("Default"), nullptr);
    EXPECT_FALSE(with_hidden_parameters(written));
}

TEST(Hidden, EveryNoEchoThatIsNotClearlyFalse) {
    const auto hidden_default = [](const std::string& no_echo) {
        Report report;
        const auto tree = read_template("Parameters:\n  A: {Type: String, NoEcho: " + no_echo +
                                            ", Default: x, AllowedValues: [x, y]}\n"
                                            "Resources: {Q: {Type: 'AWS::SQS::Queue'}}\n",
                                        "t.yml", {}, report);
        return with_hidden_parameters(*tree);
    };
    for (const char* hides : {"true", "'true'", "yes", "'yes'", "1", "treu", "null", "[true]", "!Ref B", "''"}) {
        const auto shown = hidden_default(hides);
        ASSERT_TRUE(shown) << hides;
        const Value& body = shown->parameters[0].body;
        EXPECT_EQ(body.find("Default")->text(), "****");
        EXPECT_EQ(*body.find("AllowedValues"), list({"****", "****"}));
        EXPECT_EQ(without_hidden_values(*shown).parameters[0].body.find("AllowedValues"), nullptr);
    }
    for (const char* shows : {"false", "'false'", "False", "no"}) EXPECT_FALSE(hidden_default(shows)) << shows;
}

TEST(Hidden, PlacesAreThoseOfDroppedValuesToo) {
    Report report;
    HiddenText hidden;
    const std::string text = "A:\n  NoEcho: true\n  Default: one\n  Default: two\nB: {Default: three}\n";
    EXPECT_TRUE(read_document(text, "t.yml", Dialect::cloudformation, report, hidden));
    ASSERT_EQ(hidden.places.size(), 2u);
    EXPECT_EQ(hidden.places[0], Place("t.yml", 3, 12));
    EXPECT_EQ(hidden.places[1], Place("t.yml", 4, 12));
    EXPECT_TRUE(hidden.files.empty());
    EXPECT_FALSE(read_document("A: {NoEcho: true, Default: \"x", "u.yml", Dialect::cloudformation, report, hidden));
    EXPECT_EQ(hidden.files, std::vector<std::string>{"u.yml"});
    Sources sources([&](const std::string&) { return std::optional(text); }, {}, {"u.yml"});
    EXPECT_FALSE(sources.line("u.yml", 1));
    EXPECT_TRUE(sources.line("t.yml", 1));
}

TEST(Hidden, PlacesAreNotedOnceHoweverDeepTheyAre) {
    constexpr std::size_t levels = 400, values = 50'000;
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += R"({"NoEcho": true, "Default": )";
    text += "[";
    for (std::size_t i = 0; i < values; ++i) text += i == 0 ? "1" : ",1";
    text += "]" + std::string(levels, '}');
    Report report;
    HiddenText hidden;
    EXPECT_TRUE(read_document(text, "t.json", Dialect::data, report, hidden));
    EXPECT_EQ(
        std::count_if(hidden.places.begin(), hidden.places.end(), [&](Place one) { return one.column > levels * 28; }),
        static_cast<std::ptrdiff_t>(values));
    EXPECT_LT(hidden.places.size(), values + 2 * levels);
    Sources sources([&](const std::string&) { return std::optional(text); }, hidden.places);
    EXPECT_EQ(sources.line("t.json", 1)->find('1'), std::string_view::npos);
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
