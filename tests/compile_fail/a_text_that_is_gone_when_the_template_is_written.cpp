// error: use of deleted function
#include <bob/bob.h>

#include <string>

bob::Output address(const std::string& stage) {
#ifdef BAD
    return {.name = "Address", .value = bob::import_value("shop-" + stage)};
#else
    return {.name = "Address", .value = bob::import_value(bob::runtime("shop-" + stage))};
#endif
}
