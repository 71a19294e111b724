/// HTTP methods, of routes and of a bucket's CORS.
#pragma once

namespace bob {

enum class Method : unsigned char { any, get, post, put, patch, delete_, head, options };
inline constexpr Method ANY = Method::any, GET = Method::get, POST = Method::post, PUT = Method::put,
                        PATCH = Method::patch, DELETE = Method::delete_, HEAD = Method::head, OPTIONS = Method::options;

}  // namespace bob
