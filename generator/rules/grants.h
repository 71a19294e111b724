/// What functions are granted, compared with what they declare.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule undeclared_index{
    .id = "undeclared-index",
    .severity = Severity::error,
    .summary = "a function uses an index that its table does not have",
    .why = "the policy would name an index that does not exist, and every query on it would be denied at run time",
    .example = R"(.uses = {Use(Access::query, Kind::table, "Orders", "ByDay")}  // Orders has the index ByDate)",
    .better = R"(.uses = {queries<orders, "ByDate">})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"};

inline constexpr Rule scan_granted_unused{
    .id = "scan-granted-unused",
    .severity = Severity::warning,
    .summary = "a statement grants Scan to a function that declares no scan",
    .why = "a scan reads and bills every item of the table; an unused permission has no benefit and can be misused",
    .example = R"(.statements = {{.actions = {"dynamodb:Scan"}, .resources = {arn(orders)}}})",
    .better = R"(.uses = {queries<orders, "ByDate">}  // or, if it must be: .uses = {scans<orders>})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-query-scan.html"};

inline constexpr Rule scan_declared{
    .id = "scan-declared",
    .severity = Severity::warning,
    .summary = "a function scans a table",
    .why =
        "a scan reads and bills every item of the table or index, however few it returns, and gets slower with every "
        "item",
    .example = R"(.uses = {scans<orders>})",
    .better = R"(.uses = {queries<orders, "ByDate">})",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-query-scan.html"};

inline constexpr Rule key_not_in_policy{
    .id = "key-not-in-policy",
    .severity = Severity::warning,
    .summary = "a function uses what is encrypted with a key that its role can't be given",
    .why =
        "the service asks KMS in the function's name, so every call is refused when it runs; a policy names a key by "
        "its ARN, and an alias is not a key; a wildcard does not say whose key is needed",
    .example = R"(Queue{.name = "mail", .kms_key = "alias/mail"}, Function{.uses = {sends<mail>}, …})",
    .better = R"(Queue{.name = "mail", .kms_key = attribute(mail_key, "Arn")}, Function{.uses = {sends<mail>}, …})",
    .source = "https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html"};

inline constexpr Rule action_on_other_resource{
    .id = "action-on-other-resource",
    .severity = Severity::error,
    .summary = "an action is allowed on a resource that it can't be limited to",
    .why =
        "IAM would compare the action's own kind of resource with this one, so every call would be denied at run time",
    .example = R"(.uses = {allows<"states:StartExecution", mail>}  // a queue)",
    .better = R"(.uses = {allows<"states:StartExecution", orders>}  // a state machine)",
    .source =
        "https://docs.aws.amazon.com/service-authorization/latest/reference/"
        "reference_policies_actions-resources-contextkeys.html"};

inline constexpr const Rule* grants[] = {&undeclared_index, &scan_granted_unused, &scan_declared, &key_not_in_policy,
                                         &action_on_other_resource};

}  // namespace bobgen::rules
