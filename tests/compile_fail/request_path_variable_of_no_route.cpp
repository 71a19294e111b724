// error: no route of the function has a path variable of this name
#include <bob/handler.h>

constexpr bob::Function book{.name = "book", .http_api = {{bob::PUT, "/availability/{owner}/{id}/book"}}};

#ifdef BAD
std::string owner_of(const bob::Request<book>& request) { return request.path<"user">(); }
#else
std::string owner_of(const bob::Request<book>& request) { return request.path<"owner">(); }
#endif
