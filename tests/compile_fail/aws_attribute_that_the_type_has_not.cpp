// error: the resource type has no attribute of this name
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

inline const bob::aws::kinesis::Stream orders{.name = "Orders"};

#ifdef BAD
inline constexpr bob::Reference arn = bob::get_att<"ARN">(orders);
#else
inline constexpr bob::Reference arn = bob::get_att<"Arn">(orders);
#endif
