#include <bob/handler.h>

#include "functions.h"
#include "use_cases/price.h"

namespace {

struct Question {
    std::int64_t pieces;
    std::int64_t cents_each;
};

struct Answer {
    std::int64_t cents;
};

Answer handle(const Question& question) {
    return {.cents = shop::price_of(question.pieces, question.cents_each)};
}

}  // namespace

static const bob::Lambda lambda = bob::handles<shop::place_order>(handle);
