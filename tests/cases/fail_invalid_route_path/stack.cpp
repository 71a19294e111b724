#include <bob/bob.h>

namespace fail_invalid_route_path {

using bob::GET;
using bob::runtime;

bob::Stack stack(const bob::Stage&) {
    bob::Function show{
        .name = "show",
        .http = {{GET, runtime("users")},
                 {GET, runtime("/users//games")},
                 {GET, runtime("/users/")},
                 {GET, runtime("/users/{id")},
                 {GET, runtime("/users/x{id}")},
                 {GET, runtime("/users/{}")},
                 {GET, runtime("/users/{a b}")},
                 {GET, runtime("/{all+}/users")},
                 {GET, runtime("/{id}/users/{id}")},
                 {GET, runtime("/users/a b")},
                 {GET, "/mail/a@example.org"}},
        .http_api = {{GET, runtime("")}, {GET, "/mail/a@example.org"}},
    };
    return {.name = "shop", .resources = {show}};
}

}  // namespace fail_invalid_route_path
