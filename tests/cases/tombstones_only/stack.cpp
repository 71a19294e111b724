/// A stack on its way out: CloudFormation takes no template without a resource, so there is one that does nothing.
#include <bob/bob.h>

namespace tombstones_only {

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .tombstones = {{.of = bob::Kind::table,
                            .name = "Orders",
                            .why = "the shop is closed",
                            .since = "2026-11-21",
                            .data = bob::Data::kept}}};
}

}  // namespace tombstones_only
