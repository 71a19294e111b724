/// Reports for other programs: SARIF, GitHub annotations, Markdown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "generator/emit/json.h"
#include "generator/report/markdown.h"
#include "generator/report/render.h"
#include "generator/report/text.h"

namespace bobgen {
namespace {

using Json = nlohmann::json;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Rule wrong{.id = "something-wrong",
                     .severity = Severity::error,
                     .summary = "a thing is wrong",
                     .why = "AWS refuses it",
                     .example = "A",
                     .better = "B",
                     .source = "https://docs.aws.amazon.com/x.html"};
constexpr Rule doubtful{.id = "something-doubtful",
                        .severity = Severity::warning,
                        .summary = "a thing is doubtful",
                        .why = "it may not be meant",
                        .example = "A",
                        .better = "B",
                        .source = "docs/validate.md"};

Sources sources() {
    return Sources([](const std::string& file) -> std::optional<std::string> {
        if (file == "template.yml") return "Größe: 'ä b'\nNext: 1\n";
        if (file == "stack.cpp") return "constexpr bob::Table t{.name = \"Users\"};\n";
        return std::nullopt;
    });
}

Diagnostic finding(const Rule& rule, std::string message, Place place, std::string fix = "do this") {
    return {.rule = &rule, .message = std::move(message), .primary = {place, ""}, .fix = std::move(fix)};
}

Report two() {
    Report report;
    report.enter("shop/dev");
    Diagnostic one = finding(wrong, "`Users` is wrong", {"stack.cpp", 1, 32});
    one.related.push_back({{"template.yml", 2, 1}, "said here"});
    one.related.push_back({{}, "and nowhere else"});
    report.add(std::move(one));
    report.add(finding(doubtful, "a doubt: 100%, or \"less\"", {"template.yml", 1, 10}));
    return report;
}

/// What the SARIF 2.1.0 schema (OASIS, 3.27 and the sections it refers to) requires of the parts that bob writes.
void expect_location(const Json& location) {
    const Json& physical = location.at("physicalLocation");
    EXPECT_TRUE(physical.at("artifactLocation").at("uri").is_string());
    if (!physical.contains("region")) return;
    const Json& region = physical["region"];
    EXPECT_GE(region.at("startLine").get<int>(), 1);
    if (region.contains("startColumn")) {
        EXPECT_GE(region["startColumn"].get<int>(), 1);
    }
    if (region.contains("endColumn")) {
        EXPECT_GT(region["endColumn"].get<int>(), region.at("startColumn").get<int>());
    }
}

void expect_sarif(const Json& log) {
    EXPECT_EQ(log.at("version"), "2.1.0");
    for (const Json& run : log.at("runs")) {
        const Json& driver = run.at("tool").at("driver");
        EXPECT_TRUE(driver.at("name").is_string());
        EXPECT_THAT((std::set<std::string>{"utf16CodeUnits", "unicodeCodePoints"}),
                    ::testing::Contains(run.at("columnKind").get<std::string>()));
        std::set<std::string> ids;
        for (const Json& rule : driver.at("rules")) {
            EXPECT_TRUE(ids.insert(rule.at("id").get<std::string>()).second) << "rules are unique";
            for (const char* text : {"shortDescription", "fullDescription", "help"})
                EXPECT_FALSE(rule.at(text).at("text").get<std::string>().empty());
            if (rule.contains("helpUri")) {
                EXPECT_THAT(rule["helpUri"].get<std::string>(), StartsWith("https://"));
            }
        }
        for (const Json& result : run.at("results")) {
            EXPECT_EQ(driver["rules"].at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
            EXPECT_THAT((std::set<std::string>{"error", "warning", "note", "none"}),
                        ::testing::Contains(result.at("level").get<std::string>()));
            EXPECT_FALSE(result.at("message").at("text").get<std::string>().empty());
            for (const Json& location : result.at("locations")) expect_location(location);
            if (result.contains("relatedLocations"))
                for (const Json& location : result["relatedLocations"])
                    if (location.contains("physicalLocation")) expect_location(location);
            if (result.contains("suppressions")) {
                for (const Json& one : result["suppressions"])
                    EXPECT_THAT((std::set<std::string>{"inSource", "external"}),
                                ::testing::Contains(one.at("kind").get<std::string>()));
            }
        }
    }
}

TEST(Sarif, HasWhatTheSchemaAsksFor) {
    Report report = two();
    report.add(Suppressed{finding(wrong, "known", {"template.yml", 2, 1}), "accepted", {"suppressions.yml", 3, 4}});
    Sources files = sources();
    const Json log = Json::parse(render_sarif(report, files));
    expect_sarif(log);
    const Json& results = log["runs"][0]["results"];
    ASSERT_EQ(results.size(), 3u);
    EXPECT_EQ(results[0]["level"], "error");
    EXPECT_EQ(results[0]["message"]["text"], "`Users` is wrong.\nDo this.");
    EXPECT_EQ(results[0]["relatedLocations"].size(), 2u);
    EXPECT_EQ(results[0]["properties"]["stacks"], Json::array({"shop/dev"}));
    EXPECT_FALSE(results[0].contains("suppressions"));
    EXPECT_EQ(results[2]["suppressions"][0]["justification"], "accepted");
    EXPECT_EQ(log["runs"][0]["tool"]["driver"]["rules"].size(), 2u);
}

TEST(Sarif, CountsCharacters) {
    Report report;
    report.add(finding(wrong, "x", {"template.yml", 1, 10}));
    Sources files = sources();
    const Json region =
        Json::parse(render_sarif(report, files))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    EXPECT_EQ(region, (Json{{"startLine", 1}, {"startColumn", 8}, {"endColumn", 13}}));
}

TEST(Sarif, NamesFilesAsUris) {
    const auto uri = [](const char* file) {
        Report report;
        report.add(finding(wrong, "x", {file, 1, 1}));
        Sources files = sources();
        return Json::parse(render_sarif(
            report, files))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .get<std::string>();
    };
    EXPECT_EQ(uri("a b/ü.yml"), "a%20b/%C3%BC.yml");
    EXPECT_EQ(uri("./x.yml"), "x.yml");
    EXPECT_EQ(uri("/x#y.yml"), "file:///x%23y.yml");
    EXPECT_EQ(uri("<stdin>"), "%3Cstdin%3E");
}

TEST(Sarif, TakesAnything) {
    Report report;
    report.add(finding(wrong, "\xff \x01 \"", {}));
    report.add(finding(doubtful, "no line", {"gone.yml", 7, 3}, ""));
    Sources files = sources();
    expect_sarif(Json::parse(render_sarif(report, files)));
    expect_sarif(Json::parse(render_sarif(Report(), files)));
}

TEST(Github, EscapesWhatTheRunnerReads) {
    Sources files = sources();
    Report report;
    report.add(finding(doubtful, "50% of a, b: c\nd", {"a,b:c%.yml", 3, 4}, ""));
    EXPECT_EQ(
        render_github(report, files),
        "::warning file=a%2Cb%3Ac%25.yml,line=3,col=4,title=something-doubtful::50%25 of a, b: c\\nd%0Awhy: it may "
        "not be meant\n");
    const std::string text = render_github(two(), files);
    EXPECT_THAT(text, StartsWith("::error file=stack.cpp,line=1,col=32,endColumn=39,title=something-wrong::"));
    EXPECT_THAT(text, HasSubstr("%0Atemplate.yml:2:1: said here%0Aand nowhere else%0Afix: do this\n"));
    EXPECT_EQ(render_github(Report(), files), "");
    Report of_lines;
    of_lines.add(finding(wrong, "a", {}, "add:\n`b`"));
    EXPECT_THAT(render_github(of_lines, files), HasSubstr("fix: add:%0A`b`\n"));
}

TEST(Github, AFindingIsALine) {
    Sources files = sources();
    Report report;
    report.add(finding(wrong, "a\r\n::error::b", {"x\ny.yml", 1, 1}, "c\n::stop-commands::d"));
    const std::string text = render_github(report, files);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 0);
}

TEST(Markdown, ErrorsComeFirst) {
    Report report;
    report.add(finding(doubtful, "later", {"template.yml", 1, 1}));
    report.add(finding(wrong, "`A` is wrong", {"template.yml", 2, 1}));
    Sources files = sources();
    const std::string text = render_markdown(report, files);
    EXPECT_THAT(text, StartsWith("**1 error, 1 warning**\n\n| |"));
    EXPECT_LT(text.find("`A` is wrong"), text.find("later"));
    EXPECT_THAT(text, HasSubstr("| :x: | `A` is wrong | `template.yml:2:1` | "
                                "[`something-wrong`](https://docs.aws.amazon.com/x.html) |\n"));
    EXPECT_THAT(text, HasSubstr("| :warning: | later | `template.yml:1:1` | `something-doubtful` |\n"));
    EXPECT_EQ(render_markdown(Report(), files), "**No findings**\n");
}

TEST(Markdown, IsNeitherMarkupNorHtmlNorAMention) {
    EXPECT_EQ(markdown::line("<b> *x* _y_ [z](u) a|b @you #1 & \\ ~"),
              "&lt;b&gt; \\*x\\* \\_y\\_ \\[z\\](u) a\\|b `@you` `#1` &amp; \\\\ \\~");
    EXPECT_EQ(markdown::line("`a|b <c>` d"), "`a\\|b <c>` d");
    EXPECT_EQ(markdown::line("an odd ` tick *"), "an odd \\` tick \\*");
    EXPECT_EQ(markdown::line("``"), "\\`\\`");
    EXPECT_EQ(markdown::line("a\nb"), "a\\\\nb");
    EXPECT_EQ(markdown::lines("a:\n`{*}`\n<b>"), "a:<br>`{*}`<br>&lt;b&gt;");
    EXPECT_EQ(markdown::code("a`b"), "`` a`b ``");
    EXPECT_EQ(markdown::code(""), "`  `");
    EXPECT_THAT(markdown::folded("<i>", "body"), StartsWith("<details><summary>&lt;i&gt;</summary>\n\nbody"));
}

TEST(Markdown, MakesNoMentionOfWhatIsNone) {
    const std::string hash = "0123456789abcdef0123456789abcdef01234567";
    EXPECT_EQ(markdown::line("see (#12), GH-3, a/b#4 and " + hash), "see `(#12),` `GH-3,` `a/b#4` and `" + hash + "`");
    EXPECT_EQ(markdown::line("a @ b # c, 123456 @ 5"), "a &#64; b &#35; c, 123456 &#64; 5");
    EXPECT_THAT(markdown::folded("@a <b", "x"), StartsWith("<details><summary><code>@a &lt;b</code></summary>"));
}

TEST(Markdown, MakesNoLinkOfAnAddress) {
    EXPECT_EQ(markdown::line("see https://a.example/x_y now, (www.b.example) ://"),
              "see `https://a.example/x_y` now, `(www.b.example)` `://`");
    EXPECT_EQ(markdown::block("diff", " ```\n-x\n"), "````diff\n ```\n-x\n````\n");
}

TEST(Sarif, MakesNoLinkOfWhatIsTold) {
    Report report;
    report.add(finding(wrong, "[click](https://a.example)", {"template.yml", 1, 1}));
    Sources files = sources();
    EXPECT_EQ(Json::parse(render_sarif(report, files))["runs"][0]["results"][0]["message"]["text"],
              "[click] (https: //a.example).\nDo this.");
}

TEST(Formats, SayNoCommandOfACiRunner) {
    EXPECT_EQ(printable("a##[error]b ##VSO[x] ##x"), "a#\\x23[error]b #\\x23VSO[x] ##x");
    EXPECT_EQ(without_commands("a ::b\n ::error::c\n::d\n##[e]\n"), "a ::b\n \\x3a:error::c\n\\x3a:d\n#\\x23[e]\n");
    EXPECT_EQ(without_commands(" ::: a.yml:1:1\n"), " ::: a.yml:1:1\n") << "no command to anybody";
    EXPECT_EQ(Cells("x ##[error]y").slice(0, 12), "x #?[error]y");
    std::string json;
    write_json(Value("##[error]"), json, JsonStyle::compact);
    EXPECT_EQ(json, R"("#\u0023[error]")");
    EXPECT_EQ(Json::parse(json), "##[error]");
}

TEST(Formats, ListWhatIsSuppressedNewOnesFirst) {
    Report report;
    report.add(Suppressed{finding(wrong, "old", {"template.yml", 2, 1}), "known for long", {}, "2099-01-01", false});
    report.add(Suppressed{finding(wrong, "fresh", {"template.yml", 2, 1}), "because", {}, "", true});
    Sources files = sources();
    EXPECT_EQ(render_text(report, files),
              "newly suppressed[something-wrong]: fresh\n --> template.yml:2:1\n  = reason: because\n"
              "suppressed until 2099-01-01[something-wrong]: old\n --> template.yml:2:1\n  = reason: known for long\n\n"
              "2 suppressed\n");
    for (const Format& one : formats()) {
        const std::string text = one.render(report, files, {});
        EXPECT_LT(text.find("because"), text.find("known for long")) << one.name;
        EXPECT_NE(text.find("known for long"), text.npos) << one.name;
    }
    EXPECT_THAT(render_markdown(report, files),
                HasSubstr(":warning: 1 suppressed by this change:\n\n- `something-wrong`"));
}

TEST(Markdown, FitsIntoAComment) {
    Report report;
    for (int i = 0; i < 5000; ++i)
        report.add(finding(wrong, "number " + std::to_string(i) + std::string(100, 'x'), {"template.yml", 1, 1}));
    for (int i = 0; i < 5000; ++i)
        report.add(Suppressed{finding(wrong, "known " + std::to_string(i), {"template.yml", 1, 1}), "because", {}});
    Sources files = sources();
    const std::string text = render_markdown(report, files);
    EXPECT_LT(text.size(), 65'000u);
    EXPECT_THAT(text, HasSubstr(" more | | |\n"));
    EXPECT_THAT(text, HasSubstr("**5000 errors, 5000 suppressed**"));
}

TEST(Formats, EachIsFoundByItsName) {
    EXPECT_THAT(format_names(), ::testing::ElementsAre("text", "short", "json", "sarif", "github", "markdown"));
    for (const Format& one : formats()) EXPECT_EQ(find_format(one.name)->render, one.render);
    EXPECT_EQ(find_format("xml"), nullptr);
}

TEST(Formats, SuppressedFindingsCountApart) {
    Report report = two();
    report.add(Suppressed{finding(wrong, "known", {"template.yml", 2, 1}), "accepted", {}});
    EXPECT_EQ(report.errors(), 1u);
    EXPECT_EQ(count(report), "1 error, 1 warning, 1 suppressed");
}

TEST(Formats, NothingOfMegabytesIsComparedTwice) {
    Report report;
    for (int i = 0; i < 50'000; ++i) report.add(finding(wrong, std::to_string(i), {"template.yml", 1, 1}));
    for (int i = 0; i < 50'000; ++i) report.add(finding(wrong, std::to_string(i), {"template.yml", 1, 1}));
    EXPECT_EQ(report.errors(), 50'000u);
}

}  // namespace
}  // namespace bobgen
