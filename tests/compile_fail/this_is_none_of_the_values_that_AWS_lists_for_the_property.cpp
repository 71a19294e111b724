#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::stepfunctions::StateMachine orders{
    .name = "Orders", .RoleArn = bob::ref("Role"), .StateMachineType = "FAST"};
#else
inline const bob::aws::stepfunctions::StateMachine orders{
    .name = "Orders", .RoleArn = bob::ref("Role"), .StateMachineType = bob::aws::unlisted("FAST")};
#endif
