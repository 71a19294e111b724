#include <bob/bob.h>

namespace fail_wrong_config_type {

static constexpr bob::Config<int> days{"booking.days"};
static constexpr bob::Config<double> price{"booking.price"};
static constexpr bob::Config<bool> open{"booking.open"};
static constexpr bob::Config<std::string> place{"booking.place"};
static constexpr bob::Config<int> memory{"memory"};
static constexpr bob::Secret any{"any"};
static constexpr bob::Secret parameter{"parameter"};
static constexpr bob::Secret other_key{"other_key"};
static constexpr bob::Secret substituted{"substituted"};

bob::Stack stack(const bob::Stage& stage) {
    const double sum = stage.get(days) * stage.get(price);
    bob::Function book{
        .name = "book",
        .uses = {bob::fetches<any>, bob::fetches<parameter>, bob::fetches<other_key>, bob::fetches<substituted>},
        .memory = memory,
        .environment = {{"PLACE", place}, {"SUM", bob::runtime(std::to_string(sum))}}};
    bob::Stack made{.name = "lessons", .resources = {book}};
    if (stage.get(open)) made.add(bob::Queue{.name = "open"});
    return made;
}

}  // namespace fail_wrong_config_type
