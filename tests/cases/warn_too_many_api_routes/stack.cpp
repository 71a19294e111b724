#include <bob/bob.h>

namespace warn_too_many_api_routes {

bob::Stack stack(const bob::Stage&) {
    bob::Stack made{.name = "shop"};
    for (int i = 0; i < 5; ++i) {
        bob::Function one{.name = bob::runtime("function" + std::to_string(i))};
        for (int j = 0; j < 61; ++j)
            one.http_api.push_back({bob::GET, bob::runtime("/" + std::to_string(i) + "/" + std::to_string(j))});
        made.add(one);
    }
    return made;
}

}  // namespace warn_too_many_api_routes
