// error: could not convert
#include <bob/aws/sns.h>
#include <bob/bob.h>

inline const bob::aws::sns::Topic orders{.name = "Orders"};

#ifdef BAD
inline const bob::aws::sns::Topic mail{.name = "Mail", .depends_on = {bob::sub("${Orders}")}};
#else
inline const bob::aws::sns::Topic mail{.name = "Mail", .depends_on = {orders}};
#endif
