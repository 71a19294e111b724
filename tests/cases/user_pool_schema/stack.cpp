/// Attributes of users: standard ones that are required or fixed, and a pool's own of each type.
#include <bob/bob.h>

namespace user_pool_schema {

static constexpr bob::Config<int> longest{"team.longest"};

static constexpr bob::UserPool players{
    .name = "Players",
    .username_attributes = {"email"},
    .schema = {{.name = "email", .required = true, .mutable_ = false},
               {.name = "updated_at", .type = bob::AttributeDataType::number},
               {.name = "team", .min_length = 1, .max_length = longest},
               {.name = "score", .type = bob::AttributeDataType::number, .min_value = -5'000'000'000, .max_value = 99},
               {.name = "since", .type = bob::AttributeDataType::date_time, .mutable_ = false},
               {.name = "staff", .type = bob::AttributeDataType::boolean}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "games", .resources = {players}}; }

}  // namespace user_pool_schema
