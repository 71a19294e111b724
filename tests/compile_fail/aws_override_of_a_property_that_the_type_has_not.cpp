// error: is not a member of
#include <bob/aws/lambda.h>
#include <bob/bob.h>

inline constexpr bob::Function get_order{.name = "getOrder"};

#ifdef BAD
inline const bob::Override change{.of = get_order,
                                  .remove = {bob::aws::path(&bob::aws::lambda::Function::LogingConfig)}};
#else
inline const bob::Override change{.of = get_order,
                                  .remove = {bob::aws::path(&bob::aws::lambda::Function::LoggingConfig)}};
#endif
