/// A function that nothing calls but somebody with the command line.
#include <bob/bob.h>

namespace function_smallest {

static constexpr bob::Function report{.name = "report"};

bob::Stack stack(const bob::Stage&) { return {.name = "reports", .resources = {report}}; }

}  // namespace function_smallest
