#include <bob/bob.h>
#include <bob/identity_pool.h>

#ifdef BAD
constexpr bob::IdentityPool app{
    .name = "App",
    .google_client_id = "123",
    .role_mappings = {{.provider = "accounts.google.com", .rules = {{.claim = "aud", .value = "123"}}}}};
#else
constexpr bob::IdentityPool app{
    .name = "App",
    .google_client_id = "123",
    .role_mappings = {{.provider = "accounts.google.com",
                       .rules = {{.claim = "aud", .value = "123", .role_arn = "arn:aws:iam::123456789012:role/a"}}}}};
#endif
