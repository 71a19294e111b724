// error: could not convert
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .ShardCount = {1, 2}};
#else
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .ShardCount = {1}};
#endif
