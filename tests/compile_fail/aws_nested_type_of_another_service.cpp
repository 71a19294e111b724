// error: could not convert
#include <bob/aws/kinesis.h>
#include <bob/aws/kinesisfirehose.h>
#include <bob/bob.h>

namespace aws = bob::aws;

#ifdef BAD
inline const aws::kinesis::Stream orders{
    .name = "Orders",
    .StreamEncryption =
        aws::kinesisfirehose::DeliveryStreamDeliveryStreamEncryptionConfigurationInput{.KeyType = "AWS_OWNED_CMK"}};
#else
inline const aws::kinesis::Stream orders{
    .name = "Orders", .StreamEncryption = aws::kinesis::StreamStreamEncryption{.EncryptionType = "KMS", .KeyId = "k"}};
#endif
