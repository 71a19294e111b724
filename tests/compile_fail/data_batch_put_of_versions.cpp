// error: a batch can't check versions: put items that have one singly or in a transaction
#include "../handlers/data_tables.h"

using namespace shop;
using bob::field;

inline constexpr bob::Function batches{.name = "batches",
                                       .uses = {bob::batch_writes<accounts>, bob::batch_writes<orders>}};
void handle(bob::Context<batches>& context) {
#ifdef BAD
    context.table<accounts>().batch_put({});
#else
    context.table<orders>().batch_put({});
#endif
}
