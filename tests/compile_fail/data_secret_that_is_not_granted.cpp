// error: add fetches<…> of this secret to the function's uses
#include "../handlers/data_tables.h"

inline constexpr bob::Secret token{"discord.token"};
inline constexpr bob::Secret password{"database.password"};

inline constexpr bob::Function allowed{.name = "allowed", .uses = {bob::fetches<token>}};
inline constexpr bob::Function other{.name = "other", .uses = {bob::fetches<password>}};
#ifdef BAD
using Context = bob::Context<other>;
#else
using Context = bob::Context<allowed>;
#endif
std::string handle(Context& context) { return context.secret<token>(); }
