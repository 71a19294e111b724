/// Texts that YAML, the Serverless Framework and CloudFormation would each like to read as something else.
#include <bob/bob.h>

namespace hostile_texts {

static constexpr bob::Config<std::string> from_file{"hostile.variable"};
static constexpr bob::Config<std::string> digits_from_file{"hostile.digits"};
static constexpr bob::Config<std::string> lines_from_file{"hostile.lines"};

static constexpr bob::Function odd{
    .name = "odd",
    .description = "${self:service} and ${opt:stage, 'dev'} — “quoted” 'n' \"quoted\"; 100 % & # : - ? | >",
    .environment =
        {
            {"SELF", "${self:x}"},
            {"ENV", "before ${env:HOME} after"},
            {"FILE", "${file(./secrets.yml):key}"},
            {"SUB_LIKE", "${AWS::Region} ${Name} ${!x} $${y}"},
            {"AFTER_DOLLAR", "$${self:service} and $$${env:HOME}"},
            {"BACKSLASH", "\\${self:x} \\\\ \\n C:\\temp"},
            {"YES", "yes"},
            {"NO", "no"},
            {"ON", "on"},
            {"NULL_WORD", "null"},
            {"TILDE", "~"},
            {"TRUE_WORD", "true"},
            {"OCTAL", "012"},
            {"NEW_OCTAL", "0o14"},
            {"HEX", "0x1F"},
            {"EXPONENT", "1e3"},
            {"SEXAGESIMAL", "12:30:45"},
            {"DATE", "2026-11-05"},
            {"INFINITE", ".inf"},
            {"NOT_A_NUMBER", ".nan"},
            {"UNDERSCORES", "1_000"},
            {"EQUALS_SIGN", "="},
            {"MERGE", "<<"},
            {"BLANK", " "},
            {"LEADING", "  two blanks before, one after "},
            {"NEW_LINE", "first\nsecond\n\nfourth\n"},
            {"CARRIAGE_RETURN", "a\r\nb"},
            {"TAB", "\ttab"},
            {"CONTROL", "bell \a escape \x1b delete \x7f"},
            {"COLON", "key: value"},
            {"COMMENT", "not # a comment"},
            {"ANCHOR", "&anchor"},
            {"ALIAS", "*alias"},
            {"TAG_LIKE", "!Ref x"},
            {"DIRECTIVE", "%YAML 1.2"},
            {"DOCUMENT", "---"},
            {"END", "..."},
            {"DASH", "- item"},
            {"QUESTION", "? key"},
            {"FLOW", "{a: [b, c]}"},
            {"QUOTES", "'single' \"double\" `back`"},
            {"UNICODE_WORD", "äöü ß Ω 漢字 👋 \u200b\u2028\ufeff"},
            {"JSON", R"({"a": "b\n", "c": null})"},
            {"FROM_FILE", from_file},
            {"DIGITS_FROM_FILE", digits_from_file},
            {"LINES_FROM_FILE", lines_from_file},
        },
    .tags = {{"on", "off"}, {"y", "n"}, {"ключ", "- a: b ="}, {"1", "2"}},
};

static constexpr bob::Table<> table{.name = "yes",
                                    .partition_key = bob::attribute("null"),
                                    .sort_key = bob::attribute("${self:x}"),
                                    .global_indexes = {{.name = "012", .partition_key = bob::attribute("1e3")}},
                                    .tags = {{"@", "= 012"}}};

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "no",
        .description = "${self:service}: \"everything\" 'odd' # in one\nand a second line",
        .resources = {odd, table,
                      bob::RawResource{
                          .name = "Null",
                          .type = "AWS::SSM::Parameter",
                          .properties = {{"Type", "String"},
                                         {"Value", bob::sub("${AWS::Region} ${!self:x} ${!AWS::Region} \" '")},
                                         {"Description", "${self:custom.x}"}}}},
    };
}

}  // namespace hostile_texts
