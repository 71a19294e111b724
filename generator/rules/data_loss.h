/// Data that would be lost silently, and tombstones that do not match what happens to the data.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule data_resource_vanishes{
    .id = "data-resource-vanishes",
    .severity = Severity::error,
    .summary = "a table, user pool, bucket or other resource with data is gone, and no tombstone says why",
    .why =
        "CloudFormation deletes what a template no longer has, or leaves it outside of any stack; an edit that looks "
        "harmless, such as a new name, can cause this",
    .example = R"(Stack{.name = "shop", .resources = {orders}}  // `audit_log` was listed here before)",
    .better =
        R"(Stack{.name = "shop",
      .resources = {orders},
      .tombstones = {{.of = Kind::table, .name = "AuditLog", .why = "moved to S3", .since = "2026-11-21", .data = Data::kept}}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"};

inline constexpr Rule data_resource_replaced{
    .id = "data-resource-replaced",
    .severity = Severity::error,
    .summary = "a change makes CloudFormation replace a resource that holds data with a new, empty one",
    .why = "the new resource is empty, and the old one is deleted, or kept outside of any stack",
    .example =
        R"(Table<Order> orders{.name = "Orders", .partition_key = key<&Order::customer>};  // was key<&Order::id>)",
    .better =
        R"(Table<Order> orders_by_customer{.name = "OrdersByCustomer", .partition_key = key<&Order::customer>};  // next to `orders`)",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
        "using-cfn-updating-stacks-update-behaviors.html"};

inline constexpr Rule kept_data_deleted{
    .id = "kept-data-deleted",
    .severity = Severity::error,
    .summary = "a tombstone says that the data is kept, but the resource's policy deletes it",
    .why =
        "the deployed policy decides: `DeletionPolicy` for a resource that is removed, `UpdateReplacePolicy` for one "
        "that is replaced",
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
    .summary = "a tombstone says that the data is lost, but the resource's policy keeps it",
    .why = "a retained resource stays in the account: it costs money and keeps its name, but belongs to no stack",
    .example = R"(.tombstones = {{…, .data = Data::lost}}  // the table is retained, which is the default)",
    .better = R"(.tombstones = {{…, .data = Data::kept}})",
    .source =
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"};

inline constexpr Rule tombstone_of_the_living{
    .id = "tombstone-of-the-living",
    .severity = Severity::error,
    .summary = "a new tombstone for a resource that this change does not remove or replace",
    .why =
        "a tombstone allows one loss, in the change that introduces it; by the time this resource is lost, the "
        "tombstone would be old and allow nothing",
    .example = R"(Stack{.resources = {orders}, .tombstones = {{.of = Kind::table, .name = "Orders", …}}})",
    .better = R"(Stack{.resources = {}, .tombstones = {{.of = Kind::table, .name = "Orders", …}}})",
    .source = "bob, docs/data-loss.md"};

inline constexpr Rule future_tombstone{
    .id = "future-tombstone",
    .severity = Severity::warning,
    .summary = "a new tombstone has a date in the future",
    .why =
        "the date records when it was decided to give up the data; a wrong one misleads anyone who looks a year later",
    .example = R"({.of = Kind::table, .name = "Orders", .why = "moved", .since = "9999-12-31", …})",
    .better = R"({.of = Kind::table, .name = "Orders", .why = "moved", .since = "2026-11-21", …})",
    .source = "bob, docs/data-loss.md"};

inline constexpr Rule invalid_tombstone{
    .id = "invalid-tombstone",
    .severity = Severity::error,
    .summary = "a tombstone does not say what is removed, why, since when, or what happens to the data",
    .why =
        "without these facts bob cannot match the tombstone to a resource, and a year from now nobody would know why "
        "the data is gone",
    .example = R"({.of = Kind::table, .name = "AuditLog", .why = runtime(reason), .since = "2026-11-21"})",
    .better =
        R"({.of = Kind::table, .name = "AuditLog", .why = "moved to S3", .since = "2026-11-21", .data = Data::kept})",
    .source = "bob, docs/data-loss.md"};

inline constexpr Rule leftover_template{
    .id = "leftover-template",
    .severity = Severity::warning,
    .summary = "a templates folder belongs to a stack or stage that no longer exists",
    .why =
        "the committed templates are meant to be what is deployed; readers would trust one that is no longer generated",
    .example = "templates/shop/test/template.yml  # stacks/shop/config/test.yml does not exist",
    .better = "git rm -r templates/shop/test  # after its CloudFormation stack is deleted",
    .source = "bob, docs/data-loss.md"};

inline constexpr const Rule* data_loss[] = {&data_resource_vanishes, &data_resource_replaced,  &kept_data_deleted,
                                            &lost_data_retained,     &tombstone_of_the_living, &future_tombstone,
                                            &invalid_tombstone,      &leftover_template};

}  // namespace bobgen::rules
