// YAML and JSON as trees: what words mean, where nodes are, what is rejected, and that no file, however hostile, uses
// more than its share of resources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "generator/emit/json.h"
#include "generator/read/document.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* file = "template.yml";

struct Read {
    Report report;
    std::optional<Value> value;

    explicit Read(std::string_view text) : value(read_document(text, file, report)) {}
    Read(std::string_view text, Dialect dialect) : value(read_document(text, file, dialect, report)) {}

    std::string json() const { return value ? to_json(*value, JsonStyle::compact) : "nothing"; }
    /// "rule line:column"
    std::vector<std::string> findings() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : report.diagnostics())
            made.push_back(std::string(one.rule->id) + " " + std::to_string(one.primary.place.line) + ":" +
                           std::to_string(one.primary.place.column));
        return made;
    }
    std::string message() const { return report.clean() ? "" : report.diagnostics().front().message; }
};

/// The result of reading a text without findings.
std::string made_of(std::string_view text, Dialect dialect = Dialect::cloudformation) {
    const Read read(text, dialect);
    EXPECT_THAT(read.findings(), IsEmpty()) << text << "\n" << read.message();
    return read.json();
}

std::string at(Place place) { return std::to_string(place.line) + ":" + std::to_string(place.column); }

// ---------------------------------------------------------------------------------------------------------------------
// What words mean.

struct Word {
    const char* written;
    const char* cloudformation;
    const char* serverless;
};

TEST(PlainScalars, MeanWhatTheirReaderTakesThemFor) {
    const Word words[] = {
        {"text", R"("text")", R"("text")"},
        {"~", "null", "null"},
        {"null", "null", "null"},
        {"Null", "null", "null"},
        {"NULL", "null", "null"},
        {"nULL", R"("nULL")", R"("nULL")"},
        {"true", "true", "true"},
        {"True", "true", "true"},
        {"TRUE", "true", "true"},
        {"tRUE", R"("tRUE")", R"("tRUE")"},
        {"false", "false", "false"},
        {"yes", "true", R"("yes")"},
        {"No", "false", R"("No")"},
        {"ON", "true", R"("ON")"},
        {"off", "false", R"("off")"},
        {"y", R"("y")", R"("y")"},
        {"0", "0", "0"},
        {"-0", "0", "0"},
        {"7", "7", "7"},
        {"+7", "7", "7"},
        {"-7", "-7", "-7"},
        {"--7", R"("--7")", R"("--7")"},
        {"0123", "123", "123"},
        {"0189", "189", "189"},
        {"012345678901", "12345678901", "12345678901"},
        {"0o17", R"("0o17")", "15"},
        {"0x1F", "31", "31"},
        {"-0x1f", "-31", "-31"},
        {"0x", R"("0x")", R"("0x")"},
        {"0b101", "5", "5"},
        {"0b2", R"("0b2")", R"("0b2")"},
        {"1_000", "1000", "1000"},
        {"_1", R"("_1")", R"("_1")"},
        {"9223372036854775807", "9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808", "-9223372036854775808"},
        {"9223372036854775808", R"("9223372036854775808")", R"("9223372036854775808")"},
        {"99999999999999999999", R"("99999999999999999999")", R"("99999999999999999999")"},
        {"1.5", "1.5", "1.5"},
        {".5", "0.5", "0.5"},
        {"5.", "5.0", "5.0"},
        {"1e3", "1000.0", "1000.0"},
        {"1E-2", "0.01", "0.01"},
        {"+1.5", "1.5", "1.5"},
        {"1e", R"("1e")", R"("1e")"},
        {"e3", R"("e3")", R"("e3")"},
        {"1e999", R"("1e999")", R"("1e999")"},
        {".", R"(".")", R"(".")"},
        {"-", "[null]", "[null]"},
        {".inf", R"(".inf")", R"(".inf")"},
        {".nan", R"(".nan")", R"(".nan")"},
        {"1.2.3", R"("1.2.3")", R"("1.2.3")"},
        {"1-2", R"("1-2")", R"("1-2")"},
        {"10.0.0.0/16", R"("10.0.0.0/16")", R"("10.0.0.0/16")"},
        {"12:30", R"("12:30")", R"("12:30")"},
        {"2012-10-17", R"("2012-10-17")", R"("2012-10-17")"},
        {"\"5\"", R"("5")", R"("5")"},
        {"'true'", R"("true")", R"("true")"},
        {"\"\"", R"("")", R"("")"},
        {"!!str 5", R"("5")", R"("5")"},
        {"! 5", R"("5")", R"("5")"},
        {"!!int \"5\"", "5", "5"},
        {"!!float 5", "5.0", "5.0"},
        {"!!bool 'true'", "true", "true"},
        {"!!null ''", "null", "null"},
        {"|\n  5", R"("5")", R"("5")"},
    };
    for (const Word& one : words) {
        EXPECT_EQ(made_of(one.written, Dialect::cloudformation), one.cloudformation) << one.written;
        EXPECT_EQ(made_of(one.written, Dialect::serverless), one.serverless) << one.written;
    }
}

TEST(Dialects, AreKnownByTheirTopNames) {
    EXPECT_EQ(dialect_of("Resources:\n  A: {}\n"), Dialect::cloudformation);
    EXPECT_EQ(dialect_of("service: shop\nfunctions: {}\n"), Dialect::serverless);
    EXPECT_EQ(dialect_of("# ours\n\nprovider:\n  name: aws\n"), Dialect::serverless);
    EXPECT_EQ(dialect_of("AWSTemplateFormatVersion: 2010-09-09\nservice: x\n"), Dialect::cloudformation);
    EXPECT_EQ(dialect_of("a:\n  service: x\n"), Dialect::cloudformation);
    EXPECT_EQ(dialect_of(""), Dialect::cloudformation);
}

TEST(Numbers, OfJsonAreKeptExactly) {
    EXPECT_EQ(made_of(R"([0, -0, 1, -1, 1.5, 1e2, -2.5E-1])"), "[0,0,1,-1,1.5,100.0,-0.25]");
    EXPECT_EQ(made_of("[9223372036854775807,-9223372036854775808]"), "[9223372036854775807,-9223372036854775808]");
    EXPECT_EQ(made_of("[9223372036854775808, 18446744073709551616, -9223372036854775809]"),
              R"(["9223372036854775808","18446744073709551616","-9223372036854775809"])");
}

// ---------------------------------------------------------------------------------------------------------------------
// Functions.

TEST(Functions, HaveOneFormWhereverTheyAreReadFrom) {
    const struct {
        const char* short_form;
        const char* long_form;
    } pairs[] = {
        {"!Ref Orders", R"({"Ref": "Orders"})"},
        {"!GetAtt Orders.Arn", R"({"Fn::GetAtt": ["Orders", "Arn"]})"},
        {"!GetAtt Nested.Outputs.Url", R"({"Fn::GetAtt": ["Nested", "Outputs.Url"]})"},
        {"!GetAtt [Orders, Arn]", R"({"Fn::GetAtt": "Orders.Arn"})"},
        {"!Sub 'a${B}'", R"({"Fn::Sub": "a${B}"})"},
        {"!Sub ['${B}', {B: !Ref C}]", R"({"Fn::Sub": ["${B}", {"B": {"Ref": "C"}}]})"},
        {"!Join ['', [a, !Ref B]]", R"({"Fn::Join": ["", ["a", {"Ref": "B"}]]})"},
        {"!Select [0, !GetAZs '']", R"({"Fn::Select": [0, {"Fn::GetAZs": ""}]})"},
        {"!Split [',', 'a,b']", R"({"Fn::Split": [",", "a,b"]})"},
        {"!If [A, 1, !Ref AWS::NoValue]", R"({"Fn::If": ["A", 1, {"Ref": "AWS::NoValue"}]})"},
        {"!Not [!Equals [a, b]]", R"({"Fn::Not": [{"Fn::Equals": ["a", "b"]}]})"},
        {"!And [!Or [a], b]", R"({"Fn::And": [{"Fn::Or": ["a"]}, "b"]})"},
        {"!FindInMap [A, B, C]", R"({"Fn::FindInMap": ["A", "B", "C"]})"},
        {"!Base64 {'Fn::Sub': x}", R"({"Fn::Base64": {"Fn::Sub": "x"}})"},
        {"!Cidr [a, 1, 8]", R"({"Fn::Cidr": ["a", 1, 8]})"},
        {"!ImportValue x", R"({"Fn::ImportValue": "x"})"},
        {"!Transform {Name: x, Parameters: {a: 1}}", R"({"Fn::Transform": {"Name": "x", "Parameters": {"a": 1}}})"},
        {"!ToJsonString {a: 1}", R"({"Fn::ToJsonString": {"a": 1}})"},
        {"!Length [a]", R"({"Fn::Length": ["a"]})"},
    };
    for (const auto& [short_form, long_form] : pairs) {
        const Read one(short_form), other(long_form);
        ASSERT_TRUE(one.value && other.value) << short_form;
        EXPECT_THAT(one.findings(), IsEmpty()) << short_form;
        EXPECT_THAT(other.findings(), IsEmpty()) << long_form;
        EXPECT_TRUE(one.value->is_call()) << short_form;
        EXPECT_EQ(*one.value, *other.value) << short_form << " is " << one.json();
    }
}

TEST(Functions, AreOnlyMapsOfOneMember) {
    EXPECT_TRUE(Read(R"({"Ref": "A", "b": 1})").value->is_map());
    EXPECT_TRUE(Read("Fn::Sub: a\nFn::Join: b\n").value->is_map());
    EXPECT_TRUE(Read(R"({"Fn::ForEach::Topics": ["A", ["b"], {}]})").value->is_map());
    EXPECT_TRUE(Read(R"({"Condition": "A"})").value->is_map());
    EXPECT_TRUE(Read("!Condition A").value->is_call(Intrinsic::condition));
    EXPECT_EQ(made_of("!Contains [[a], b]"), R"({"Fn::Contains":[["a"],"b"]})");
    EXPECT_TRUE(Read(R"({"Ref": "A"})", Dialect::data).value->is_map());
}

// ---------------------------------------------------------------------------------------------------------------------
// Places.

TEST(Places, AreThoseOfEveryValueAndName) {
    const Read read("A:\n  - b: !Sub x\n    'c':\n      - 1\nD: {e: [2, \"f\"]}\n");
    const Value& a = *read.value->find("A");
    const Map& in_a = a.list()[0].map();
    EXPECT_EQ(at(read.value->place), "1:1");
    EXPECT_EQ(at(read.value->map()[0].place), "1:1");
    EXPECT_EQ(at(a.place), "2:3");
    EXPECT_EQ(at(in_a[0].place), "2:5");
    EXPECT_EQ(at(in_a[0].value.place), "2:8");
    EXPECT_EQ(at(in_a[1].place), "3:5");
    EXPECT_EQ(at(in_a[1].value.list()[0].place), "4:9");
    const Value& d = *read.value->find("D");
    EXPECT_EQ(at(d.place), "5:4");
    EXPECT_EQ(at(d.map()[0].place), "5:5");
    EXPECT_EQ(at(d.map()[0].value.list()[1].place), "5:12");
    EXPECT_EQ(std::string(d.place.file), file);
}

TEST(Places, CountBytesAndLineFeeds) {
    const Read read("ü: [é, 🙂, a]\r\nb: c\n");
    const List& first = read.value->map()[0].value.list();
    EXPECT_EQ(at(read.value->map()[0].value.place), "1:5");
    EXPECT_EQ(at(first[1].place), "1:10");
    EXPECT_EQ(at(first[2].place), "1:16");
    EXPECT_EQ(at(read.value->map()[1].value.place), "2:4");
    // YAML 1.1 treats these as line ends, editors do not.
    EXPECT_EQ(at(Read("a: \"\u2028\u0085\"\nb: c\n").value->map()[1].value.place), "2:4");
}

TEST(Places, AreKnownInJsonToo) {
    const Read read("\t{\"a\" : [1 ,-2.5e3,\n  true,null, \"ü\\u00fc\\\"\",{}],\r\n\"b\":{ \"c\":\"d\"}}\n");
    ASSERT_TRUE(read.value) << read.message();
    const Map& top = read.value->map();
    const List& a = top[0].value.list();
    EXPECT_EQ(at(read.value->place), "1:2");
    EXPECT_EQ(at(top[0].place), "1:3");
    EXPECT_EQ(at(top[0].value.place), "1:9");
    EXPECT_EQ(at(a[0].place), "1:10");
    EXPECT_EQ(at(a[1].place), "1:13");
    EXPECT_EQ(at(a[2].place), "2:3");
    EXPECT_EQ(at(a[3].place), "2:8");
    EXPECT_EQ(at(a[4].place), "2:14");
    EXPECT_EQ(at(a[5].place), "2:27");
    EXPECT_EQ(at(top[1].place), "3:1");
    EXPECT_EQ(at(top[1].value.place), "3:5");
    EXPECT_EQ(at(top[1].value.map()[0].value.place), "3:11");
}

TEST(Places, DoNotCountAByteOrderMark) {
    for (const char* text : {"\xEF\xBB\xBF"
                             "a: b\n",
                             "\xEF\xBB\xBF"
                             "{\"a\":1}"}) {
        const Read read(text);
        ASSERT_TRUE(read.value) << read.message();
        EXPECT_THAT(read.findings(), IsEmpty());
        EXPECT_EQ(at(read.value->place), "1:1");
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Names, aliases, merges.

TEST(Names, StandOnceInAMap) {
    const Read yaml("a: 1\nb: 2\na: 3\nc: {d: 1, e: 2, d: 3, d: 4}\n");
    EXPECT_EQ(yaml.json(), R"({"a":1,"b":2,"c":{"d":1,"e":2}})");
    EXPECT_THAT(yaml.findings(), ElementsAre("duplicate-name 4:17", "duplicate-name 4:23", "duplicate-name 3:1"));
    EXPECT_EQ(at(yaml.report.diagnostics()[2].related.at(0).place), "1:1");
    const Read json("{\"a\": 1,\n \"a\": 2}");
    EXPECT_EQ(json.json(), R"({"a":1})");
    EXPECT_THAT(json.findings(), ElementsAre("duplicate-name 2:2"));
}

TEST(Names, AreTexts) {
    EXPECT_THAT(
        Read("200: a\nyes: b\n~: c\n'300': d\n1.5: e\n").findings(),
        ElementsAre("name-is-no-text 1:1", "name-is-no-text 2:1", "name-is-no-text 3:1", "name-is-no-text 5:1"));
    EXPECT_EQ(made_of("200: a\nyes: b\n", Dialect::serverless), R"({"200":"a","yes":"b"})");
    const Read complex("? [a, b]\n: c\n? {d: e}\n: {f: g}\n? !Ref h\n: i\nj: k\n");
    EXPECT_EQ(complex.json(), R"({"j":"k"})");
    EXPECT_THAT(complex.findings(), ElementsAre("name-is-no-text 1:3", "name-is-no-text 3:3", "name-is-no-text 5:3"));
}

TEST(Aliases, AreFollowed) {
    const char* text = "service: x\na: &a {b: [1, &c d]}\ne: *a\nf: *c\n*c : g\n&h i: *h\n";
    EXPECT_EQ(made_of(text, Dialect::serverless),
              R"({"service":"x","a":{"b":[1,"d"]},"e":{"b":[1,"d"]},"f":"d","d":"g","i":"i"})");
    const Read read(text);
    EXPECT_EQ(at(read.value->find("e")->place), "3:4");
    EXPECT_EQ(at(read.value->find({"e", "b"})->place), "2:11");
    EXPECT_EQ(made_of("a: &a 1\nb: &a 2\nc: *a\n", Dialect::serverless), R"({"a":1,"b":2,"c":2})");
}

TEST(Aliases, AreAFindingInATemplate) {
    const Read one("a: &a 1\nb: *a\n");
    EXPECT_THAT(one.findings(), ElementsAre("alias-not-supported 2:4"));
    EXPECT_EQ(one.json(), R"({"a":1,"b":1})");
    EXPECT_THAT(Read("a: &a {c: 1}\nb: {<<: *a}\nd: *a\n").findings(), ElementsAre("alias-not-supported 2:5"));
    EXPECT_THAT(Read("a: &a 1\n").findings(), IsEmpty());
    // `sam deploy` resolves them.
    EXPECT_THAT(Read("Transform: AWS::Serverless-2016-10-31\na: &a 1\nb: *a\n").findings(), IsEmpty());
    EXPECT_THAT(Read("Transform: [Other, AWS::Serverless-2016-10-31]\na: &a 1\nb: *a\n").findings(), IsEmpty());
    EXPECT_THAT(Read("Transform: Other\na: &a 1\nb: *a\n").findings(), ElementsAre("alias-not-supported 3:4"));
}

TEST(Aliases, NeedAnAnchorBeforeThem) {
    EXPECT_THAT(Read("a: *b\n", Dialect::serverless).findings(), ElementsAre("malformed-document 1:4"));
    const Read itself("a: &a [1, *a]\n", Dialect::serverless);
    EXPECT_THAT(itself.findings(), ElementsAre("malformed-document 1:11"));
    EXPECT_THAT(itself.message(), HasSubstr("inside"));
}

TEST(Merges, AddWhatTheMapDoesNotSay) {
    EXPECT_EQ(made_of("a: &a {b: 1, c: 2}\nd: {<<: *a, b: 3}\ne: {b: 4, <<: *a}\n", Dialect::serverless),
              R"({"a":{"b":1,"c":2},"d":{"b":3,"c":2},"e":{"b":4,"c":2}})");
    EXPECT_EQ(made_of("a: &a {b: 1}\nc: &c {b: 2, d: 3}\ne: {<<: [*a, *c]}\n", Dialect::serverless),
              R"({"a":{"b":1},"c":{"b":2,"d":3},"e":{"b":1,"d":3}})");
    EXPECT_EQ(made_of("a: {\"<<\": 1}\n", Dialect::serverless), R"({"a":{"<<":1}})");
    EXPECT_THAT(Read("a: {<<: 1}\n", Dialect::serverless).findings(), ElementsAre("malformed-document 1:9"));
}

TEST(Tags, ThatAreUnknownAreFindings) {
    const Read read("a: !GetAttr b.c\nd: !!binary aGk=\ne: !<tag:example.com,2026:x> 1\nf: !Reff [1]\n");
    EXPECT_THAT(read.findings(),
                ElementsAre("unknown-tag 1:4", "unknown-tag 2:4", "unknown-tag 3:4", "unknown-tag 4:4"));
    EXPECT_EQ(read.report.diagnostics()[0].fix, "did you mean `!GetAtt`?");
    EXPECT_EQ(read.report.diagnostics()[3].fix, "did you mean `!Ref`?");
    EXPECT_THAT(Read("!!int x").findings(), ElementsAre("malformed-document 1:1"));
}

TEST(Tags, ThatMayBeNewerAreFunctions) {
    EXPECT_EQ(made_of("a: !GetStackOutput {StackName: b}\n"), R"({"a":{"Fn::GetStackOutput":{"StackName":"b"}}})");
    EXPECT_EQ(made_of("a: !Lowercase B\n"), R"({"a":{"Fn::Lowercase":"B"}})");
    EXPECT_THAT(Read("a: !lowercase B\n").findings(), ElementsAre("unknown-tag 1:4"));
    EXPECT_THAT(Read("a: !Lowercase B\n", Dialect::serverless).findings(), ElementsAre("unknown-tag 1:4"));
}

// ---------------------------------------------------------------------------------------------------------------------
// What can't be read.

TEST(Malformed, FilesAreRefusedAtTheirFault) {
    const struct {
        std::string text;
        const char* place;
        const char* words;  ///< in the message or the fix
    } cases[] = {
        {"", "1:1", "empty"},
        {"# nothing\n", "2:1", "empty"},
        {"a: 1\n---\nb: 2\n", "2:1", "second document"},
        {"a: 1\n...\nb: 2\n", "3:1", ""},
        {"a:\n\tb: 1\n", "2:1", "spaces"},
        {"a: [1, 2\n", "2:1", "too early"},
        {"a: \"b\n", "2:1", "too early"},
        {"a: b: c\n", "1:5", ""},
        {" a: 1\nb: 2\n", "2:1", ""},
        {"a: @b\n", "1:4", ""},
        {"a: %b\n", "1:4", ""},
        {"a: \"\\q\"\n", "1:5", ""},
        {std::string("a: 1\0", 5), "1:5", "control"},
        {"a: \x07\n", "1:4", "control"},
        {"ü: \xff\n", "1:5", "0xFF"},
        {"a: \xC3", "1:4", "0xC3"},
        {"a: \xED\xA0\x80", "1:4", "0xED"},
        {std::string("\xFF\xFE"
                     "a\0",
                     4),
         "1:1", "UTF-16"},
        {"{", "1:2", "too early"},
        {"{\"a\": 1", "1:8", "too early"},
        {"{\"a\": \"b", "1:7", "missing closing quote"},
        {"{\"a\": 1,}", "1:9", "comma"},
        {"[1, 2,]", "1:7", "comma"},
        {"{\"a\": 1 // x\n}", "1:9", "comments"},
        {"{'a': 1}", "1:2", "double quotes"},
        {"{\"a\": tru}", "1:7", ""},
        {"{\"a\": 01}", "1:8", ""},
        {"{\"a\": 1e999}", "1:7", "1e999"},
        {"{\"a\": \"\\ud800\"}", "1:7", "surrogate"},
        {"{\"a\": \"\\udc00\"}", "1:7", "surrogate"},
        {"{\"a\": \"\t\"}", "1:7", "control character"},
        {std::string("{\"a\":\0 1}", 9), "1:6", ""},
        {"{\"a\": 1}\n{}", "2:1", ""},
        {"{\"a\": \"\xC0\xAF\"}", "1:8", "0xC0"},
    };
    for (const auto& [text, place, words] : cases) {
        const Read read(text);
        EXPECT_FALSE(read.value) << text;
        ASSERT_EQ(read.report.diagnostics().size(), 1u) << text;
        const Diagnostic& found = read.report.diagnostics()[0];
        EXPECT_EQ(found.rule->id, "malformed-document") << text;
        EXPECT_EQ(at(found.primary.place), place) << text << "\n" << found.message;
        EXPECT_THAT(found.message + " / " + found.fix, HasSubstr(words)) << text;
        EXPECT_LT(found.message.size(), 300u) << text;
        EXPECT_FALSE(found.fix.empty()) << text;
    }
}

TEST(Malformed, EveryBeginningOfAFileIsReadOrRefused) {
    const std::string yaml =
        "A: &x\n  - !GetAtt b.c\n  - {d: \"e\\u00fc\", 'f': [1, ~]}\n? g\n: |\n  h\n\n  i\nü: *x\n# j\n<<: {k: >-\n "
        "l}\n";
    const std::string json = R"({"a": [1.5e3, true, null, {"b\u00fc\n": "ü🙂"}], "Ref": {"Fn::Sub": "c"}} )";
    for (const std::string& text : {yaml, json})
        for (std::size_t size = 0; size <= text.size(); ++size) {
            const Read read(std::string_view(text).substr(0, size));
            EXPECT_TRUE(read.value || !read.report.clean()) << size;
            for (const Diagnostic& one : read.report.diagnostics()) EXPECT_TRUE(one.primary.place.known()) << size;
        }
}

// ---------------------------------------------------------------------------------------------------------------------
// Hostile files: each is a few megabytes, refused or read in a second.

std::string repeated(std::string_view part, std::size_t times) {
    std::string made;
    made.reserve(part.size() * times);
    for (std::size_t i = 0; i < times; ++i) made += part;
    return made;
}

/// The rule that rejects it; empty when it was read.
std::string refused_by(const std::string& text) {
    const auto start = std::chrono::steady_clock::now();
    const Read read(text, Dialect::serverless);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 20) << text.substr(0, 60);  // sanitizers are slow
    EXPECT_LE(read.report.diagnostics().size(), 101u) << text.substr(0, 60);
    if (read.value) return "";
    EXPECT_FALSE(read.report.clean()) << text.substr(0, 60);
    return read.report.clean() ? "" : std::string(read.report.diagnostics().back().rule->id);
}

TEST(Hostile, NestingIsRefusedAtItsLimit) {
    const auto flow = [](std::size_t levels) { return "a: " + repeated("[", levels) + repeated("]", levels); };
    const auto json = [](std::size_t levels) { return repeated("[", levels) + repeated("]", levels); };
    EXPECT_EQ(refused_by(flow(most_levels - 1)), "");
    EXPECT_EQ(refused_by(flow(most_levels)), "document-too-large");
    EXPECT_EQ(refused_by(json(most_levels)), "");
    EXPECT_EQ(refused_by(json(most_levels + 1)), "document-too-large");
    for (const char* part : {"[", "{\"a\":", "- ", "? ", "!Sub [", "&a [", "\n [", "{a: "})
        EXPECT_EQ(refused_by((part[0] == '{' && part[1] == '"' ? "" : "- ") + repeated(part, 100'000)),
                  "document-too-large")
            << part;
    std::string block;
    for (std::size_t i = 0; i < 2'000; ++i) block += std::string(i, ' ') + "a:\n";
    EXPECT_EQ(refused_by(block), "document-too-large");
}

TEST(Hostile, AliasesCountWhatTheyBecome) {
    std::string laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char one = 'b'; one < 'p'; ++one)
        laughs +=
            std::string(1, one) + ": &" + one + " [" + repeated(std::string("*") + char(one - 1) + ", ", 10) + "]\n";
    EXPECT_EQ(refused_by(laughs), "document-too-large");
    EXPECT_EQ(refused_by("a: &a [" + repeated("x,", 50'000) + "]\nb: [" + repeated("*a,", 50'000) + "]\n"),
              "document-too-large");
    EXPECT_EQ(refused_by("a: &a " + repeated("x", 1 << 20) + "\nb: [" + repeated("*a,", 100'000) + "]\n"),
              "document-too-large");
    EXPECT_EQ(refused_by("a: " + repeated("&a [", 400) + repeated("x,", 50'000) + repeated("]", 400)),
              "document-too-large");
    std::string deep = "a: &a [x]\n";
    for (int i = 0; i < 600; ++i) deep += "a" + std::to_string(i) + ": &a [*a]\n";
    EXPECT_EQ(refused_by(deep), "document-too-large");
    EXPECT_EQ(refused_by("a: &a {" + repeated("b: 1, c: 2, ", 1) + "}\nd:\n" + repeated("  - {<<: *a}\n", 1'000)), "");
}

TEST(Hostile, ValuesAndBytesAreCounted) {
    EXPECT_EQ(refused_by("[" + repeated("1,", most_values) + "1]"), "document-too-large");
    EXPECT_EQ(refused_by("a: [" + repeated("1,", most_values) + "1]"), "document-too-large");
    EXPECT_EQ(refused_by(std::string(most_bytes + 1, ' ')), "document-too-large");
    EXPECT_EQ(refused_by("a: " + std::string(20 << 20, 'x')), "");
    EXPECT_EQ(refused_by("[\"" + std::string(20 << 20, 'x') + "\"]"), "");
}

TEST(Hostile, ManyFaultsAreToldInPart) {
    EXPECT_EQ(refused_by("a: [" + repeated("!Foo 1,", 200'000) + "]"), "");
    EXPECT_EQ(refused_by(repeated("a: 1\n", 200'000)), "");
    EXPECT_EQ(refused_by("{" + repeated("\"a\":1,", 200'000) + "\"a\":1}"), "");
    EXPECT_EQ(refused_by(repeated("? [a]\n: b\n", 100'000)), "");
}

TEST(Hostile, DirectivesAndTagsCostWhatTheyAreLong) {
    std::string directives;
    for (int i = 0; i < 100'000; ++i) directives += "%TAG !" + std::to_string(i) + "! tag:x\n";
    EXPECT_EQ(refused_by(directives + "---\na: 1\n"), "malformed-document");
    EXPECT_EQ(
        refused_by("%TAG !e! tag:" + std::string(1 << 20, 'x') + "\n---\na: [" + repeated("!e!y 1,", 100'000) + "]\n"),
        "document-too-large");
    EXPECT_EQ(refused_by(std::string(1 << 20, '\0')), "malformed-document");
    EXPECT_EQ(refused_by(repeated("\"a\" ", 1 << 20)), "malformed-document");
    EXPECT_EQ(refused_by(repeated("]", 1 << 20)), "malformed-document");
    EXPECT_EQ(refused_by(repeated("&a ", 1 << 20)), "malformed-document");
    EXPECT_EQ(refused_by(repeated(":", 1 << 20)), "malformed-document");
}

}  // namespace
}  // namespace bobgen
