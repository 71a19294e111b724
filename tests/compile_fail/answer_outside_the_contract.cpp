// error: no operation of the function's routes declares an answer of this status and type
#include <bob/handler.h>

struct Order {
    std::string id;
};

constexpr bob::Operation reading{.answers = {{200, bob::type<Order>}, {204}}};
constexpr bob::Function order{.name = "order",
                              .http = {{.method = bob::GET, .path = "/orders/{id}", .operation = reading}}};

bob::Response handle(const bob::Request<order>& request) {
    if (request.path<"id">().empty()) return request.answer<204>();
#ifdef BAD
    return request.answer<201>(Order{request.path<"id">()});
#else
    return request.answer<200>(Order{request.path<"id">()});
#endif
}
static const bob::Lambda lambda = bob::handles<order>(handle);
