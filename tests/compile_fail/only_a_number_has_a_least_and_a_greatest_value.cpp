#include <bob/bob.h>

#ifdef BAD
constexpr bob::UserPool people{.name = "People", .schema = {{.name = "score", .max_value = 10}}};
#else
constexpr bob::UserPool people{.name = "People",
                               .schema = {{.name = "score", .type = bob::AttributeDataType::number, .max_value = 10}}};
#endif
