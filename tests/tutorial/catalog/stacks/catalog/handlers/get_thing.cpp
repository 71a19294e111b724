#include <bob/handler.h>

#include "data_sources/get_thing.h"
#include "functions.h"
#include "use_cases/get_thing.h"

namespace catalog {

static bob::Response handle(const bob::Request<get_thing>& request, bob::Context<get_thing>& context) {
    data_sources::GetThingSource source(context);
    const auto found = use_cases::get_thing(source, request.path<"id">());
    return bob::Response::json(found);
}

static const bob::Lambda lambda = bob::handles<get_thing>(handle);

}  // namespace catalog
