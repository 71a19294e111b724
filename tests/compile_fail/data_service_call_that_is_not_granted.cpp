// error: add allows<…> of this action to the function's uses
#include <bob/aws/rds.h>
#include <bob/handler.h>
#include <bob/runtime/service.h>

inline const bob::aws::rds::DBCluster stock{.name = "Stock"};
constexpr bob::Function ask{
    .name = "ask",
#ifdef BAD
    .uses = {bob::allows<"rds-data:BeginTransaction", stock>},
#else
    .uses = {bob::allows<"rds-data:ExecuteStatement", stock>},
#endif
};

bob::Value answer(const bob::Value&, bob::Context<ask>& context) {
    return bob::call_service<"rds-data:ExecuteStatement">(context, {.path = "/Execute"});
}
const bob::Lambda lambda = bob::handles<ask>(answer);
