/// What is wrong with a suppression.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule suppression_without_reason{
    .id = "suppression-without-reason",
    .severity = Severity::error,
    .summary = "a suppression without a reason",
    .why = "the next reader cannot tell whether it still applies; it suppresses nothing",
    .example = R"(- {Rule: wildcard-action, Resource: AdminRole})",
    .better = R"(- {Rule: wildcard-action, Resource: AdminRole, Reason: "break-glass access, see runbook 7"})",
    .source = "bob, docs/validate.md"};

inline constexpr Rule suppression_of_unknown_rule{
    .id = "suppression-of-unknown-rule",
    .severity = Severity::error,
    .summary = "a suppression names a rule that does not exist",
    .why = "it suppresses nothing, and the finding that it was meant for may block a deployment",
    .example = R"(- {Rule: wildcard-actions, Reason: …})",
    .better = R"(- {Rule: wildcard-action, Reason: …})",
    .source = "bob, docs/validate.md"};

inline constexpr Rule unreadable_suppression{
    .id = "unreadable-suppression",
    .severity = Severity::error,
    .summary = "a suppression that does not consist of Rule, Resource, Reason and Until",
    .why = "it suppresses nothing",
    .example = R"(- {Rule: wildcard-action, Reason: …, Until: next summer})",
    .better = R"(- {Rule: wildcard-action, Reason: …, Until: 2027-08-31})",
    .source = "bob, docs/validate.md"};

inline constexpr Rule suppression_expired{
    .id = "suppression-expired",
    .severity = Severity::warning,
    .summary = "a suppression has expired",
    .why = "what it suppressed is reported again",
    .example = R"(- {Rule: blocked-runtime, Reason: "moves to nodejs22.x in July", Until: 2020-07-31})",
    .better = R"(Runtime: nodejs22.x)",
    .source = "bob, docs/validate.md"};

inline constexpr Rule suppression_without_end{
    .id = "suppression-without-end",
    .severity = Severity::warning,
    .summary = "a suppression that has no last day",
    .why = "what was right when it was written is looked at by nobody again",
    .example = R"(- {Rule: wildcard-action, Resource: AdminRole, Reason: "break-glass access"})",
    .better = R"(- {Rule: wildcard-action, Resource: AdminRole, Reason: "break-glass access", Until: 2027-03-31})",
    .source = "bob, docs/validate.md"};

inline constexpr Rule suppression_matches_nothing{
    .id = "suppression-matches-nothing",
    .severity = Severity::warning,
    .summary = "a suppression that matches no finding",
    .why = "the problem is fixed, or a name is misspelt; the next finding that it matches would be hidden",
    .example = R"(- {Rule: wildcard-action, Resource: RoleThatIsGone, Reason: …})",
    .better = R"(the same list without it)",
    .source = "bob, docs/validate.md"};

inline constexpr const Rule* suppressions[] = {&suppression_without_reason, &suppression_of_unknown_rule,
                                               &unreadable_suppression,     &suppression_expired,
                                               &suppression_without_end,    &suppression_matches_nothing};

}  // namespace bobgen::rules
