// error: could not convert
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .DesiredShardLevelMetrics = 1};
#else
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .DesiredShardLevelMetrics = {"IncomingBytes"}};
#endif
