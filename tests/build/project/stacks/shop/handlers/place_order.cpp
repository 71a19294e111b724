#include <bob/handler.h>

#include "functions.h"
#include "use_cases/price.h"

namespace {

struct Question {
    std::int64_t pieces;
    std::int64_t cents_each;
    std::optional<std::string> customer;
};

struct Answer {
    std::int64_t cents;
    std::string processor;
};

Answer handle(const Question& question, bob::Context<shop::place_order>& context) {
    if (question.customer) context.table<shop::orders>().put({.customer = *question.customer, .id = bob::new_uuid()});
    return {.cents = shop::price_of(question.pieces, question.cents_each), .processor = shop::processor()};
}

}  // namespace

static const bob::Lambda lambda = bob::handles<shop::place_order>(handle);
