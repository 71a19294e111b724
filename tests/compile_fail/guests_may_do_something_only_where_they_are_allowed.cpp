#include <bob/bob.h>
#include <bob/identity_pool.h>

#ifdef BAD
constexpr bob::IdentityPool app{.name = "App",
                                .google_client_id = "123",
                                .guests = {.statements = {{.actions = {"s3:GetObject"}, .resources = {"*"}}}}};
#else
constexpr bob::IdentityPool app{.name = "App",
                                .allow_guests = true,
                                .google_client_id = "123",
                                .guests = {.statements = {{.actions = {"s3:GetObject"}, .resources = {"*"}}}}};
#endif
