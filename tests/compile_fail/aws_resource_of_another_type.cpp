// error: could not convert
#include <bob/aws/iam.h>
#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>

inline constexpr bob::Queue mail{.name = "mail"};
inline const bob::aws::iam::Role role{.name = "Role", .AssumeRolePolicyDocument = bob::Object{}};

#ifdef BAD
inline const bob::aws::stepfunctions::StateMachine orders{.name = "Orders", .RoleArn = mail};
#else
inline const bob::aws::stepfunctions::StateMachine orders{.name = "Orders", .RoleArn = role};
#endif
