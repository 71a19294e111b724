#include "bob/runtime/service.h"

#include "aws.h"

namespace bob::detail {

Value call_service(std::string_view action, const ServiceRequest& request, Deadline deadline) {
    runtime::AwsCall wanted{.service = action.substr(0, action.find(':')), .target = request.target};
    // What has a target speaks AWS's own dialect of JSON, what has paths the plain one.
    wanted.content_type = request.target.empty() ? "application/json" : "application/x-amz-json-1.1";
    wanted.body = to_json(request.body);
    wanted.path = request.path;
    wanted.repeatable = request.repeatable;
    wanted.deadline = deadline;
    wanted.timeout = std::chrono::minutes(15);  // the deadline is nearer
    return runtime::call(wanted);
}

}  // namespace bob::detail
