// error: an action is a service and what it does, as in `states:StartExecution`
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

inline const bob::aws::kinesis::Stream orders{.name = "Orders"};

#ifdef BAD
inline constexpr bob::Function take{.name = "take", .uses = {bob::allows<"PutRecord", orders>}};
#else
inline constexpr bob::Function take{.name = "take", .uses = {bob::allows<"kinesis:PutRecord", orders>}};
#endif
