/// Data that would be lost without a word, and words about it that are not so.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule data_resource_vanishes{
    .id = "data-resource-vanishes",
    .severity = Severity::error,
    .summary = "a table, user pool, bucket or other resource with data is gone, and no tombstone says why",
    .why =
        "CloudFormation deletes what a template no longer has, or leaves it to nobody; an edit that looks harmless, "
        "as another name, may mean that",
    .example = R"(Stack{.name = "shop", .resources = {orders}}  // and `audit_log` until now)",
    .better =
        R"(Stack{.name = "shop",
      .resources = {orders},
      .tombstones = {{.of = Kind::table, .name = "AuditLog", .why = "moved to S3", .since = "2026-11-21", .data = Data::kept}}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"};

inline constexpr Rule data_resource_replaced{
    .id = "data-resource-replaced",
    .severity = Severity::error,
    .summary = "a change makes CloudFormation put a new, empty resource in the place of one with data",
    .why = "the new resource is empty, and the old one is deleted, or kept where no stack knows of it",
    .example =
        R"(Table<Order> orders{.name = "Orders", .partition_key = key<&Order::customer>};  // was key<&Order::id>)",
    .better =
        R"(Table<Order> orders_by_customer{.name = "OrdersByCustomer", .partition_key = key<&Order::customer>};  // beside it)",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "using-cfn-updating-stacks-update-behaviors.html"};

inline constexpr Rule kept_data_deleted{
    .id = "kept-data-deleted",
    .severity = Severity::error,
    .summary = "a tombstone says that the data is kept, and the resource's policy deletes it",
    .why =
        "what counts is the deployed policy: `DeletionPolicy` where a resource is gone, `UpdateReplacePolicy` where it "
        "is made anew",
    .example =
        R"(.tombstones = {{…, .data = Data::kept}}  // the table had `.deletion_policy = DeletionPolicy::remove`)",
    .better =
        R"(.deletion_policy = DeletionPolicy::retain  // deployed first; the tombstone comes with the next change)",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
        "aws-attribute-updatereplacepolicy.html"};

inline constexpr Rule lost_data_retained{
    .id = "lost-data-retained",
    .severity = Severity::warning,
    .summary = "a tombstone says that the data is lost, and the resource's policy keeps it",
    .why = "what CloudFormation keeps stays in the account, is paid for, and holds its name, and no stack knows of it",
    .example = R"(.tombstones = {{…, .data = Data::lost}}  // the table is retained, as all are that say nothing else)",
    .better = R"(.tombstones = {{…, .data = Data::kept}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"};

inline constexpr Rule tombstone_of_the_living{
    .id = "tombstone-of-the-living",
    .severity = Severity::error,
    .summary = "a new tombstone is for a resource that this change leaves as it is",
    .why =
        "a tombstone allows one loss, in the change that brings it; this one would be history when the loss comes, and "
        "so allow nothing",
    .example = R"(Stack{.resources = {orders}, .tombstones = {{.of = Kind::table, .name = "Orders", …}}})",
    .better = R"(Stack{.resources = {}, .tombstones = {{.of = Kind::table, .name = "Orders", …}}})",
    .source = "bob, docs/data-loss.md"};

inline constexpr Rule invalid_tombstone{
    .id = "invalid-tombstone",
    .severity = Severity::error,
    .summary = "a tombstone does not say what is gone, why, since when, or what becomes of the data",
    .why = "what it is for could not be told, or nobody would know in a year why the data is gone",
    .example = R"({.of = Kind::table, .name = "AuditLog", .why = runtime(reason), .since = "2026-11-21"})",
    .better =
        R"({.of = Kind::table, .name = "AuditLog", .why = "moved to S3", .since = "2026-11-21", .data = Data::kept})",
    .source = "bob, docs/data-loss.md"};

inline constexpr Rule leftover_template{
    .id = "leftover-template",
    .severity = Severity::warning,
    .summary = "a folder of templates is of a stack or stage that there is no more",
    .why = "the committed templates are what is deployed; one that nothing makes any more is believed by its readers",
    .example = "templates/shop/test/template.yml  # and no stacks/shop/config/test.yml",
    .better = "git rm -r templates/shop/test  # when its CloudFormation stack is deleted",
    .source = "bob, docs/data-loss.md"};

inline constexpr const Rule* data_loss[] = {&data_resource_vanishes, &data_resource_replaced,  &kept_data_deleted,
                                            &lost_data_retained,     &tombstone_of_the_living, &invalid_tombstone,
                                            &leftover_template};

}  // namespace bobgen::rules
