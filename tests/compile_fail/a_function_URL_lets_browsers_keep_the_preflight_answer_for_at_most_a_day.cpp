#include <bob/bob.h>

using namespace bob::literals;
#ifdef BAD
constexpr bob::Cors shop{.max_age = 25h};
#else
constexpr bob::Cors shop{.max_age = 24h};
#endif
constexpr bob::Function work{.name = "work", .url = {.auth_type = bob::UrlAuthType::aws_iam, .cors = shop}};
