#include "generator/emit/yaml.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "hostile.h"

namespace bobgen {
namespace {

constexpr YamlStyle long_form{.long_intrinsics = true};

/// What makes a plain scalar something other than a string: the types of YAML 1.1 (yaml.org/type, 2005) and the core
/// schema of YAML 1.2.2 (10.3.2), copied from there and not from the writer; and `e2`, which npm's `yaml` reads as a
/// number.
bool is_typed_somewhere(const std::string& plain) {
    static const std::regex typed(
        "~|null|Null|NULL|"
        "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|"
        "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|0o[0-7]+|[-+]?(0|[1-9][0-9_]*)|[-+]?[0-9]+|[-+]?0x[0-9a-fA-F_]+|"
        "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|"
        "[-+]?([0-9][0-9_]*)?\\.[0-9._]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*([eE][-+]?[0-9]+)?|"
        "[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|"
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?|"
        "[eE][-+]?[0-9]+|<<|=",
        std::regex::optimize);
    return plain.empty() || (plain.size() < 100 && std::regex_match(plain, typed));
}

template <class Number>
std::optional<Number> number(const std::string& digits) {
    Number read;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), read);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return read;
}

/// A plain scalar, which must mean the same in every version of YAML.
Value read_plain(const std::string& plain) {
    if (!is_typed_somewhere(plain)) return plain;
    if (plain == "null") return {};
    if (plain == "true" || plain == "false") return plain == "true";
    if (plain == ".inf" || plain == "-.inf")
        return plain[0] == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    static const std::regex integer("0|-?[1-9][0-9]*");
    // PyYAML expects a point and a sign in the exponent, as YAML 1.1 does.
    static const std::regex real("-?(0|[1-9][0-9]*)\\.[0-9]+(e[-+][0-9]+)?");
    if (std::regex_match(plain, integer))
        if (const auto read = number<std::int64_t>(plain)) return *read;
    if (std::regex_match(plain, real))
        if (const auto read = number<double>(plain)) return *read;
    throw std::runtime_error("`" + plain + "` is not read alike everywhere");
}

std::optional<Intrinsic> intrinsic(std::string_view word, std::string_view name(Intrinsic)) {
    for (int function = 0; function <= static_cast<int>(Intrinsic::length); ++function)
        if (name(static_cast<Intrinsic>(function)) == word) return static_cast<Intrinsic>(function);
    return std::nullopt;
}

/// How yaml-cpp reads it, with short and long forms of the functions alike.
Value read(const YAML::Node& node) {
    const std::string& mark = node.Tag();
    const bool tagged = mark.size() > 1;
    Value made;
    if (node.IsNull()) {
        if (tagged) throw std::runtime_error("nothing after " + mark);
    } else if (node.IsScalar()) {
        made = mark == "?" ? read_plain(node.Scalar()) : Value(node.Scalar());
    } else if (node.IsSequence()) {
        made = List{};
        for (const YAML::Node& element : node) made.append(read(element));
    } else {
        made = Map{};
        for (const auto& member : node) {
            if (!member.first.IsScalar()) throw std::runtime_error("a key that is no scalar");
            const Value key = read(member.first);
            if (!key.is_text()) throw std::runtime_error("a key that is no text");
            made.set(key.text(), read(member.second));
        }
        if (made.map().size() == 1)
            if (const auto function = intrinsic(made.map()[0].name, long_name))
                return call(*function, std::move(made.map()[0].value));
    }
    if (!tagged) return made;
    const auto function = intrinsic(mark, tag);
    if (!function) throw std::runtime_error("unknown tag " + mark);
    if (function == Intrinsic::get_att && made.is_text()) {
        const std::string& text = made.text();
        const std::size_t dot = text.find('.');
        return get_att(text.substr(0, dot), text.substr(dot + 1));
    }
    return call(*function, std::move(made));
}

Value read(const std::string& yaml) { return read(YAML::Load(yaml)); }

testing::AssertionResult survives(const Value& value, YamlStyle style) {
    const std::string yaml = to_yaml(value, style);
    if (!yaml.ends_with('\n')) return testing::AssertionFailure() << "no newline at the end of\n" << yaml;
    try {
        const Value back = read(yaml);
        if (back == value) return testing::AssertionSuccess();
        return testing::AssertionFailure() << yaml << "is read as\n" << to_yaml(back, style);
    } catch (const std::exception& problem) {
        return testing::AssertionFailure() << problem.what() << " in\n" << yaml;
    }
}

testing::AssertionResult survives(const Value& value) {
    if (const auto result = survives(value, YamlStyle{}); !result) return result;
    return survives(value, long_form);
}

/// A string in every place where one may occur.
Value everywhere(const std::string& text) {
    return map({{"value", text},
                {"list", list({text, list({text, text}), map({{text, text}})})},
                {"key", map({{text, 1}, {text + "2", map({{text, list({text})}})}})},
                {"tagged", list({sub(text), bobgen::ref(text), call(Intrinsic::base64, sub(text))})},
                {"flow", list({join(text, {text, "b", text}), call(Intrinsic::not_, list({sub(text)}))})},
                {"attribute", list({get_att(text, "Arn"), get_att("Table", text), get_att(text, text)})},
                {"block", call(Intrinsic::sub, list({text, map({{text, bobgen::ref(text)}})}))}});
}

TEST(Yaml, LooksLikeHandWrittenCloudFormation) {
    const Value value = map(
        {{"AWSTemplateFormatVersion", "2010-09-09"},
         {"Resources",
          map({{"Users", map({{"Type", "AWS::DynamoDB::Table"},
                              {"Properties",
                               map({{"TableName", sub("${AWS::StackName}-users")},
                                    {"KeySchema", list({map({{"AttributeName", "id"}, {"KeyType", "HASH"}})})},
                                    {"TimeToLiveSpecification", map({{"AttributeName", "expires"}, {"Enabled", true}})},
                                    {"Tags", List{}},
                                    {"Metadata", Map{}},
                                    {"Matrix", list({list({"a", "b"}), list({1, 2.5, Value()})})},
                                    {"Rate", 1.0}})}})}})}});
    EXPECT_EQ(to_yaml(value), R"(AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Users:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub ${AWS::StackName}-users
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      TimeToLiveSpecification:
        AttributeName: expires
        Enabled: true
      Tags: []
      Metadata: {}
      Matrix:
        - - a
          - b
        - - 1
          - 2.5
          - null
      Rate: 1.0
)");
    EXPECT_TRUE(survives(value));
}

TEST(Yaml, WritesFunctionsInTheirShortForm) {
    const Value value =
        map({{"Ref", ref("AWS::Region")},
             {"GetAtt", get_att("Users", "Arn")},
             {"NestedStack", get_att("Network", "Outputs.VpcId")},
             {"GetAttOfRef", call(Intrinsic::get_att, list({"Users", ref("Attribute")}))},
             {"Join", join("-", {ref("AWS::StackName"), "users"})},
             {"If", call(Intrinsic::if_, list({"IsProd", get_att("Users", "Arn"), ref("AWS::NoValue")}))},
             {"Condition", call(Intrinsic::and_, list({call(Intrinsic::condition, "A"),
                                                       call(Intrinsic::equals, list({ref("Stage"), "yes"}))}))},
             {"Zone", call(Intrinsic::select, list({0, call(Intrinsic::get_azs, "")}))},
             {"Base64", call(Intrinsic::base64, sub("a ${B}"))},
             {"Import", list({call(Intrinsic::import_value, sub("${Network}-vpc")), ref("A")})},
             {"SubOfMap", call(Intrinsic::sub, list({"${A}", map({{"A", ref("B")}})}))},
             {"Length", call(Intrinsic::length, ref("Zones"))},
             {"Json", call(Intrinsic::to_json_string, map({{"a", 1}}))},
             {"Include", call(Intrinsic::transform, map({{"Name", "AWS::Include"}}))},
             {"Number", call(Intrinsic::ref, 5)},
             {"Long", join("", {"arn:aws:dynamodb:eu-west-1:123456789012:table/", ref("Availabilities"),
                                list({"index", "a name that does not fit"})})}});
    EXPECT_EQ(to_yaml(value), R"(Ref: !Ref AWS::Region
GetAtt: !GetAtt Users.Arn
NestedStack: !GetAtt Network.Outputs.VpcId
GetAttOfRef:
  Fn::GetAtt: [Users, !Ref Attribute]
Join: !Join ['-', [!Ref 'AWS::StackName', users]]
If: !If [IsProd, !GetAtt Users.Arn, !Ref 'AWS::NoValue']
Condition: !And [!Condition A, !Equals [!Ref Stage, 'yes']]
Zone: !Select [0, !GetAZs '']
Base64:
  Fn::Base64: !Sub a ${B}
Import:
  - Fn::ImportValue: !Sub ${Network}-vpc
  - !Ref A
SubOfMap: !Sub
  - ${A}
  - A: !Ref B
Length:
  Fn::Length: !Ref Zones
Json:
  Fn::ToJsonString:
    a: 1
Include:
  Fn::Transform:
    Name: AWS::Include
Number:
  Ref: 5
Long: !Join
  - ''
  - - arn:aws:dynamodb:eu-west-1:123456789012:table/
    - !Ref Availabilities
    - - index
      - a name that does not fit
)");
    EXPECT_TRUE(survives(value));
}

TEST(Yaml, WritesFunctionsInTheirLongForm) {
    const Value value = map({{"Ref", ref("AWS::Region")},
                             {"GetAtt", list({get_att("Users", "Arn"), ref("A")})},
                             {"Join", join("-", {ref("A"), "users"})},
                             {"If", call(Intrinsic::if_, list({"IsProd", 10, "no"}))},
                             {"Base64", call(Intrinsic::base64, sub("a\nb\n"))}});
    EXPECT_EQ(to_yaml(value, long_form), R"(Ref:
  Ref: AWS::Region
GetAtt:
  - Fn::GetAtt: [Users, Arn]
  - Ref: A
Join:
  Fn::Join:
    - '-'
    - - Ref: A
      - users
If:
  Fn::If: [IsProd, 10, 'no']
Base64:
  Fn::Base64:
    Fn::Sub: |
      a
      b
)");
    EXPECT_TRUE(survives(value));
}

/// yaml-cpp 0.7 reads the lines of a literal as the next element if they are not indented deeper than the tag before
/// it.
TEST(Yaml, IndentsLiteralsDeeperThanTheirTag) {
    const Value value = list({sub("a\nb\n"), map({{"a", sub("b\nc")}})});
    EXPECT_EQ(to_yaml(value), R"(- !Sub |
    a
    b
- a: !Sub |-
    b
    c
)");
    EXPECT_TRUE(survives(value));
}

TEST(Yaml, ChoosesTheQuotes) {
    struct Case {
        std::string text, yaml;
    };
    const std::vector<Case> cases{
        {"arn:aws:s3:::photos/*", "arn:aws:s3:::photos/*"},
        {"nodejs22.x", "nodejs22.x"},
        {"10.0.0.0/16", "10.0.0.0/16"},
        {"cron(0 18 ? * MON-FRI *)", "cron(0 18 ? * MON-FRI *)"},
        {"Zürich — 東京", "Zürich — 東京"},
        {"", "''"},
        {"NO", "'NO'"},
        {"2012-10-17", "'2012-10-17'"},
        {"a: b", "'a: b'"},
        {"it's 1", "it's 1"},
        {"it's: 1", "\"it's: 1\""},
        {"it's: \"1\"", "'it''s: \"1\"'"},
        {"{\"a\": \"b\\\\c\"}", R"('{"a": "b\\c"}')"},
        {"a\tb", R"("a\tb")"},
        {"a\n", R"("a\n")"},
        {"a \nb", R"("a \nb")"},
        {std::string("\0\x1b\x7f", 3), R"("\x00\x1b\x7f")"},
        {"\u0085\u00a0\u2028\u202e\ufeff", R"("\x85\xa0\u2028\u202e\ufeff")"},
        {"\U0001F600", R"("\U0001f600")"},
        {"caf\xe9", R"("caf\ufffd")"},
        {"\xed\xa0\x80", R"("\ufffd\ufffd\ufffd")"},
        {"a\nb", "|-\n  a\n  b"},
        {"a\n\n  b\n", "|\n  a\n\n    b"},
        {"---\n...\n", "|\n  ---\n  ..."},
    };
    for (const auto& [text, yaml] : cases) EXPECT_EQ(to_yaml(text), yaml + "\n") << text;
}

TEST(Yaml, WritesNumbersThatReadBackTheSame) {
    struct Case {
        double number;
        std::string yaml;
    };
    const std::vector<Case> cases{{1, "1.0"},
                                  {-0.0, "-0.0"},
                                  {0.1, "0.1"},
                                  {1e22, "1.0e+22"},
                                  {1.5e-7, "1.5e-07"},
                                  {std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
                                  {std::numeric_limits<double>::denorm_min(), "5.0e-324"},
                                  {std::numeric_limits<double>::infinity(), ".inf"},
                                  {-std::numeric_limits<double>::infinity(), "-.inf"},
                                  {std::numeric_limits<double>::quiet_NaN(), ".nan"}};
    for (const auto& [number, yaml] : cases) EXPECT_EQ(to_yaml(number), yaml + "\n");
    EXPECT_EQ(to_yaml(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808\n");
    EXPECT_EQ(to_yaml(std::numeric_limits<std::int64_t>::max()), "9223372036854775807\n");
}

TEST(Yaml, AppendsToWhatIsThere) {
    std::string out = "# made by bob\n";
    write_yaml(map({{"a", 1}}), out);
    EXPECT_EQ(out, "# made by bob\na: 1\n");
}

TEST(Yaml, KeepsEveryKindAsAWholeDocument) {
    for (const Value& value :
         {Value(), Value(true), Value(7), Value(0.5), Value("a"), Value(List{}), Value(Map{}),
          list({1, list({2}), map({{"a", 3}})}), map({{"a", Map{}}}), ref("A"), call(Intrinsic::base64, ref("A")),
          join("", {"a", map({{"b", "c"}})}), get_att("A", "B.C"), get_att("A.B", "C"), get_att("", "")})
        EXPECT_TRUE(survives(value));
}

TEST(Yaml, KeepsHostileTexts) {
    for (const std::string& text : hostile::texts()) {
        ASSERT_TRUE(survives(everywhere(text)));
        ASSERT_TRUE(survives(text));
    }
}

TEST(Yaml, KeepsEveryLayoutOfLines) {
    for (const std::string& text : hostile::sequences({"\n", " ", "\t", "a", "#", "-"}, 0, 6)) {
        ASSERT_TRUE(survives(list({text, map({{"a", text}, {"b", sub(text)}}), "end"}), YamlStyle{}));
    }
}

TEST(Yaml, KeepsEveryTripleOfMarks) {
    std::vector<std::string> marks;
    for (const char mark : std::string_view("-?:,[]{}#&*!|>'\"%@`=<~+.\\ a0")) marks.emplace_back(1, mark);
    Value all = List{};
    for (const std::string& text : hostile::sequences(marks, 3, 3)) {
        all.append(text);
        all.append(call(Intrinsic::not_, list({text, text})));
    }
    EXPECT_TRUE(read(to_yaml(all)) == all);
}

TEST(Yaml, RepairsWhatIsNotUtf8) {
    for (const std::string& text : hostile::broken_texts()) {
        const std::string yaml = to_yaml(everywhere(text));
        ASSERT_TRUE(hostile::is_utf8(yaml));
        ASSERT_TRUE(read(yaml) == everywhere(hostile::repaired(text))) << yaml;
    }
}

TEST(Yaml, KeepsRandomTrees) {
    hostile::Trees trees(20261120);
    std::set<Value::Kind> kinds;
    for (int count = 0; count < 3'000; ++count) {
        const Value tree = trees.next();
        kinds.insert(tree.kind());
        ASSERT_TRUE(survives(tree)) << count;
    }
    EXPECT_EQ(kinds.size(), 8u);
}

TEST(Yaml, WritesTheSameBytesAgainAfterReading) {
    hostile::Trees trees(7);
    for (int count = 0; count < 500; ++count) {
        const std::string yaml = to_yaml(trees.next());
        ASSERT_EQ(to_yaml(read(yaml)), yaml);
    }
    for (const std::string& text : hostile::broken_texts()) {
        const std::string yaml = to_yaml(text);
        ASSERT_EQ(to_yaml(read(yaml)), yaml);
    }
}

}  // namespace
}  // namespace bobgen
