/// What is wrong in a policy: who may do what, on which resource.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule incomplete_statement{
    .id = "incomplete-statement",
    .severity = Severity::error,
    .summary = "a policy statement lacks an element that IAM requires",
    .why = "IAM rejects the document as malformed, so the deployment fails and rolls back",
    .example = R"(Statement{.actions = {"ses:SendEmail"}})",
    .better = R"(Statement{.actions = {"ses:SendEmail"}, .resources = {sub("arn:…:identity/chess.example")}})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"};

inline constexpr Rule malformed_policy{
    .id = "malformed-policy",
    .severity = Severity::error,
    .summary = "a policy that IAM's grammar does not allow",
    .why = "IAM rejects the document as malformed, so the deployment fails and rolls back",
    .example = R"(Object{{"Effect", "Allow"}, {"Actions", "s3:GetObject"}, {"Resource", "…"}})",
    .better = R"(Object{{"Effect", "Allow"}, {"Action", "s3:GetObject"}, {"Resource", "…"}})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"};

inline constexpr Rule invalid_principal{
    .id = "invalid-principal",
    .severity = Severity::error,
    .summary = "a policy names an invalid principal",
    .why = "AWS rejects a policy with an invalid principal, so the deployment fails and rolls back",
    .example = R"(Object{{"Principal", Object{{"Service", "lambda"}}}, …})",
    .better = R"(Object{{"Principal", Object{{"Service", "lambda.amazonaws.com"}}}, …})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"};

inline constexpr Rule unknown_condition_operator{
    .id = "unknown-condition-operator",
    .severity = Severity::error,
    .summary = "a policy condition uses an operator that IAM does not have",
    .why = "IAM rejects the document as malformed, so the deployment fails and rolls back",
    .example = R"(Object{{"Condition", Object{{"StringEqual", Object{{"aws:SourceAccount", "…"}}}}}, …})",
    .better = R"(Object{{"Condition", Object{{"StringEquals", Object{{"aws:SourceAccount", "…"}}}}}, …})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"};

inline constexpr Rule unknown_condition_key{
    .id = "unknown-condition-key",
    .severity = Severity::warning,
    .summary = "a policy condition uses a key that no request has",
    .why = "the condition never matches, so the statement never applies; with a negated operator it always matches",
    .example = R"(Object{{"Condition", Object{{"ArnLike", Object{{"aws:SourceARNs", "…"}}}}}, …})",
    .better = R"(Object{{"Condition", Object{{"ArnLike", Object{{"aws:SourceArn", "…"}}}}}, …})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"};

inline constexpr Rule missing_policy_version{
    .id = "missing-policy-version",
    .severity = Severity::warning,
    .summary = "a policy document without `Version`",
    .why = "IAM then uses version 2008-10-17, where policy variables such as `${aws:username}` are plain text",
    .example = R"(Object{{"PolicyDocument", Object{{"Statement", Array{…}}}}})",
    .better = R"(Object{{"PolicyDocument", Object{{"Version", "2012-10-17"}, {"Statement", Array{…}}}}})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"};

inline constexpr Rule unknown_iam_service{
    .id = "unknown-iam-service",
    .severity = Severity::warning,
    .summary = "an action whose prefix is not a service",
    .why =
        "IAM accepts the policy; unless the service is newer than bob's data, the statement grants nothing, and the "
        "call is denied at run time",
    .example = R"(Statement{.actions = {"dynamo:GetItem"}, …})",
    .better = R"(Statement{.actions = {"dynamodb:GetItem"}, …})",
    .source = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html"};

inline constexpr Rule unknown_iam_action{
    .id = "unknown-iam-action",
    .severity = Severity::warning,
    .summary = "an action that its service does not have",
    .why =
        "IAM accepts the policy; unless the action is newer than bob's data, the statement grants nothing, and the "
        "call "
        "is denied at run time",
    .example = R"(Statement{.actions = {"dynamodb:GetItems"}, …})",
    .better = R"(Statement{.actions = {"dynamodb:GetItem"}, …})",
    .source = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html"};

inline constexpr Rule action_without_service{
    .id = "action-without-service",
    .severity = Severity::error,
    .summary = "an action without the prefix of its service",
    .why = "IAM refuses the policy: \"Actions/Conditions must be prefaced by a vendor\"",
    .example = R"(Statement{.actions = {"GetItem"}, …})",
    .better = R"(Statement{.actions = {"dynamodb:GetItem"}, …})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"};

inline constexpr Rule action_pattern_matches_nothing{
    .id = "action-pattern-matches-nothing",
    .severity = Severity::warning,
    .summary = "an action with a wildcard that matches no action",
    .why = "IAM accepts the policy, the statement grants nothing, and the call is denied at run time",
    .example = R"(Statement{.actions = {"dynamodb:Fetch*"}, …})",
    .better = R"(Statement{.actions = {"dynamodb:GetItem", "dynamodb:BatchGetItem"}, …})",
    .source = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html"};

inline constexpr Rule wildcard_action{
    .id = "wildcard-action",
    .severity = Severity::warning,
    .summary = "a statement allows actions by wildcard",
    .why = "it allows more than the code needs, and every action that AWS adds later and the pattern matches",
    .example = R"(Statement{.actions = {"s3:*"}, …})",
    .better = R"(Statement{.actions = {"s3:GetObject"}, …})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"};

inline constexpr Rule wildcard_resource{
    .id = "wildcard-resource",
    .severity = Severity::warning,
    .summary = "a statement allows an action on every resource, though the action can be limited to specific resources",
    .why = "it covers every resource in the account, including those of other stacks and stages",
    .example = R"(Statement{.actions = {"sqs:SendMessage"}, .resources = {"*"}})",
    .better = R"(.uses = {sends<mail>})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"};

inline constexpr Rule action_never_applies{
    .id = "action-never-applies",
    .severity = Severity::warning,
    .summary = "a statement allows an action on a resource that the action does not apply to",
    .why = "the statement grants nothing for this action, and the call is denied at run time",
    .example = R"(Statement{.actions = {"s3:GetObject"}, .resources = {attribute(uploads, "Arn")}})",
    .better = R"(Statement{.actions = {"s3:GetObject"}, .resources = {sub("${UploadsBucket.Arn}/*")}})",
    .source = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html"};

inline constexpr Rule allow_all_but{
    .id = "allow-all-but",
    .severity = Severity::warning,
    .summary = "a statement allows everything except what it lists",
    .why =
        "`Allow` with `NotAction` or `NotResource` grants everything in AWS outside the list, including what is added "
        "later",
    .example = R"(Object{{"Effect", "Allow"}, {"NotAction", "iam:*"}, {"Resource", "*"}})",
    .better = R"(Object{{"Effect", "Allow"}, {"Action", "s3:GetObject"}, {"Resource", "…"}})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"};

inline constexpr Rule public_principal{
    .id = "public-principal",
    .severity = Severity::warning,
    .summary = "a resource policy allows everyone, without a condition",
    .why = "anyone with an AWS account, and for some services anyone at all, may do what the statement allows",
    .example = R"(PolicyStatement{.principal = {.type = "*"}, .statement = {…}})",
    .better = R"(PolicyStatement{.principal = {.type = "Service", .ids = {"cloudfront.amazonaws.com"}}, …})",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"};

inline constexpr Rule unknown_table_in_policy{
    .id = "unknown-table-in-policy",
    .severity = Severity::warning,
    .summary = "a policy names a table that is not in the stack",
    .why = "IAM does not check whether a table exists, so a misspelt name is only denied at run time",
    .example = R"(Statement{.actions = {"dynamodb:GetItem"}, .resources = {sub("arn:…:table/orderz")}})",
    .better = R"(.uses = {reads<orders>})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html"};

inline constexpr Rule unknown_index_in_policy{
    .id = "unknown-index-in-policy",
    .severity = Severity::error,
    .summary = "a policy names an index that the table does not have",
    .why = "IAM does not check whether an index exists, so the query is only denied at run time",
    .example = R"(Statement{.actions = {"dynamodb:Query"}, .resources = {sub("${Orders.Arn}/index/ByOwnr")}})",
    .better = R"(.uses = {queries<orders, "ByOwner">})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html"};

inline constexpr Rule role_policy_too_large{
    .id = "role-policy-too-large",
    .severity = Severity::error,
    .summary = "the inline policies of a role are longer than IAM allows",
    .why = "IAM rejects the policy, so the deployment fails and rolls back",
    .example = R"(Function{.statements = {…}}  // hundreds of actions and ARNs)",
    .better = R"(two functions with the statements that each of them needs)",
    .source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"};

inline constexpr const Rule* iam[] = {&incomplete_statement,    &malformed_policy,
                                      &invalid_principal,       &unknown_condition_operator,
                                      &unknown_condition_key,   &missing_policy_version,
                                      &unknown_iam_service,     &unknown_iam_action,
                                      &action_without_service,  &action_pattern_matches_nothing,
                                      &wildcard_action,         &wildcard_resource,
                                      &action_never_applies,    &allow_all_but,
                                      &public_principal,        &unknown_table_in_policy,
                                      &unknown_index_in_policy, &role_policy_too_large};

}  // namespace bobgen::rules
