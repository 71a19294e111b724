// error: specialise bob::schema for a type of a contract that has a Codec of its own
#include <bob/type.h>

class Email {
public:
    explicit Email(int) {}
};
struct Own {
    explicit Own(int) {}
};
template <>
inline constexpr bob::Schema bob::schema<Own>{.form = bob::Schema::Form::text, .format = "email"};

#ifdef BAD
constexpr bob::ContractType taken = bob::type<Email>;
#else
constexpr bob::ContractType taken = bob::type<Own>;
#endif
