#include <bob/bob.h>

#ifdef BAD
constexpr bob::Function work{.name = "work", .logging = {.application_level = bob::ApplicationLogLevel::warn}};
#else
constexpr bob::Function work{
    .name = "work", .logging = {.format = bob::LogFormat::json, .application_level = bob::ApplicationLogLevel::warn}};
#endif
