// error: no operation of the function's routes declares an error with this code
#include <bob/handler.h>

constexpr bob::Operation reading{.errors = {{404, "no_such_order", "There is no such order."}}};
constexpr bob::Function order{.name = "order",
                              .http = {{.method = bob::GET, .path = "/orders/{id}", .operation = reading}}};

bob::Response handle(const bob::Request<order>& request) {
#ifdef BAD
    throw request.error<"no_order">();
#else
    throw request.error<"no_such_order">();
#endif
}
static const bob::Lambda lambda = bob::handles<order>(handle);
