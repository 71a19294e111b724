// error: several PartiQL statements all read or all write: use one list for each
#include "../handlers/data_tables.h"

using shop::everything, shop::orders;

void several(const bob::Context<everything>& context) {
    auto list = context.partiql().add<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id = ?)">(
        std::string("a"), std::string("1"));
#ifdef BAD
    auto more = std::move(list).add<orders, R"(DELETE FROM {table} WHERE "customerId" = ? AND id = ?)">(
        std::string("a"), std::string("2"));
#else
    auto more = std::move(list).add<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id = ?)">(
        std::string("a"), std::string("2"));
#endif
}
