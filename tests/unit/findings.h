/// The findings of a check in a template, in a form that a test can compare easily.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "generator/analysis/facts.h"
#include "generator/report/report.h"
#include "tests/unit/template_from_json.h"

namespace bobgen::testing {

/// The findings of one check in one JSON template.
class Findings {
public:
    /// A check takes the template, or the facts of it.
    template <class Check>
    Findings(Check* check, std::string_view json) : made_(template_from_json(json)) {
        check(made_.value, report_);
    }

    const std::vector<Diagnostic>& all() const { return report_.diagnostics(); }

    /// "rule /place", in the order found.
    std::vector<std::string> at() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : all())
            made.push_back(std::string(one.rule->id) + " " + std::string(made_.pointer(one.primary.place)));
        return made;
    }

    /// "rule", in the order of finding.
    std::vector<std::string> rules() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : all()) made.emplace_back(one.rule->id);
        return made;
    }

    /// The only finding; a failure and an empty one if there are more or none.
    const Diagnostic& only() const {
        static const Rule no_rule{};
        static const Diagnostic nothing{.rule = &no_rule};
        EXPECT_EQ(all().size(), 1u) << ::testing::PrintToString(at());
        return all().size() == 1 ? all().front() : nothing;
    }

    std::vector<std::string> related_to(const Diagnostic& one) const {
        std::vector<std::string> made;
        for (const Label& label : one.related)
            made.push_back(std::string(made_.pointer(label.place)) + ": " + label.text);
        return made;
    }

private:
    JsonTemplate made_;
    Report report_;
};

/// The resources as a template.
inline std::string of_resources(std::string_view members) { return R"({"Resources": {)" + std::string(members) + "}}"; }

/// Checks what every diagnostic must satisfy (the style of messages).
inline void expect_style(const Findings& findings) {
    for (const Diagnostic& one : findings.all()) {
        EXPECT_FALSE(one.message.empty());
        EXPECT_NE(one.message.back(), '.') << one.message;
        EXPECT_FALSE(one.fix.empty()) << one.message;
        EXPECT_NE(one.fix.back(), '.') << one.fix;
        const auto plain = [](std::string_view text) {
            return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
        };
        EXPECT_TRUE(plain(one.message)) << one.message;
        EXPECT_TRUE(plain(one.fix)) << one.fix;
        EXPECT_TRUE(one.primary.place.known()) << one.message;
    }
}

}  // namespace bobgen::testing
