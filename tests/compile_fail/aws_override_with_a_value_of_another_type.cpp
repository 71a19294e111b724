// error: could not convert
#include <bob/aws/lambda.h>
#include <bob/bob.h>

inline constexpr bob::Function get_order{.name = "getOrder"};

#ifdef BAD
inline const bob::Override change{
    .of = get_order, .set = {bob::aws::property(&bob::aws::lambda::Function::LoggingConfig, {{.LogFormats = "JSON"}})}};
#else
inline const bob::Override change{
    .of = get_order, .set = {bob::aws::property(&bob::aws::lambda::Function::LoggingConfig, {{.LogFormat = "JSON"}})}};
#endif
