// error: a query string or a form is read into a struct
#include <bob/handler.h>

struct Paging {
    int limit = 20;
};
#ifdef BAD
int limit_of(const bob::HttpRequest& request) { return request.query<int>(); }
#else
int limit_of(const bob::HttpRequest& request) { return request.query<Paging>().limit; }
#endif
