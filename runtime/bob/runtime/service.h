/// Calls of AWS services that have nothing of their own here, for what `allows<…>` grants:
///
///     const bob::Value answer = bob::call_service<"rds-data:ExecuteStatement">(context, {.path = "/Execute", .body =
///     …});
#pragma once

#include <string>
#include <string_view>

#include "bob/runtime/context.h"
#include "bob/runtime/value.h"

namespace bob {

/// A request of a service that speaks JSON over POST.
struct ServiceRequest {
    std::string_view target =
        {};  ///< `X-Amz-Target`, of services that have all at one path: "AWSStepFunctions.StartExecution"
    std::string path = "/";  ///< of the others: "/Execute"
    Value body = Value::map();
    /// Whether it may be sent again when its answer was lost, so that it may have been carried out already. A throttled
    /// request always is.
    bool repeatable = false;
};

namespace detail {

template <const auto& F>
consteval bool allows_action(std::string_view action) {
    for (const Use& use : F.uses)
        if (use.access == Access::allow && use.index == action) return true;
    return false;
}
/// `action` is IAM's, whose prefix is what the endpoint and the signature call the service.
Value call_service(std::string_view action, const ServiceRequest&, Deadline);

}  // namespace detail

/// Signed with the function's role, and over before the call is. Throws a `Failure` whose type has the service and its
/// error: `rds-data.BadRequestException`.
template <FixedText Action, const auto& F>
Value call_service(const Context<F>& context, const ServiceRequest& request) {
    static_assert(detail::allows_action<F>(Action.text()), "add allows<…> of this action to the function's uses");
    return detail::call_service(Action.text(), request, context.invocation().deadline);
}

}  // namespace bob
