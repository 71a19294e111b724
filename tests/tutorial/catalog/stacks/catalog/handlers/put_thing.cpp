#include <bob/handler.h>

#include "data_sources/put_thing.h"
#include "functions.h"
#include "use_cases/put_thing.h"

namespace catalog {

static bob::Response handle(const bob::Request<put_thing>& request, bob::Context<put_thing>& context) {
    const auto item = request.json<Thing>();
    if (item.id != request.path<"id">()) throw bob::BadRequest("The path and the body have different keys.");
    data_sources::PutThingSource source(context);
    return bob::Response::json(use_cases::put_thing(source, item));
}

static const bob::Lambda lambda = bob::handles<put_thing>(handle);

}  // namespace catalog
