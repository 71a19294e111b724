#include <bob/bob.h>

#include "functions.h"
#include "tables.h"

namespace catalog {

bob::Stack stack(const bob::Stage&) {
    return {
        .name = "catalog",
        .resources =
            {
                things,
                get_thing,
                put_thing,
            },
    };
}

}  // namespace catalog
