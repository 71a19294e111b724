#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .alb = {{.listener = "arn", .priority = 1}}};
#else
constexpr bob::Function work{.name = "work", .alb = {{.listener = "arn", .priority = 1, .paths = {"/orders"}}}};
#endif
