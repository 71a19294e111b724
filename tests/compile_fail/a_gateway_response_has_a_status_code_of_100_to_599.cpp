#include <bob/bob.h>

using Type = bob::GatewayResponseType;
#ifdef BAD
constexpr bob::RestApi api{.gateway_responses = {{.type = Type::throttled, .status_code = 42}}};
#else
constexpr bob::RestApi api{.gateway_responses = {{.type = Type::throttled, .status_code = 429}}};
#endif
