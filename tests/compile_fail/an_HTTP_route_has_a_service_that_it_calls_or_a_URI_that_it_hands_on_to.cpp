#include <bob/bob.h>
#include <bob/http.h>

#ifdef BAD
constexpr bob::HttpRoute route{.name = "weather", .http_api = {bob::GET, "/weather"}};
#else
constexpr bob::HttpRoute route{
    .name = "weather", .http_api = {bob::GET, "/weather"}, .uri = "https://weather.example.org/"};
#endif
