#include <bob/bob.h>

using Type = bob::GatewayResponseType;
#ifdef BAD
constexpr bob::RestApi api{
    .gateway_responses = {{.type = Type::throttled, .response_parameters = {{"Retry-After", "'1'"}}}}};
#else
constexpr bob::RestApi api{
    .gateway_responses = {
        {.type = Type::throttled, .response_parameters = {{"gatewayresponse.header.Retry-After", "'1'"}}}}};
#endif
