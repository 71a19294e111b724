// error: 'Stream' in namespace 'bob::aws::sqs' does not name a type
#include <bob/aws/kinesis.h>
#include <bob/aws/sqs.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::sqs::Stream orders{.name = "Orders"};
#else
inline const bob::aws::kinesis::Stream orders{.name = "Orders"};
#endif
