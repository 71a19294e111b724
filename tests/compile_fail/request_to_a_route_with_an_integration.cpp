// error: a route with an `integration` hands on no bob::Request: take a struct, bob::Value or std::string
// take a struct, a bob::Value or a std::string
#include <bob/handler.h>

constexpr bob::Integration by_template{
    .request_templates = {{"application/json", R"({"sku": $input.json('$.sku')})"}},
    .responses = {{.status_code = 200}},
};
constexpr bob::Function price{.name = "price",
                              .http = {{.method = bob::POST, .path = "/price", .integration = by_template}}};

struct Question {
    std::string sku;
};

#ifdef BAD
int answer(const bob::Request<price>& request) { return static_cast<int>(request.body().size()); }
#else
int answer(const Question& question) { return static_cast<int>(question.sku.size()); }
const bob::Lambda lambda = bob::handles<price>(answer);
#endif
