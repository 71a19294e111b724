/// What CloudFormation requires of a template as a whole: its size, its names.
#pragma once

#include "generator/report/rule.h"

namespace bobgen::rules {

inline constexpr Rule no_resources{
    .id = "no-resources",
    .severity = Severity::error,
    .summary = "a stack without any resources",
    .why = "CloudFormation rejects a template whose `Resources` section is missing or empty",
    .example = R"(Stack{.name = "shop", .resources = {}})",
    .better = R"(Stack{.name = "shop", .resources = {orders}})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule too_many_resources{
    .id = "too-many-resources",
    .severity = Severity::error,
    .summary = "more resources than CloudFormation allows in one template",
    .why = "CloudFormation rejects the template before it creates anything; AWS does not raise this quota",
    .example = R"(Stack{.name = "shop", .resources = {…}}  // 120 functions: each with a log group, a role, a route …)",
    .better = R"(Stack{.name = "shop-orders", …} and Stack{.name = "shop-users", …})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule template_too_large{
    .id = "template-too-large",
    .severity = Severity::error,
    .summary = "a template larger than CloudFormation allows",
    .why = "CloudFormation rejects the template even when it is uploaded to S3",
    .example = R"(Stack{.name = "shop", …}  // its template is 1.2 MB)",
    .better = R"(Stack{.name = "shop-orders", …} and Stack{.name = "shop-users", …})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule too_many_parameters{
    .id = "too-many-parameters",
    .severity = Severity::error,
    .summary = "more parameters than CloudFormation allows in one template",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = R"(for (auto name : names) stack.add(Parameter{.name = runtime(name)});  // 201 names)",
    .better = R"(Config<std::string>{"queue.name"}  // values known per stage do not need a parameter)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule too_many_outputs{
    .id = "too-many-outputs",
    .severity = Severity::error,
    .summary = "more outputs than CloudFormation allows in one template",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = R"(for (auto name : names) stack.add(Output{.name = runtime(name), …});  // 201 names)",
    .better = R"(Output{.name = "OrdersTable", .value = ref(orders)}  // only values that are read somewhere)",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule too_many_api_routes{
    .id = "too-many-api-routes",
    .severity = Severity::warning,
    .summary = "more resources or routes in one API than the default quota allows",
    .why = "API Gateway creates no more than its quota, so the deployment fails and rolls back",
    .example = R"(.http = {{GET, "/report/january"}, {GET, "/report/february"}, …}  // 301 paths)",
    .better = R"(.http = {{GET, "/report/{month}"}})",
    .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"};

inline constexpr Rule description_too_long{
    .id = "description-too-long",
    .severity = Severity::error,
    .summary = "a template description longer than CloudFormation allows",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = R"(Stack{.name = "shop", .description = "…"}  // 1025 bytes)",
    .better = R"(Stack{.name = "shop", .description = "orders and their payment"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"};

inline constexpr Rule too_many_tags{.id = "too-many-tags",
                                    .severity = Severity::error,
                                    .summary = "more tags on a resource than AWS allows",
                                    .why = "the service rejects the resource, so the deployment fails and rolls back",
                                    .example = R"(Stack{.tags = {…}}  // 30 tags, and 30 others on the table)",
                                    .better = R"(Stack{.tags = {{"team", "chess"}, {"stage", "dev"}}})",
                                    .source = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"};

inline constexpr Rule invalid_logical_id{
    .id = "invalid-logical-id",
    .severity = Severity::error,
    .summary = "a logical id that is too long, or has characters other than letters and digits",
    .why = "CloudFormation rejects the template before it creates anything",
    .example = R"(RawResource{.name = runtime("event_bus"), .type = "AWS::Events::EventBus"})",
    .better = R"(RawResource{.name = runtime("EventBus"), .type = "AWS::Events::EventBus"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule duplicate_logical_id{
    .id = "duplicate-logical-id",
    .severity = Severity::error,
    .summary = "two parts of a template with the same logical id",
    .why = "a template has each logical id once: the second declaration would silently replace the first",
    .example = R"(Queue{.name = "mail"}, RawResource{.name = "MailQueue", .type = "AWS::SQS::Queue"})",
    .better = R"(Queue{.name = "mail"}, RawResource{.name = "OldMailQueue", .type = "AWS::SQS::Queue"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html"};

inline constexpr Rule duplicate_physical_name{
    .id = "duplicate-physical-name",
    .severity = Severity::error,
    .summary = "two resources of one type with the same physical name",
    .why = "a name is unique in an account and region, so creating the second resource fails",
    .example = R"(Queue{.name = "mail", .queue_name = "mail"}, Queue{.name = "post", .queue_name = "mail"})",
    .better = R"(Queue{.name = "mail", .queue_name = "mail"}, Queue{.name = "post", .queue_name = "post"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html"};

inline constexpr Rule invalid_physical_name{
    .id = "invalid-physical-name",
    .severity = Severity::error,
    .summary = "a physical name that its service rejects: too long, too short, or with an invalid character",
    .why = "the service rejects the resource, so the deployment fails and rolls back",
    .example = R"(Function{.name = "exportTheGamesOfAllTournamentsOfTheYear"}  // over 64 with stack and stage)",
    .better = R"(Function{.name = "exportGames"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html"};

inline constexpr Rule duplicate_export{
    .id = "duplicate-export",
    .severity = Severity::error,
    .summary = "two outputs exported under the same name",
    .why = "an export name is unique in an account and region, so CloudFormation rejects the second one",
    .example = R"(Output{.name = "A", .export_name = "orders"}, Output{.name = "B", .export_name = "orders"})",
    .better = R"(Output{.name = "A", .export_name = "orders"}, Output{.name = "B", .export_name = "orders-arn"})",
    .source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html"};

inline constexpr const Rule* whole_template[] = {
    &no_resources,       &too_many_resources,   &template_too_large,      &too_many_parameters,
    &too_many_outputs,   &too_many_api_routes,  &description_too_long,    &too_many_tags,
    &invalid_logical_id, &duplicate_logical_id, &duplicate_physical_name, &invalid_physical_name,
    &duplicate_export};

}  // namespace bobgen::rules
