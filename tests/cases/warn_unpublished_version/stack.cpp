/// An alias as a resource, to a version that is not published.
#include <bob/aws/lambda.h>
#include <bob/bob.h>

namespace warn_unpublished_version {

using bob::GET;

static constexpr bob::Function report{.name = "report", .http_api = {{GET, "/report"}}};
static const bob::aws::lambda::Alias live{
    .name = "Live", .FunctionName = bob::ref(report), .FunctionVersion = "1", .Name = "live"};

bob::Stack stack(const bob::Stage&) { return {.name = "shop", .resources = {report, live}}; }

}  // namespace warn_unpublished_version
