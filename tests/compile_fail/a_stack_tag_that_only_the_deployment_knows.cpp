// error: use of deleted function
#include <bob/bob.h>

#ifdef BAD
constexpr bob::StackTag tag{"region", bob::ref("AWS::Region")};
#else
constexpr bob::StackTag tag{"region", "eu-central-1"};
#endif
