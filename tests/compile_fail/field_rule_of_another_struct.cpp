// error: a rule of a struct is of one of its own members
#include <bob/handler.h>

struct User {
    std::string name;
};
struct Game {
    std::string name;
};
#ifdef BAD
template <>
inline constexpr auto bob::field_rules<User> = bob::rules(bob::rule<&Game::name>(bob::is::not_blank));
#else
template <>
inline constexpr auto bob::field_rules<User> = bob::rules(bob::rule<&User::name>(bob::is::not_blank));
#endif
User read(const bob::HttpRequest& request) { return request.json<User>(); }
