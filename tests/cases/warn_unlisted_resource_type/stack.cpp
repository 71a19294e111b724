// A type that is newer than bob's data goes into the template as it is.
#include <bob/bob.h>

namespace warn_unlisted_resource_type {

static const bob::RawResource satellite{
    .name = "Satellite",
    .type = "AWS::Orbits::Satellite",
    .properties = {{"Altitude", 550}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "orbits", .resources = {satellite}}; }

}  // namespace warn_unlisted_resource_type
