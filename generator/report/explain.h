/// What bob knows independently of any stack, for the terminal and for the docs: its rules and AWS's limits.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "bob/limits.h"
#include "generator/report/rule.h"

namespace bobgen {

using Rules = std::span<const Rule* const>;
using Limits = std::span<const bob::Limit* const>;

/// `bobgen explain RULE`: reason, example, the corrected example, and the AWS source.
std::string explain(const Rule&);
/// `bobgen rules`: one line each, in columns.
std::string rules_list(Rules = all_rules());
/// `docs/rules.md`: the id is the heading, so that it is the anchor too.
std::string rules_markdown(Rules = all_rules());

/// `bobgen limits`: the numbers, grouped by the AWS page that states them.
std::string limits_table(Limits = bob::limits::all);
/// `docs/limits.md`.
std::string limits_markdown(Limits = bob::limits::all);

/// Style errors in the rules' texts, one sentence each; nothing when they follow the house style. A slug names one
/// rule; summary and reason are one line, lower case (except for AWS's own names), no full stop, plain modern English;
/// there is an example, the corrected example, and a source: a URL, an engine with its version, or a page of bob's docs
/// for what only bob decides.
std::vector<std::string> flaws(Rules);

}  // namespace bobgen
