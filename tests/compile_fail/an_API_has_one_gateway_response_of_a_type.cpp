#include <bob/bob.h>

using Type = bob::GatewayResponseType;
#ifdef BAD
constexpr bob::RestApi api{.gateway_responses = {{.type = Type::throttled}, {.type = Type::throttled}}};
#else
constexpr bob::RestApi api{.gateway_responses = {{.type = Type::throttled}, {.type = Type::unauthorized}}};
#endif
