// Types of `bob::aws`, referred to by each other and by a function.
#include <bob/aws/iam.h>
#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>

namespace aws_types {

inline const bob::aws::iam::Role role{
    .name = "StatesRole",
    .AssumeRolePolicyDocument =
        bob::Object{
            {"Version", "2012-10-17"},
            {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                 {"Action", "sts:AssumeRole"},
                                                 {"Principal", bob::Object{{"Service", "states.amazonaws.com"}}}}}}},
};

inline const bob::aws::stepfunctions::StateMachine orders{
    .name = "Orders",
    .DefinitionString = R"({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})",
    .LoggingConfiguration = {{.IncludeExecutionData = false, .Level = "OFF"}},
    .RoleArn = role,
    .StateMachineType = "EXPRESS",
    .Tags = {{.Key = "team", .Value = "orders"}},
    .depends_on = {role},
};

inline constexpr bob::Function start{
    .name = "start",
    .uses = {bob::allows<"states:StartSyncExecution", orders>, bob::allows<"states:StartExecution", orders>},
    .environment = {{"ORDERS", bob::ref(orders)}},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "states",
            .resources = {role, orders, start, bob::Output{.name = "OrdersArn", .value = bob::get_att<"Arn">(orders)}}};
}

}  // namespace aws_types
