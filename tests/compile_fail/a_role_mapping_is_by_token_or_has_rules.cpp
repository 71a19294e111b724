#include <bob/bob.h>
#include <bob/identity_pool.h>

#ifdef BAD
constexpr bob::IdentityPool app{
    .name = "App", .google_client_id = "123", .role_mappings = {{.provider = "accounts.google.com"}}};
#else
constexpr bob::IdentityPool app{
    .name = "App", .google_client_id = "123", .role_mappings = {{.provider = "accounts.google.com", .by_token = true}}};
#endif
