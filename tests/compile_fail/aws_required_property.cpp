// error: bob::aws::stepfunctions::missing::RoleArn
#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>

#ifdef BAD
bob::aws::stepfunctions::StateMachine orders{.name = "Orders", .StateMachineType = "EXPRESS"};
#else
bob::aws::stepfunctions::StateMachine orders{.name = "Orders", .RoleArn = bob::ref("Role")};
#endif
