// error: bob::aws::kinesis::missing::KeyId
#include <bob/aws/kinesis.h>
#include <bob/bob.h>

#ifdef BAD
bob::aws::kinesis::Stream orders{.name = "Orders", .StreamEncryption = {{.EncryptionType = "KMS"}}};
#else
bob::aws::kinesis::Stream orders{.name = "Orders",
                                 .StreamEncryption = {{.EncryptionType = "KMS", .KeyId = "alias/aws/kinesis"}}};
#endif
