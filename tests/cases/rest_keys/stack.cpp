/// A REST API whose callers have keys: two plans, one of which says more of a method.
#include <bob/bob.h>
#include <bob/rest.h>

namespace rest_keys {

using bob::GET;
using bob::POST;

static constexpr bob::Function books{
    .name = "books",
    .http = {{.method = GET, .path = "/books", .api_key_required = true},
             {.method = POST, .path = "/books", .api_key_required = true}},
};
static constexpr bob::ApiKey press{.name = "press", .description = "Newspapers"};
static constexpr bob::ApiKey school{.name = "school", .enabled = false};
static constexpr bob::ApiKey partner{.name = "partner", .value = bob::Secret{"partner.key"}};
static constexpr bob::UsagePlan free_of_charge{
    .name = "free",
    .description = "1000 calls a month",
    .quota = {.limit = 1000, .period = bob::Quota::Period::month},
    .throttle = {.rate = 5, .burst = 10},
    .keys = {press, school},
};
static constexpr bob::UsagePlan paid{
    .name = "paid",
    .throttle = {.rate = bob::Config<int>{"paid.rate"}, .burst = 200},
    .methods = {{.method = POST, .path = "/books", .throttle = {.rate = 2, .burst = 4}}},
    .keys = {partner},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "books",
            .description = "Books for callers with keys",
            .resources = {books, press, school, partner, free_of_charge, paid}};
}

}  // namespace rest_keys
