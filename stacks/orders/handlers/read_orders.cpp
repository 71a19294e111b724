#include <bob/handler.h>

#include "functions.h"
#include "records.h"

namespace orders {

using bob::field;

struct PageWanted {
    int limit = 20;
    std::optional<std::string> after;
};

}  // namespace orders

template <>
inline constexpr auto bob::field_rules<orders::PageWanted> =
    bob::rules(bob::rule<&orders::PageWanted::limit>(bob::is::between(1, 100)));

namespace orders {

/// The newest first.
static bob::Response list(const bob::Request<routes::list_orders>& request, bob::Context<read_orders>& context) {
    const std::string caller = request.user();
    const auto wanted = request.query<PageWanted>();
    auto page = context.table<placed_orders>()
                    .query<"ByCustomer">(field<&Order::customer> == caller)
                    .descending()
                    .limit(static_cast<std::size_t>(wanted.limit))
                    .after(wanted.after)
                    .page();
    Orders made{.items = std::move(page.items)};
    if (page.next) made.next = page.next->text();
    return bob::Response::json(made);
}

static bob::Response get(const bob::Request<routes::get_order>& request, bob::Context<read_orders>& context) {
    const std::string caller = request.user();
    const auto order = context.table<placed_orders>().get(request.path<"id">());
    // For others the order does not exist: its id is no secret, but who bought what is.
    if (!order || order->customer != caller) throw bob::NotFound("You have no such order.", "no_such_order");
    return bob::Response::json(*order);
}

static const bob::Lambda lambda = bob::handles<read_orders>(bob::router<read_orders>(list, get));

}  // namespace orders
