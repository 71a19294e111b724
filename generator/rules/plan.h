/// What no sequence of deployments can do, or not without losing data.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule plan_data_loss{
    .id = "plan-data-loss",
    .severity = Severity::error,
    .summary = "a plan would lose data that no tombstone covers",
    .why = "CloudFormation deletes the data together with the resource, and no later step of a plan can restore it",
    .example = "# the new template has no `Orders` and no tombstone for it",
    .better =
        "Metadata: {Bob: {Tombstones: [{LogicalId: Orders, Type: 'AWS::DynamoDB::Table', Why: …, Since: …, Data: "
        "lost}]}}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"};

inline constexpr Rule plan_name_taken{
    .id = "plan-name-taken",
    .severity = Severity::error,
    .summary = "a table must be copied to a new one, and both have the same `TableName`",
    .why =
        "a new key needs a new table, which exists next to the old one while the items are copied; two tables in an "
        "account and region cannot have the same name",
    .example = "TableName: orders  # in both templates, with a different KeySchema",
    .better = "TableName: orders-by-id  # or no TableName at all",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html"};

inline constexpr Rule plan_no_order{
    .id = "plan-no-order",
    .severity = Severity::error,
    .summary = "changes depend on each other, so none of them can be made first",
    .why =
        "an index must exist before the code that queries it, and must stay until no code does; a table has at most 20 "
        "global indexes at a time",
    .example = "# 20 indexes before and after; one function moves from an index that is deleted to one that is created",
    .better = "# let the function use neither index for one deployment, or raise the quota",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"};

inline constexpr Rule plan_no_way{
    .id = "plan-no-way",
    .severity = Severity::error,
    .summary = "CloudFormation rejects a change, and bob knows no intermediate templates that avoid it",
    .why = "the update fails and is rolled back, with everything else in it",
    .example = "# a user pool's schema attribute is removed",
    .better = "# a new user pool next to the old one, with its own logical id",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "using-cfn-updating-stacks-update-behaviors.html"};

inline constexpr Rule plan_invalid_between{
    .id = "plan-invalid-between",
    .severity = Severity::error,
    .summary = "an intermediate template would break a rule that both templates obey",
    .why = "every template of a plan is deployed, so every one must be valid",
    .example = "# an environment variable holds the ARN of a stream that is off in an intermediate template",
    .better = "# two changes: first without the variable, then with it",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html"};

inline constexpr const Rule* plan[] = {&plan_data_loss, &plan_name_taken, &plan_no_order, &plan_no_way,
                                       &plan_invalid_between};

}  // namespace bobgen::rules
