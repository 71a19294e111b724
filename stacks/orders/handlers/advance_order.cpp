#include <bob/handler.h>

#include <algorithm>

#include "functions.h"
#include "records.h"

namespace orders {

using bob::field;

struct Advance {
    Status status = Status::placed;
    int version = 0;  ///< of the order that was looked at
};

/// What may follow what. All else a person has to undo in another way.
static bool may_follow(Status before, Status after) {
    switch (before) {
        case Status::placed:
            return after == Status::cancelled;
        case Status::confirmed:
            return after == Status::shipped || after == Status::cancelled;
        case Status::shipped:
            return after == Status::delivered;
        case Status::delivered:
        case Status::cancelled:
            return false;
    }
    return false;
}

static bob::Response handle(const bob::Request<advance_order>& request, bob::Context<advance_order>& context) {
    const std::string caller = request.user();
    const auto groups = request.groups();
    if (std::find(groups.begin(), groups.end(), "staff") == groups.end())
        throw bob::Forbidden("Only the staff changes orders.", "not_staff");

    const auto wanted = request.json<Advance>();
    const std::string id = request.path<"id">();
    const auto table = context.table<placed_orders>();
    const auto before = table.consistent().get(id);
    if (!before) throw bob::NotFound("There is no such order.", "no_such_order");
    if (before->version == wanted.version && !may_follow(before->status, wanted.status))
        throw bob::Conflict("An order that is so can't become that.", "wrong_status");
    // Whoever looked at an older version hears 409 `version_conflict`, and looks again.
    const Order after = table.update(id, field<&Order::status> = wanted.status, field<&Order::unpaid_until>.remove(),
                                     bob::at_version(wanted.version));
    bob::log_info("A person changed an order", {{"order", id}, {"by", caller}});
    return bob::Response::json(after);
}

static const bob::Lambda lambda = bob::handles<advance_order>(handle);

}  // namespace orders
