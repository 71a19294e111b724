// error: has no non-static data member named 'Shards'
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .Shards = 2};
#else
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .ShardCount = 2};
#endif
