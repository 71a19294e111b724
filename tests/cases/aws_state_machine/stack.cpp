// A state machine that one function starts and that calls another.
#include <bob/aws/iam.h>
#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>

namespace aws_state_machine {

inline constexpr bob::Function pack{.name = "pack"};

inline const bob::aws::iam::Role runs_orders{
    .name = "RunsOrders",
    .AssumeRolePolicyDocument =
        bob::Object{
            {"Version", "2012-10-17"},
            {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                 {"Action", "sts:AssumeRole"},
                                                 {"Principal", bob::Object{{"Service", "states.amazonaws.com"}}}}}}},
    .Policies = {{.PolicyDocument =
                      bob::Object{{"Version", "2012-10-17"},
                                  {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                                       {"Action", "lambda:InvokeFunction"},
                                                                       {"Resource", bob::arn(pack)}}}}},
                  .PolicyName = "pack"}},
};

inline const bob::aws::stepfunctions::StateMachine orders{
    .name = "Orders",
    .Definition =
        bob::Object{
            {"StartAt", "Pack"},
            {"States",
             bob::Object{{"Pack", bob::Object{{"Type", "Task"}, {"Resource", bob::arn(pack)}, {"End", true}}}}}},
    .RoleArn = runs_orders,
    .StateMachineType = "EXPRESS",
};

inline constexpr bob::Function take_order{
    .name = "takeOrder",
    .http_api = {{bob::POST, "/orders"}},
    .uses = {bob::allows<"states:StartExecution", orders>},
    .environment = {{"ORDERS", bob::arn(orders)}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "orders", .resources = {pack, runs_orders, orders, take_order}}; }

}  // namespace aws_state_machine
