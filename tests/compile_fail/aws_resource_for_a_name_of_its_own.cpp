// error: could not convert
#include <bob/aws/logs.h>
#include <bob/bob.h>

inline constexpr bob::Queue mail{.name = "mail"};

#ifdef BAD
inline const bob::aws::logs::LogGroup lines{.name = "Lines", .LogGroupName = mail};
#else
inline const bob::aws::logs::LogGroup lines{.name = "Lines", .LogGroupName = bob::ref(mail)};
#endif
