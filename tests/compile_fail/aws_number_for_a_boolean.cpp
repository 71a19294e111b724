// error: could not convert
#include <bob/aws/cloudwatch.h>
#include <bob/bob.h>

#ifdef BAD
inline const bob::aws::cloudwatch::Alarm late{.name = "Late", .ActionsEnabled = 1};
#else
inline const bob::aws::cloudwatch::Alarm late{.name = "Late", .ActionsEnabled = true};
#endif
