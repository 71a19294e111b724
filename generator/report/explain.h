/// What bob knows before it looks at a stack, for the terminal and for the docs: its rules and AWS's limits.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "bob/limits.h"
#include "generator/report/rule.h"

namespace bobgen {

using Rules = std::span<const Rule* const>;
using Limits = std::span<const bob::Limit* const>;

/// `bobgen explain RULE`: reason, example, the same mended, and where AWS says so.
std::string explain(const Rule&);
/// `bobgen rules`: a line each, in columns.
std::string rules_list(Rules = all_rules());
/// `docs/rules.md`: the id is the heading, so that it is the anchor too.
std::string rules_markdown(Rules = all_rules());

/// `bobgen limits`: the numbers, by the page of AWS that states them.
std::string limits_table(Limits = bob::limits::all);
/// `docs/limits.md`.
std::string limits_markdown(Limits = bob::limits::all);

/// What is wrong with the words of the rules, a sentence each; nothing when they are as the house style has them. A
/// slug names one rule; summary and reason are a line, lower case (but for AWS's own names), no full stop; there is an
/// example, the same mended, and a source: a URL, an engine with its version, or for what bob alone decides a page of
/// its own docs.
std::vector<std::string> flaws(Rules);

}  // namespace bobgen
