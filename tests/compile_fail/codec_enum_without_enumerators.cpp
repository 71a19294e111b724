// error: an enum is stored by the names of its enumerators, which count up from 0
#include <bob/handler.h>

enum class Flags : unsigned char { first = 1, second = 2 };
enum class Colour : unsigned char { red, green };

#ifdef BAD
bob::Value value_of(Flags flags) { return bob::encode(flags); }
#else
bob::Value value_of(Colour colour) { return bob::encode(colour); }
#endif
