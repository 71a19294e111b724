#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .url = {.cors = true}};
#else
constexpr bob::Function work{.name = "work", .url = {.auth_type = bob::UrlAuthType::aws_iam, .cors = true}};
#endif
