// error: a set holds strings, numbers or binaries
#include <bob/handler.h>

struct Tag {
    std::string text;
    auto operator<=>(const Tag&) const = default;
};
#ifdef BAD
bob::Value value_of(const std::set<Tag>& tags) { return bob::encode(tags); }
#else
bob::Value value_of(const std::set<std::string>& tags) { return bob::encode(tags); }
#endif
