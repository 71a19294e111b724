// error: is not a constant expression
#include <bob/aws/sns.h>
#include <bob/bob.h>

#include <string>

bob::aws::sns::Topic topic(const std::string& stage) {
#ifdef BAD
    return {.name = "Topic", .DisplayName = stage.c_str()};
#else
    return {.name = "Topic", .DisplayName = bob::runtime(stage)};
#endif
}
