// A property that is newer than bob's data goes into the template as it is.
#include <bob/bob.h>

namespace warn_unlisted_property {

static const bob::RawResource names{
    .name = "Names",
    .type = "AWS::Route53Profiles::Profile",
    .properties = {{"Name", "names"}, {"Orbit", "low"}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "names", .resources = {names}}; }

}  // namespace warn_unlisted_property
