/// What no sequence of deploys can do, or none that keeps the data.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule plan_data_loss{
    .id = "plan-data-loss",
    .severity = Severity::error,
    .summary = "a plan would lose data that no tombstone gives up",
    .why = "what CloudFormation deletes or replaces takes its data along, and no later step of a plan brings it back",
    .example = "# the new template has no `Orders`, and no tombstone for it",
    .better =
        "Metadata: {Bob: {Tombstones: [{LogicalId: Orders, Type: 'AWS::DynamoDB::Table', Why: …, Since: …, Data: "
        "lost}]}}",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"};

inline constexpr Rule plan_name_taken{
    .id = "plan-name-taken",
    .severity = Severity::error,
    .summary = "a table needs a new one beside it, and both have the same `TableName`",
    .why =
        "a new key needs a new table, which stands beside the old one while the items are copied; two tables of an "
        "account and region can't share a name",
    .example = "TableName: orders  # in both templates, with another KeySchema",
    .better = "TableName: orders-by-id  # or no TableName at all",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html"};

inline constexpr Rule plan_no_order{
    .id = "plan-no-order",
    .severity = Severity::error,
    .summary = "changes wait for each other, so that none can be the first",
    .why =
        "an index must be there before the code that queries it, and must stay until no code does; a table takes 20 "
        "global indexes at a time",
    .example = "# 20 indexes before and after; one function goes from the index that goes to the one that comes",
    .better = "# let the function do without both for one deploy, or raise the quota",
    .source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html"};

inline constexpr Rule plan_no_way{
    .id = "plan-no-way",
    .severity = Severity::error,
    .summary = "CloudFormation refuses a change, and bob knows no templates in between that lead around it",
    .why = "the update fails and is rolled back, with everything else that was in it",
    .example = "# a user pool's schema attribute is removed",
    .better = "# a new user pool beside the old one, under a logical id of its own",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "using-cfn-updating-stacks-update-behaviors.html"};

inline constexpr Rule plan_invalid_between{
    .id = "plan-invalid-between",
    .severity = Severity::error,
    .summary = "a template between the two would break a rule that both keep",
    .why = "every template of a plan is deployed, so every one has to be valid",
    .example = "# an environment variable holds the ARN of a stream that is off in between",
    .better = "# two changes: first without the variable, then with it",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html"};

inline constexpr const Rule* plan[] = {&plan_data_loss, &plan_name_taken, &plan_no_order, &plan_no_way,
                                       &plan_invalid_between};

}  // namespace bobgen::rules
