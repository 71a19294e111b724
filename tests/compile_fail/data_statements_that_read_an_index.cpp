// error: one of several PartiQL statements reads an item of the table by its key, not of an index
#include "../handlers/data_tables.h"

using shop::everything, shop::orders;

void several(const bob::Context<everything>& context) {
#ifdef BAD
    auto list =
        context.partiql().add<orders, R"(SELECT * FROM {table}."ByStatus" WHERE status = ?)">(std::string("OPEN"));
#else
    auto list = context.partiql().add<orders, R"(SELECT * FROM {table} WHERE "customerId" = ? AND id = ?)">(
        std::string("a"), std::string("1"));
#endif
}
