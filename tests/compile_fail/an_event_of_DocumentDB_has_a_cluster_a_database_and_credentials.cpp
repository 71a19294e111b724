#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .document_db = {{.cluster = "arn", .credentials = "arn"}}};
#else
constexpr bob::Function work{.name = "work",
                             .document_db = {{.cluster = "arn", .database = "shop", .credentials = "arn"}}};
#endif
