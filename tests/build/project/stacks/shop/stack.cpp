#include <bob/bob.h>

#include "functions.h"

namespace shop {

bob::Stack stack(const bob::Stage& stage) {
    bob::Stack made{.name = "shop", .resources = {orders, quote_price, place_order}};
    if (stage.is("missing")) made.add(bob::Function{.name = "quotePrices"});
    if (stage.is("shared")) made.add(bob::Function{.name = "quote-price"});
    if (stage.is("script"))
        made.add(bob::Function{.name = "report", .runtime = bob::Runtime::nodejs22, .handler = "report.handler"});
    if (stage.is("large")) made.add(bob::Function{.name = "large"});
    if (stage.is("ungranted")) made.add(bob::Function{.name = "ungranted"});
    if (stage.is("other")) {
        bob::Function other = quote_price;
        other.architecture = bob::Architecture::arm64;
        made = {.name = "shop", .resources = {orders, other, place_order}};
    }
    return made;
}

}  // namespace shop
