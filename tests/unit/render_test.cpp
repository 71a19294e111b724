#include "generator/report/render.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "generator/report/text.h"

namespace bobgen {
namespace {

constexpr Rule type_conflict{
    .id = "attribute-type-conflict",
    .severity = Severity::error,
    .summary = "a key attribute has two types",
    .why = "a table defines each key attribute once, with one type, and its indexes share it",
    .example = "",
    .better = "",
    .source = "",
};
constexpr Rule route_conflict{
    .id = "route-conflict",
    .severity = Severity::error,
    .summary = "a route is declared twice",
    .why = "an HTTP API holds each route key once, so the second declaration fails at deploy time",
    .example = "",
    .better = "",
    .source = "",
};
constexpr Rule timeout_too_long{
    .id = "http-timeout-too-long",
    .severity = Severity::warning,
    .summary = "a function outlives its route",
    .why = "an HTTP API stops waiting after 30 seconds, so the rest of the timeout is never used",
    .example = "",
    .better = "",
    .source = "",
};
constexpr Rule silent{
    .id = "silent", .severity = Severity::warning, .summary = "", .why = "", .example = "", .better = "", .source = ""};

/// Files in memory, which also counts how often each is read.
struct Files {
    std::map<std::string, std::string> texts;
    std::map<std::string, int> reads;

    Sources sources() {
        return Sources([this](const std::string& file) -> std::optional<std::string> {
            ++reads[file];
            const auto found = texts.find(file);
            return found == texts.end() ? std::nullopt : std::optional(found->second);
        });
    }
};

std::string text_of(const Report& report, std::map<std::string, std::string> texts, const Look& look = {}) {
    Files files{std::move(texts), {}};
    Sources sources = files.sources();
    return render_text(report, sources, look);
}

std::string text_of(Diagnostic found, std::map<std::string, std::string> texts, const Look& look = {}) {
    Report report;
    report.add(std::move(found));
    return text_of(report, std::move(texts), look);
}

/// A finding of a rule without reason, so that expectations are about the excerpt alone.
Diagnostic quiet(Label primary, std::vector<Label> related = {}) {
    return {.rule = &silent,
            .message = "something",
            .primary = std::move(primary),
            .related = std::move(related),
            .fix = "",
            .why = "",
            .stack = ""};
}

Diagnostic two_types() {
    return {.rule = &type_conflict,
            .message = "key attribute `createdAt` has two types in table `games`",
            .primary = {{"stacks/dojo/games.cpp", 13, 26}, "a number here"},
            .related = {{{"stacks/dojo/games.cpp", 8, 18}, "a string here"}},
            .fix = "give both keys the same type, or rename one attribute",
            .why = "",
            .stack = ""};
}

const std::string games = R"(#include "bob/bob.h"

Table<> games() {
    return {
    .name = "games",

    .partition_key = {"id", Scalar::string},
    .sort_key = {"createdAt", Scalar::string},
    .global_indexes =
        {
            {
            .name = "ByCreation",
            .sort_key = {"createdAt", Scalar::number},
            },
        },
    };
}
)";

Diagnostic outlives_its_route() {
    return {.rule = &timeout_too_long,
            .message = "function `exportGames` may run for 60s, but its route times out after 30s",
            .primary = {{"stacks/dojo/users.cpp", 15, 16}, "set here"},
            .related = {{{"stacks/dojo/users.cpp", 16, 29}, "called over HTTP here"}},
            .fix = "set `.timeout = 30s`, or pass the long work to a queue",
            .why = "",
            .stack = ""};
}

const std::string users = std::string(14, '\n') + R"(    .timeout = 60s,
    .http = {{Method::post, "/games/export"}},
)";

TEST(render_text, two_places_in_one_file) {
    EXPECT_EQ(text_of(two_types(), {{"stacks/dojo/games.cpp", games}}),
              R"(error[attribute-type-conflict]: key attribute `createdAt` has two types in table `games`
  --> stacks/dojo/games.cpp:13:26
   |
 8 |     .sort_key = {"createdAt", Scalar::string},
   |                  ----------- a string here
  ...
13 |             .sort_key = {"createdAt", Scalar::number},
   |                          ^^^^^^^^^^^ a number here
   |
   = why: a table defines each key attribute once, with one type, and its indexes share it
   = fix: give both keys the same type, or rename one attribute

1 error
)");
}

TEST(render_text, two_files) {
    const std::string route = std::string(7, '\n') + R"(    .http = {{Method::get, "/user/{username}"}},)";
    const Diagnostic found{.rule = &route_conflict,
                           .message = "route `GET /user/{username}` is declared twice",
                           .primary = {{"stacks/dojo/profiles.cpp", 8, 28}, "also declared by function `getProfile`"},
                           .related = {{{"stacks/dojo/users.cpp", 8, 28}, "first declared by function `getUser`"}},
                           .fix = "give one of the two a different path, for example `/profile/{username}`",
                           .why = "",
                           .stack = ""};
    EXPECT_EQ(text_of(found, {{"stacks/dojo/profiles.cpp", route}, {"stacks/dojo/users.cpp", route}}),
              R"(error[route-conflict]: route `GET /user/{username}` is declared twice
 --> stacks/dojo/profiles.cpp:8:28
  |
8 |     .http = {{Method::get, "/user/{username}"}},
  |                            ^^^^^^^^^^^^^^^^^^ also declared by function `getProfile`
 ::: stacks/dojo/users.cpp:8:28
  |
8 |     .http = {{Method::get, "/user/{username}"}},
  |                            ------------------ first declared by function `getUser`
  |
  = why: an HTTP API holds each route key once, so the second declaration fails at deploy time
  = fix: give one of the two a different path, for example `/profile/{username}`

1 error
)");
}

TEST(render_text, warning_about_two_settings) {
    EXPECT_EQ(
        text_of(outlives_its_route(), {{"stacks/dojo/users.cpp", users}}),
        R"(warning[http-timeout-too-long]: function `exportGames` may run for 60s, but its route times out after 30s
  --> stacks/dojo/users.cpp:15:16
   |
15 |     .timeout = 60s,
   |                ^^^ set here
16 |     .http = {{Method::post, "/games/export"}},
   |                             --------------- called over HTTP here
   |
   = why: an HTTP API stops waiting after 30 seconds, so the rest of the timeout is never used
   = fix: set `.timeout = 30s`, or pass the long work to a queue

1 warning
)");
}

TEST(render_text, counts_errors_and_warnings) {
    Report report;
    EXPECT_EQ(text_of(report, {}), "");
    report.add(two_types());
    report.add(outlives_its_route());
    report.add(two_types());
    Diagnostic other = two_types();
    other.message = "another";
    report.add(other);
    EXPECT_EQ(count(report), "2 errors, 1 warning");
    const std::string text = text_of(report, {});
    EXPECT_TRUE(text.ends_with("\n\n2 errors, 1 warning\n")) << text;
}

TEST(render_text, shows_the_only_line_between_two) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 1}, "one"}, {{{"a.cpp", 3, 1}, "three"}}), {{"a.cpp", "a\nb\nc\n"}}),
              R"(warning[silent]: something
 --> a.cpp:1:1
  |
1 | a
  | ^ one
2 | b
3 | c
  | - three
  |

1 warning
)");
}

TEST(render_text, two_labels_share_their_line) {
    const std::string line = R"(    .timeout = 60s, .memory = 512_MB,)";
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 31}, "set here"}, {{{"a.cpp", 1, 16}, "and here"}}), {{"a.cpp", line}}),
              R"(warning[silent]: something
 --> a.cpp:1:31
  |
1 |     .timeout = 60s, .memory = 512_MB,
  |                ---            ^^^^^^ set here
  |                |
  |                and here
  |

1 warning
)");
}

TEST(render_text, three_labels_on_a_line_hang_from_their_marks) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 2}, "first"}, {{{"a.cpp", 1, 5}, "second"}, {{"a.cpp", 1, 8}, "third"}}),
                      {{"a.cpp", "{a, b, c}"}}),
              R"(warning[silent]: something
 --> a.cpp:1:2
  |
1 | {a, b, c}
  |  ^  -  - third
  |  |  |
  |  |  second
  |  first
  |

1 warning
)");
}

TEST(render_text, a_label_on_the_place_of_the_finding) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 12}, "set here"}, {{{"a.cpp", 1, 12}, "and read here"}}),
                      {{"a.cpp", ".timeout = 60s,"}}),
              R"(warning[silent]: something
 --> a.cpp:1:12
  |
1 | .timeout = 60s,
  |            ^^^ set here
  |            |
  |            and read here
  |

1 warning
)");
}

TEST(render_text, a_label_within_another) {
    EXPECT_EQ(text_of(quiet({{"a.yml", 1, 5}, "this"}, {{{"a.yml", 1, 1}, "in this list"}}), {{"a.yml", "[a, bc, d]"}}),
              R"(warning[silent]: something
 --> a.yml:1:5
  |
1 | [a, bc, d]
  | ----^^----
  | |   |
  | |   this
  | in this list
  |

1 warning
)");
}

TEST(render_text, labels_without_text_are_marks_only) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 2}, ""}, {{{"a.cpp", 1, 5}, ""}}), {{"a.cpp", "{a, b}"}}),
              R"(warning[silent]: something
 --> a.cpp:1:2
  |
1 | {a, b}
  |  ^  -
  |

1 warning
)");
}

TEST(render_text, last_line_without_newline_and_crlf) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 2, 1}, "here"}, {{{"a.cpp", 1, 1}, "there"}}), {{"a.cpp", "one\r\ntwo"}}),
              R"(warning[silent]: something
 --> a.cpp:2:1
  |
1 | one
  | --- there
2 | two
  | ^^^ here
  |

1 warning
)");
}

TEST(render_text, a_column_behind_the_line_marks_its_end) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 40}, "missing here"}), {{"a.cpp", "abc\n"}}),
              R"(warning[silent]: something
 --> a.cpp:1:4
  |
1 | abc
  |    ^ missing here
  |

1 warning
)");
}

TEST(render_text, the_end_of_a_file_is_a_line) {
    EXPECT_EQ(text_of(quiet({{"a.yml", 2, 1}, "the list is not closed"}), {{"a.yml", "a: [1\n"}}),
              R"(warning[silent]: something
 --> a.yml:2:1
  |
2 |
  | ^ the list is not closed
  |

1 warning
)");
}

TEST(render_text, a_place_without_column_has_no_mark) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 0}, "somewhere here"}), {{"a.cpp", "    abc\n"}}),
              R"(warning[silent]: something
 --> a.cpp:1
  |
1 |     abc
  |     somewhere here
  |

1 warning
)");
}

TEST(render_text, columns_are_bytes_and_marks_are_cells) {
    // Before the mark there are 12 bytes, 7 characters, 9 cells.
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 13}, "here"}), {{"a.cpp", "\"é日本\", 60s"}}),
              "warning[silent]: something\n"
              " --> a.cpp:1:13\n"
              "  |\n"
              "1 | \"é日本\", 60s\n"
              "  |          ^^^ here\n"
              "  |\n"
              "\n"
              "1 warning\n");
}

TEST(render_text, a_mark_is_as_wide_as_its_text) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 1}, "here"}), {{"a.cpp", "\"é日本e\u0301\", 60s"}}),
              "warning[silent]: something\n"
              " --> a.cpp:1:1\n"
              "  |\n"
              "1 | \"é日本e\u0301\", 60s\n"
              "  | ^^^^^^^^ here\n"
              "  |\n"
              "\n"
              "1 warning\n");
}

TEST(render_text, tabs_become_spaces) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 15}, "here"}), {{"a.cpp", "\t\t.timeout =\t60s,\t// long"}}),
              R"(warning[silent]: something
 --> a.cpp:1:14
  |
1 |         .timeout =  60s,    // long
  |                     ^^^ here
  |

1 warning
)");
}

TEST(render_text, control_characters_do_not_reach_the_terminal) {
    EXPECT_EQ(text_of(quiet({{"a.yml", 1, 1}, "a\x1b[2Jb"}), {{"a.yml", "ab\x1b[31m\xE2\x80\xAE: \xFFz\n"}}),
              R"(warning[silent]: something
 --> a.yml:1:1
  |
1 | ab?[31m?: ?z
  | ^^^^^^^^ a\x1b[2Jb
  |

1 warning
)");
}

TEST(render_text, a_long_line_is_cut_around_the_mark) {
    const std::string line = std::string(300, 'a') + ", \"here\", " + std::string(300, 'b');
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 303}, "this"}), {{"a.cpp", line}}),
              "warning[silent]: something\n"
              " --> a.cpp:1:303\n"
              "  |\n"
              "1 | ..." +
                  std::string(22, 'a') + ", \"here\", " + std::string(88, 'b') +
                  "...\n"
                  "  | " +
                  std::string(27, ' ') +
                  "^^^^^^ this\n"
                  "  |\n"
                  "\n"
                  "1 warning\n");
}

TEST(render_text, a_long_line_is_cut_behind_a_mark_at_its_beginning) {
    const std::string line = "\"here\", " + std::string(300, 'b');
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 1}, "this"}), {{"a.cpp", line}}),
              "warning[silent]: something\n"
              " --> a.cpp:1:1\n"
              "  |\n"
              "1 | \"here\", " +
                  std::string(112, 'b') +
                  "...\n"
                  "  | ^^^^^^ this\n"
                  "  |\n"
                  "\n"
                  "1 warning\n");
}

TEST(render_text, marks_far_apart_on_one_line_have_a_window_each) {
    const std::string line = "{\"a\":1," + std::string(300, ' ') + "\"b\":2}";
    EXPECT_EQ(text_of(quiet({{"a.json", 1, 2}, "one"}, {{{"a.json", 1, 308}, "two"}}), {{"a.json", line}}),
              "warning[silent]: something\n"
              " --> a.json:1:2\n"
              "  |\n"
              "1 | {\"a\":1," +
                  std::string(113, ' ') +
                  "...\n"
                  "  |  ^^^ one\n"
                  "1 | ..." +
                  std::string(24, ' ') +
                  "\"b\":2}\n"
                  "  |    " +
                  std::string(24, ' ') +
                  "--- two\n"
                  "  |\n"
                  "\n"
                  "1 warning\n");
}

TEST(render_text, a_mark_longer_than_the_window_ends_with_it) {
    const std::string line = '"' + std::string(200, 'x') + '"';
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 1}, "long"}), {{"a.cpp", line}}),
              "warning[silent]: something\n"
              " --> a.cpp:1:1\n"
              "  |\n"
              "1 | \"" +
                  std::string(119, 'x') +
                  "...\n"
                  "  | " +
                  std::string(121, '^') +
                  " long\n"
                  "  |\n"
                  "\n"
                  "1 warning\n");
}

TEST(render_text, a_wide_character_is_not_cut_in_half) {
    std::string line;
    for (int i = 0; i < 100; ++i) line += "日";
    line = "x" + line + ", 60s";
    const std::string text = text_of(quiet({{"a.cpp", 1, 304}, "here"}), {{"a.cpp", line}});
    EXPECT_EQ(text,
              "warning[silent]: something\n"
              " --> a.cpp:1:304\n"
              "  |\n"
              "1 | ...日日日日日日日日日日日, 60s\n"
              "  |                            ^^^ here\n"
              "  |\n"
              "\n"
              "1 warning\n");
}

TEST(render_text, without_source_place_and_words) {
    EXPECT_EQ(text_of(two_types(), {}),
              R"(error[attribute-type-conflict]: key attribute `createdAt` has two types in table `games`
 --> stacks/dojo/games.cpp:13:26: a number here
 ::: stacks/dojo/games.cpp:8:18: a string here
  = why: a table defines each key attribute once, with one type, and its indexes share it
  = fix: give both keys the same type, or rename one attribute

1 error
)");
}

TEST(render_text, a_line_that_is_gone_is_told_by_its_place) {
    EXPECT_EQ(text_of(quiet({{"a.cpp", 1, 1}, "here"}, {{{"a.cpp", 99, 3}, "there"}}), {{"a.cpp", "abc\n"}}),
              R"(warning[silent]: something
 --> a.cpp:1:1
  |
1 | abc
  | ^^^ here
 ::: a.cpp:99:3: there

1 warning
)");
}

TEST(render_text, without_place_the_words_alone) {
    Diagnostic found = quiet({{}, "in the whole stack"}, {{{}, "and another"}});
    found.fix = "do it";
    EXPECT_EQ(text_of(found, {}),
              R"(warning[silent]: something
  = note: in the whole stack
  = note: and another
  = fix: do it

1 warning
)");
}

TEST(render_text, a_file_as_a_whole) {
    EXPECT_EQ(text_of(quiet({{"stacks/a/config/dev.yml", 0, 0}, "has no `domain`"}), {}),
              R"(warning[silent]: something
 --> stacks/a/config/dev.yml: has no `domain`

1 warning
)");
}

TEST(render_text, long_notes_wrap_below_themselves) {
    Diagnostic found = quiet({{}, ""});
    found.why =
        "a function that reads a table through an index needs the index's own ARN in its role, because DynamoDB "
        "checks a query against the index and not against the table, so the call is refused at run time";
    found.fix = "one of\n.uses = {queries<users, \"ByName\">}\n.uses = {reads<users>}";
    EXPECT_EQ(text_of(found, {}),
              R"(warning[silent]: something
  = why: a function that reads a table through an index needs the index's own ARN in its role, because
         DynamoDB checks a query against the index and not against the table, so the call is refused at run
         time
  = fix: one of
         .uses = {queries<users, "ByName">}
         .uses = {reads<users>}

1 warning
)");
}

TEST(render_text, code_is_not_broken) {
    Diagnostic found = quiet({{}, ""});
    found.fix = "write there `.sort_key = key<&User::name>` instead";
    EXPECT_EQ(text_of(found, {}, {.colour = false, .columns = 48}),
              R"(warning[silent]: something
  = fix: write there
         `.sort_key = key<&User::name>` instead

1 warning
)");
}

TEST(render_text, names_the_stages_when_it_is_just_some) {
    const auto report_of = [](std::vector<std::string> with, std::vector<std::string> without) {
        Report report;
        for (const std::string& stack : with) {
            report.enter(stack);
            report.add(quiet({{}, ""}));
        }
        for (const std::string& stack : without) report.enter(stack);
        return report;
    };
    const std::string bare = "warning[silent]: something\n\n1 warning\n";
    EXPECT_EQ(text_of(report_of({"scheduler/dev"}, {}), {}), bare);
    EXPECT_EQ(text_of(report_of({"scheduler/dev", "scheduler/simple"}, {}), {}), bare);
    EXPECT_EQ(text_of(report_of({"scheduler/dev"}, {"outsmart/dev"}), {}), bare);
    EXPECT_EQ(text_of(report_of({"scheduler/dev"}, {"scheduler/simple"}), {}),
              "warning[silent]: something\n  = stack: scheduler/dev\n\n1 warning\n");
    EXPECT_EQ(text_of(report_of({"scheduler/a", "scheduler/b"}, {"scheduler/ab"}), {}),
              "warning[silent]: something\n  = stack: scheduler/a, scheduler/b\n\n1 warning\n");
}

TEST(render_text, colour_changes_no_character) {
    const std::map<std::string, std::string> files{{"stacks/dojo/games.cpp", games}};
    const std::string plain = text_of(two_types(), files);
    std::string coloured = text_of(two_types(), files, {.colour = true});
    EXPECT_NE(coloured.find("\x1b[1;31merror[attribute-type-conflict]\x1b[0m\x1b[1m: key attribute"), coloured.npos);
    EXPECT_NE(coloured.find("\x1b[1;31m^^^^^^^^^^^\x1b[0m \x1b[1;31ma number here\x1b[0m\n"), coloured.npos);
    for (std::size_t at; (at = coloured.find('\x1b')) != coloured.npos;)
        coloured.erase(at, coloured.find('m', at) - at + 1);
    EXPECT_EQ(coloured, plain);
    EXPECT_EQ(plain.find('\x1b'), plain.npos);
}

TEST(render_text, a_file_is_read_once_and_only_when_it_is_shown) {
    Files files{{{"a.cpp", "a\nb\n"}, {"b.cpp", "c\n"}}, {}};
    Sources sources = files.sources();
    Report report;
    EXPECT_EQ(render_text(report, sources), "");
    EXPECT_TRUE(files.reads.empty());
    report.add(quiet({{"a.cpp", 1, 1}, "a"}, {{{"a.cpp", 2, 1}, "b"}, {{"missing.cpp", 2, 1}, "b"}}));
    render_text(report, sources);
    render_text(report, sources);
    EXPECT_EQ(files.reads, (std::map<std::string, int>{{"a.cpp", 1}, {"missing.cpp", 1}}));
}

TEST(render_short, a_line_a_finding) {
    Report report;
    report.add(outlives_its_route());
    report.add(two_types());
    report.add(quiet({{}, "x"}));
    Diagnostic whole_file = quiet({{"dev.yml", 0, 0}, "x"});
    whole_file.message = "two\nlines";
    report.add(whole_file);
    Files files{{{"stacks/dojo/users.cpp", users}}, {}};
    Sources sources = files.sources();
    EXPECT_EQ(
        render_short(report, sources),
        R"(stacks/dojo/users.cpp:15:16: warning: function `exportGames` may run for 60s, but its route times out after 30s [http-timeout-too-long]
stacks/dojo/games.cpp:13:26: error: key attribute `createdAt` has two types in table `games` [attribute-type-conflict]
warning: something [silent]
dev.yml: warning: two\nlines [silent]
)");
}

TEST(render_json, an_object_a_line) {
    Report report;
    report.enter("dojo/dev");
    report.add(outlives_its_route());
    report.add(quiet({{}, ""}));
    report.enter("dojo/prod");
    report.add(outlives_its_route());
    Files files;
    Sources sources = files.sources();
    EXPECT_EQ(render_json(report, sources),
              R"([
{"rule":"http-timeout-too-long","severity":"warning","file":"stacks/dojo/users.cpp","line":15,"column":16,"message":"function `exportGames` may run for 60s, but its route times out after 30s","text":"set here","related":[{"file":"stacks/dojo/users.cpp","line":16,"column":29,"text":"called over HTTP here"}],"why":"an HTTP API stops waiting after 30 seconds, so the rest of the timeout is never used","fix":"set `.timeout = 30s`, or pass the long work to a queue","stacks":["dojo/dev","dojo/prod"]},
{"rule":"silent","severity":"warning","file":null,"line":null,"column":null,"message":"something","text":"","related":[],"why":"","fix":"","stacks":["dojo/dev"]}
]
)");
}

TEST(render_json, is_read_by_others) {
    Report report;
    Files files;
    Sources sources = files.sources();
    EXPECT_EQ(nlohmann::json::parse(render_json(report, sources)), nlohmann::json::array());
    Diagnostic found = two_types();
    found.message = "a \"quote\", a \\, a\nnewline, é, \x01";
    report.add(found);
    const auto read = nlohmann::json::parse(render_json(report, sources));
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0]["message"], found.message);
    EXPECT_EQ(read[0]["related"][0]["line"], 8);
}

TEST(formats, are_found_by_name) {
    Report report;
    report.add(two_types());
    Files files;
    Sources sources = files.sources();
    ASSERT_NE(find_format("short"), nullptr);
    EXPECT_EQ(find_format("short")->render(report, sources, {}), render_short(report, sources));
    EXPECT_EQ(find_format("text")->render(report, sources, {}), render_text(report, sources));
    EXPECT_EQ(find_format("json")->render(report, sources, {}), render_json(report, sources));
    EXPECT_EQ(find_format("xml"), nullptr);
}

struct Marked {
    const char* line;
    const char* marks;  ///< `@` marks the place, `^` the rest of the expected mark
};

/// `@` marks the place; the expected mark is from the first to the last sign.
void expect_marks(Span (*span)(std::string_view, std::size_t), const Marked& test) {
    const std::string_view marks = test.marks;
    const std::size_t first = marks.find_first_of("^@");
    const Span found = span(test.line, marks.find('@'));
    EXPECT_EQ(found, (Span{first, marks.size() - first}))
        << test.line << '\n'
        << marks << '\n'
        << std::string(found.first, ' ') << std::string(found.size, '#');
}

// The places in these are where GCC 12 reports them.
TEST(cpp_expression, is_the_whole_initialiser) {
    const Marked tests[] = {
        {R"(.a = "abc",)",  //
         R"(     @^^^^)"},
        {R"(.a = "say \"hi\"\\", .b = "x")",  //
         R"(     @^^^^^^^^^^^^^)"},
        {R"x(.a = R"(raw ", ) text)",)x",  //
         R"x(     @^^^^^^^^^^^^^^^^^)x"},
        {R"x(.a = u8R"--(a)" b)--"s, 1)x",  //
         R"x(     @^^^^^^^^^^^^^^^^)x"},
        {R"x(.a = R"(begins here)x",  //
         R"x(     @^^^^^^^^^^^^^)x"},
        {R"(.a = "abc" "def"sv, "g")",  //
         R"(     @^^^^^^^^^^^^)"},
        {R"(.a = 60s,)",  //
         R"(     @^^)"},
        {R"(.a = 1'000'000, 2)",  //
         R"(     @^^^^^^^^)"},
        {R"(.a = 512_MB})",  //
         R"(     @^^^^^)"},
        {R"(.a = 1.5e-3f})",  //
         R"(     @^^^^^^)"},
        {R"(.a = -1, .b)",  //
         R"(     @^)"},
        {R"(.a = 60s * 2, .b)",  //
         R"(     ^^^^@^^)"},
        {R"(.a = (n + 3) * 2, .b)",  //
         R"(     ^^^^^^^^@^^)"},
        {R"(.a = n < 3 && m > 4, .b)",  //
         R"(     ^^^^^^@^^^^^^^)"},
        {R"(.a = dev ? "x" : "y", .b)",  //
         R"(     ^^^^@^^^^^^^^^^)"},
        {R"(.a = 'x', .b)",  //
         R"(     @^^)"},
        {R"(.a = key<&User::name>,)",  //
         R"(     @^^^^^^^^^^^^^^^)"},
        {R"(.a = key<&User::name>.named("userName"),)",  //
         R"(     ^^^^^^^^^^^^^^^^^^^^^^@^^^^^^^^^^^)"},
        {R"(.uses = {reads<users>, queries<availabilities, "ByX">, writes<users>})",  //
         R"(                       @^^^^^^^^^^^^^^^^^^^^^^^^^^^^^)"},
        {R"(.a = bob::StreamViewType::keys_only,)",  //
         R"(     ^^^^^^^^^^^^^^^^^^^^^@^^^^^^^^)"},
        {R"(.a = std::chrono::seconds(3),)",  //
         R"(     ^^^^^^^^^^^^^^^^^^^^@^^)"},
        {R"(.a = bob::attribute("id", f(1, 2)), 3)",  //
         R"(     ^^^^^^^^^^^^^^@^^^^^^^^^^^^^^)"},
        {R"(.a = Config<int>{"booking.days"}, 3)",  //
         R"(     @^^^^^^^^^^^^^^^^^^^^^^^^^^)"},
        {R"(.a = std::map<int, std::vector<int>>(3), 3)",  //
         R"(     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^@^^)"},
        {R"(.a = settings.next->names[1], 3)",  //
         R"(     ^^^^^^^^^^^^^^^^^^^^^^@)"},
        {R"(.a = settings.next->name(), 3)",  //
         R"(     ^^^^^^^^^^^^^^^^^^^@^)"},
        {R"(.a = bob::sub( // on the next line)",  //
         R"(     ^^^^^@^^)"},
        {R"(.a = "abc" /* why, so */, 3)",  //
         R"(     @^^^^)"},
        {R"(    "abc"  // why)",  //
         R"(    @^^^^)"},
        {R"(return "abc";)",  //
         R"(       @^^^^)"},
        {R"(constexpr Table<User> users{)",  //
         R"(                      @^^^^)"},
        {R"(    .name)",  //
         R"(    @^^^^)"},
        {R"(});)",  //
         R"(@)"},
        {R"(.a = {1, 2}};)",  //
         R"(           @)"},
        {R"(.a = {"x", "y"}, 3)",  //
         R"(     @^^^^^^^^^)"},
        {R"(.a =  3)",  //
         R"(    @)"},
        {R"(.größe = "日本", 3)",  //
         "           @^^^^^^^"},
    };
    for (const Marked& test : tests) expect_marks(cpp_expression, test);
}

TEST(yaml_scalar, is_a_key_or_a_value) {
    const Marked tests[] = {
        {R"(timeout: 60  # long)",  //
         R"(@^^^^^^)"},
        {R"(timeout: 60  # long)",  //
         R"(         @^)"},
        {R"(path: /user/{name}, and more: no)",  //
         R"(      @^^^^^^^^^^^^^^^^^^^^^)"},
        {R"(url: https://example.com/#top)",  //
         R"(     @^^^^^^^^^^^^^^^^^^^^^^^)"},
        {R"("a\"b": 'it''s' # x)",  //
         R"(@^^^^^)"},
        {R"("a\"b": 'it''s' # x)",  //
         R"(        @^^^^^^)"},
        {R"(a: {b: c d, e: [f, g]} # x)",  //
         R"(   @^^^^^^^^^^^^^^^^^^)"},
        {R"(a: {b: c d, e: [f, g]})",  //
         R"(       @^^)"},
        {R"(a: {b: c d, e: [f, g]})",  //
         R"(                @)"},
        {R"(a: {b: ${self:x, 1}})",  //
         R"(       @^^^^^^^^^^^)"},
        {R"(it's: [a, b])",  //
         R"(      @^^^^^)"},
        {R"(a: [it, 'x]', y])",  //
         R"(              @)"},
        {R"(a: !GetAtt Users.Arn # x)",  //
         R"(   @^^^^^^^^^^^^^^^^)"},
        {R"(a: !Sub "${x} y" # x)",  //
         R"(   @^^^^^^^^^^^^)"},
        {R"(a: !Join)",  //
         R"(   @^^^^)"},
        {R"(a: &anchor 3)",  //
         R"(   @^^^^^^^^)"},
        {R"(a: |- # block)",  //
         R"(   @^)"},
        {R"(- - x y)",  //
         R"(  @)"},
        {R"(- -1)",  //
         R"(  @^)"},
        {R"(a: [1,)",  //
         R"(   @)"},
        {R"(a: "open)",  //
         R"(   @^^^^)"},
        {R"({"Timeout":60,"x":true})",  //
         R"( @^^^^^^^^)"},
        {R"({"Timeout":60,"x":true})",  //
         R"(           @^)"},
        {R"({"Timeout":60,"x":true})",  //
         R"(                  @^^^)"},
        {R"(a: # nothing)",  //
         R"(   @^^^^^^^^)"},
    };
    for (const Marked& test : tests) expect_marks(yaml_scalar, test);
}

TEST(marks, stay_within_any_line_at_any_column) {
    // Every prefix of hostile lines at every column: the mark is never outside, never empty.
    const std::string lines[] = {R"x(a<b>::c("x\"", R"d(y)d", '\'', {1, [2]}) >> 3 /* c */ // d)x",
                                 R"(a: {b: [c, "d\"", 'e''f'], g: !Sub "h"} # i)", "\xE6\x97\xA5 \"\\", "'\"([{<>}])'"};
    for (const std::string& line : lines) {
        for (std::size_t size = 1; size <= line.size(); ++size) {
            const std::string_view part(line.data(), size);
            for (std::size_t at = 0; at < size; ++at) {
                for (const auto span : {cpp_expression, yaml_scalar}) {
                    const Span found = span(part, at);
                    ASSERT_GT(found.size, 0u) << part << " at " << at;
                    ASSERT_LE(found.end(), size) << part << " at " << at;
                    ASSERT_LE(found.first, at) << part << " at " << at;
                    ASSERT_GT(found.end(), at) << part << " at " << at;
                }
            }
        }
    }
}

TEST(Sources, resolve_a_place_to_its_mark) {
    Files files{{{"a.cpp", ".key = key<&A::b>.named(\"c\"),\n"}}, {}};
    Sources sources = files.sources();
    EXPECT_EQ(sources.resolve({"a.cpp", 1, 24}), Place("a.cpp", 1, 8));
    EXPECT_EQ(sources.resolve({"a.cpp", 1, 0}), Place("a.cpp", 1, 0));
    EXPECT_EQ(sources.resolve({"b.cpp", 1, 24}), Place("b.cpp", 1, 24));
    EXPECT_EQ(sources.resolve({}), Place());
}

TEST(Sources, a_byte_order_mark_is_not_counted) {
    Files files{{{"a.yml", "\xEF\xBB\xBFkey: 1"}}, {}};
    Sources sources = files.sources();
    EXPECT_EQ(sources.line("a.yml", 1), "key: 1");
}

TEST(Sources, read_files_under_a_root) {
    std::string root = (std::filesystem::temp_directory_path() / "bob-sources-XXXXXX").string();
    ASSERT_NE(::mkdtemp(root.data()), nullptr);
    std::filesystem::create_directories(root + "/stacks/a");
    std::ofstream(root + "/stacks/a/stack.cpp") << "one\ntwo\n";
    Sources sources(files_under(root));
    EXPECT_EQ(sources.line("stacks/a/stack.cpp", 2), "two");
    EXPECT_EQ(sources.line("stacks/a/stack.cpp", 3), "");
    EXPECT_EQ(sources.line("stacks/a/stack.cpp", 4), std::nullopt);
    EXPECT_EQ(sources.line("stacks/a/stack.cpp", 0), std::nullopt);
    EXPECT_EQ(sources.line("stacks/a", 1), std::nullopt);
    EXPECT_EQ(sources.line("stacks/b.cpp", 1), std::nullopt);
    EXPECT_EQ(sources.line("", 1), std::nullopt);
    std::filesystem::remove_all(root);
}

TEST(text, a_word_of_a_command_means_itself) {
    for (const char* plain : {"orders", "shop-dev_1.2", "a/b:c@d%e+f,g"}) EXPECT_EQ(shell_word(plain), plain);
    EXPECT_EQ(shell_word(""), "''");
    EXPECT_EQ(shell_word("a b"), "'a b'");
    EXPECT_EQ(shell_word("$(x)`y`\"z\""), "'$(x)`y`\"z\"'");
    EXPECT_EQ(shell_word("it's"), R"('it'\''s')");
    EXPECT_EQ(shell_word("a\nb\xD8\x9C"), R"('a\nb\xd8\x9c')") << "on one line";
    EXPECT_EQ(within_double_quotes("plain"), "plain");
    EXPECT_EQ(within_double_quotes("$x"), R"("'$x'")");
}

TEST(text, width_in_cells) {
    EXPECT_EQ(display_width(""), 0u);
    EXPECT_EQ(display_width("abc"), 3u);
    EXPECT_EQ(display_width("é"), 1u);
    EXPECT_EQ(display_width("e\u0301"), 1u);
    EXPECT_EQ(display_width("日本"), 4u);
    EXPECT_EQ(display_width("\U0001F600"), 2u);
    EXPECT_EQ(display_width("\xE6\x97"), 2u);  // two bytes that are not a character
    EXPECT_EQ(printable("a\tb\x7F\xC3"), "a\\x09b\\x7f\\xc3");
    EXPECT_EQ(printable("\xED\xA0\x80\xC0\x80\xF4\x90\x80\x80"),
              "\\xed\\xa0\\x80\\xc0\\x80\\xf4\\x90\\x80\\x80");  // surrogate, overlong, too large
}

TEST(text, wrap) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(wrap("", 10), Lines{""});
    EXPECT_EQ(wrap("one two three", 7), (Lines{"one two", "three"}));
    EXPECT_EQ(wrap("one two three", 6), (Lines{"one", "two", "three"}));
    EXPECT_EQ(wrap("incomprehensibilities a", 6), (Lines{"incomprehensibilities", "a"}));
    EXPECT_EQ(wrap("a `b c d` e", 5), (Lines{"a", "`b c d`", "e"}));
    EXPECT_EQ(wrap("a `b c d e", 5), (Lines{"a `b", "c d e"}));
    EXPECT_EQ(wrap("a\n\nb", 5), (Lines{"a", "", "b"}));
    EXPECT_EQ(wrap("日本 日本", 5), (Lines{"日本", "日本"}));
}

}  // namespace
}  // namespace bobgen
