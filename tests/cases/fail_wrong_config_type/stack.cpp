#include <bob/bob.h>

namespace fail_wrong_config_type {

static constexpr bob::Config<int> days{"booking.days"};
static constexpr bob::Config<double> price{"booking.price"};
static constexpr bob::Config<bool> open{"booking.open"};
static constexpr bob::Config<std::string> place{"booking.place"};
static constexpr bob::Config<int> memory{"memory"};

bob::Stack stack(const bob::Stage& stage) {
    const double sum = stage.get(days) * stage.get(price);
    bob::Function book{.name = "book",
                       .memory = memory,
                       .environment = {{"PLACE", place}, {"SUM", bob::runtime(std::to_string(sum))}}};
    bob::Stack made{.name = "lessons", .resources = {book}};
    if (stage.get(open)) made.add(bob::Queue{.name = "open"});
    return made;
}

}  // namespace fail_wrong_config_type
