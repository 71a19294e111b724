// error: CloudFormation gives no ARN of this resource type: write it with `sub`
#include <bob/aws/sns.h>
#include <bob/bob.h>

inline const bob::aws::sns::TopicPolicy policy{
    .name = "Policy", .PolicyDocument = bob::Object{}, .Topics = {bob::ref("Topic")}};

#ifdef BAD
inline constexpr bob::Reference arn = bob::arn(policy);
#else
inline constexpr bob::Reference id = bob::ref(policy);
#endif
