// error: could not convert
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .StreamModeDetails = {{.Mode = "ON_DEMAND"}}};
#else
inline const bob::aws::kinesis::Stream orders{.name = "Orders", .StreamModeDetails = {{.StreamMode = "ON_DEMAND"}}};
#endif
