#include <bob/handler.h>

#include "functions.h"

namespace notes {

struct Answer {
    std::vector<Note> items;
};

static bob::Response handle(const bob::Request<list_notes>& request, bob::Context<list_notes>& context) {
    const auto owner = request.path<"owner">();
    if (owner == "nobody") throw bob::NotFound("Nobody has no notes.");
    return bob::Response::json(Answer{context.table<notes>().query(bob::field<&Note::owner> == owner).page().items});
}

static const bob::Lambda lambda = bob::handles<list_notes>(handle);

}  // namespace notes
