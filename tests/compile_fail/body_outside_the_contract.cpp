// error: no operation of the function's routes takes this type here
#include <bob/handler.h>

struct NewOrder {
    std::string product;
};
struct Order {
    std::string id;
};

constexpr bob::Operation ordering{.body = bob::type<NewOrder>, .answers = {{201, bob::type<Order>}}};
constexpr bob::Function order{.name = "order",
                              .http = {{.method = bob::POST, .path = "/orders", .operation = ordering}}};

bob::Response handle(const bob::Request<order>& request) {
#ifdef BAD
    return request.answer<201>(request.json<Order>());
#else
    return request.answer<201>(Order{request.json<NewOrder>().product});
#endif
}
static const bob::Lambda lambda = bob::handles<order>(handle);
