#include "generator/report/explain.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace bobgen {
namespace {

constexpr Rule two_types{
    .id = "attribute-type-conflict",
    .severity = Severity::error,
    .summary = "a key attribute of `Table<Item>` has two types",
    .why =
        "a table defines each key attribute once, with one type (S, N or B), and every index of the table shares that "
        "definition, so a second type can't be written into a template",
    .example = R"(
.sort_key = attribute("createdAt", ScalarType::string),

.global_indexes = {{.name = "ByDate", .partition_key = attribute("createdAt", ScalarType::number)}},
)",
    .better = R"(.sort_key = attribute("createdAt"),)",
    .source =
        "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html (\"Contents\")",
};
constexpr Rule no_value{
    .id = "no-value",
    .severity = Severity::warning,
    .summary = "`a|b` or * is never set",
    .why = "S3 reads `a|b`",
    .example = "a:\n  b: ```",
    .better = "a: 1",
    .source = "DynamoDB Local 2.5.2",
};
constexpr const Rule* both[] = {&two_types, &no_value};

TEST(explain, lays_a_rule_out) {
    EXPECT_EQ(explain(two_types), R"(error[attribute-type-conflict]

A key attribute of `Table<Item>` has two types.

Why: A table defines each key attribute once, with one type (S, N or B), and every index of the
     table shares that definition, so a second type can't be written into a template.

Instead of
    .sort_key = attribute("createdAt", ScalarType::string),

    .global_indexes = {{.name = "ByDate", .partition_key = attribute("createdAt", ScalarType::number)}},
write
    .sort_key = attribute("createdAt"),

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html ("Contents")
)");
}

TEST(rules, list_in_columns) {
    EXPECT_EQ(rules_list(both),
              "attribute-type-conflict  error    a key attribute of `Table<Item>` has two types\n"
              "no-value                 warning  `a|b` or * is never set\n");
    EXPECT_EQ(rules_list({}), "");
}

TEST(rules, markdown) {
    EXPECT_EQ(rules_markdown(both), R"~(# Rules

What bob looks for before it writes anything. `bobgen rules` lists the rules, `bobgen explain RULE` shows one.
An error keeps the templates from being written; a warning does not. This page is made by
`bobgen rules --markdown` from the headers in `generator/rules/`: change those.

| Rule | | Finds |
|---|---|---|
| [`attribute-type-conflict`](#attribute-type-conflict) | error | a key attribute of `Table<Item>` has two types |
| [`no-value`](#no-value) | warning | `a\|b` or \* is never set |

## attribute-type-conflict

**Error.** A key attribute of `Table<Item>` has two types.

A table defines each key attribute once, with one type (S, N or B), and every index of the table shares that definition, so a second type can't be written into a template.

Instead of

```cpp
.sort_key = attribute("createdAt", ScalarType::string),

.global_indexes = {{.name = "ByDate", .partition_key = attribute("createdAt", ScalarType::number)}},
```

write

```cpp
.sort_key = attribute("createdAt"),
```

Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html> ("Contents")

## no-value

**Warning.** `a|b` or \* is never set.

S3 reads `a|b`.

Instead of

````yaml
a:
  b: ```
````

write

```yaml
a: 1
```

Source: DynamoDB Local 2.5.2
)~");
}

constexpr bob::Limit limit_a{20, "indexes a table", "https://aws.example/latest/ServiceQuotas.html", "2026-11"};
constexpr bob::Limit limit_b{1000000, "bytes a template", "https://aws.example/latest/cloudformation-limits.html",
                             "2026-11"};
constexpr bob::Limit limit_c{4096, "bytes | characters", "https://aws.example/latest/ServiceQuotas.html", "2026-11"};
constexpr const bob::Limit* some_limits[] = {&limit_a, &limit_b, &limit_c};

TEST(limits, table_by_page) {
    EXPECT_EQ(limits_table(some_limits), R"(https://aws.example/latest/ServiceQuotas.html (read 2026-11)
         20  indexes a table
      4,096  bytes | characters

https://aws.example/latest/cloudformation-limits.html (read 2026-11)
  1,000,000  bytes a template
)");
}

TEST(limits, markdown) {
    EXPECT_EQ(limits_markdown(some_limits), R"(# Limits

The numbers AWS sets that bob checks, while a declaration compiles or before a template is written. This page
is made by `bobgen limits --markdown` from `dsl/bob/limits.h`: change that.

| Limit | | Source | Read |
|---:|---|---|---|
| 20 | indexes a table | [ServiceQuotas](https://aws.example/latest/ServiceQuotas.html) | 2026-11 |
| 1,000,000 | bytes a template | [cloudformation-limits](https://aws.example/latest/cloudformation-limits.html) | 2026-11 |
| 4,096 | bytes \| characters | [ServiceQuotas](https://aws.example/latest/ServiceQuotas.html) | 2026-11 |
)");
}

TEST(limits, all_say_what_and_where) {
    const std::string table = limits_table();
    std::set<std::string_view> seen;
    for (const bob::Limit* limit : bob::limits::all) {
        EXPECT_GT(limit->value, 0) << limit->what;
        EXPECT_TRUE(limit->source.starts_with("https://docs.aws.amazon.com/")) << limit->what;
        EXPECT_EQ(limit->as_of.size(), std::string_view("2026-11").size()) << limit->what;
        EXPECT_TRUE(seen.insert(limit->what).second) << "twice: " << limit->what;
        EXPECT_NE(table.find(std::string("  ") + std::string(limit->what) + "\n"), std::string::npos);
    }
}

TEST(flaws, good_words_have_none) { EXPECT_EQ(flaws(both), std::vector<std::string>{}); }

TEST(flaws, each_is_told) {
    struct Case {
        std::string_view Rule::* word;
        std::string_view bad;
        std::string_view flaw;
    };
    const Case cases[] = {
        {&Rule::id, "", ": the id is not a slug"},
        {&Rule::id, "Two-types", "Two-types: the id is not a slug"},
        {&Rule::id, "two--types", "two--types: the id is not a slug"},
        {&Rule::id, "two_types", "two_types: the id is not a slug"},
        {&Rule::id, "-a", "-a: the id is not a slug"},
        {&Rule::summary, "", "no-value: the summary is empty"},
        {&Rule::summary, "A thing", "no-value: the summary begins with a capital"},
        {&Rule::summary, "Things", "no-value: the summary begins with a capital"},
        {&Rule::summary, "a thing.", "no-value: the summary ends in a full stop"},
        {&Rule::summary, "a\nthing", "no-value: the summary is more than one line"},
        {&Rule::summary, "a thing ", "no-value: the summary starts or ends with a blank"},
        {&Rule::summary, "a  thing", "no-value: the summary has two blanks in a row"},
        {&Rule::summary, "a `thing", "no-value: the summary has an unpaired backtick"},
        {&Rule::why, "", "no-value: the reason is empty"},
        {&Rule::why, "It is so", "no-value: the reason begins with a capital"},
        {&Rule::why, "it is so.", "no-value: the reason ends in a full stop"},
        {&Rule::example, " \n", "no-value: there is no example"},
        {&Rule::better, "", "no-value: there is no better example"},
        {&Rule::better, "\na:\n  b: ```\n", "no-value: the better example is the example"},
        {&Rule::source, "", "no-value: the source is not a URL, a page of bob's docs, or an engine with its version"},
        {&Rule::source, "AWS",
         "no-value: the source is not a URL, a page of bob's docs, or an engine with its version"},
        {&Rule::source, "https://a b",
         "no-value: the source is not a URL, a page of bob's docs, or an engine with its version"},
    };
    for (const Case& one : cases) {
        Rule rule = no_value;
        rule.*one.word = one.bad;
        const Rule* rules[] = {&rule};
        EXPECT_EQ(flaws(rules), std::vector<std::string>{std::string(one.flaw)}) << one.bad;
    }
    const Rule* twice[] = {&no_value, &two_types, &no_value};
    EXPECT_EQ(flaws(twice), std::vector<std::string>{"no-value: the id is used twice"});
}

TEST(flaws, names_keep_their_capital) {
    for (const std::string_view words : {"DynamoDB refuses it", "S3 does", "API Gateway does",
                                         "Lambda's limit is lower", "AWS refuses", "`Ref` is one"}) {
        Rule rule = no_value;
        rule.why = words;
        const Rule* rules[] = {&rule};
        EXPECT_EQ(flaws(rules), std::vector<std::string>{}) << words;
    }
}

TEST(all_rules, have_words_as_the_style_has_them) {
    ASSERT_FALSE(all_rules().empty());
    for (const std::string& flaw : flaws(all_rules())) ADD_FAILURE() << flaw;
    const std::string page = rules_markdown();
    for (const Rule* rule : all_rules()) {
        EXPECT_EQ(find_rule(rule->id), rule);
        const std::string heading = "\n## " + std::string(rule->id) + "\n";
        EXPECT_NE(page.find(heading), std::string::npos) << rule->id;
    }
}

}  // namespace
}  // namespace bobgen
