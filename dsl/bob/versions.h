/// Versions of a function, and the alias through which everything calls it.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
#pragma once

#include "bob/expression.h"

namespace bob {

/// A version that was published before, which gets a share of the calls of an alias.
struct AdditionalVersion {
    Expression version = {};  ///< its number, which the stage's file mostly says: `Config<std::string>{"live.before"}`
    Setting<double> weight = {};  ///< 0.0 to 1.0: with 0.9, nine of ten calls go to it

    constexpr explicit operator bool() const { return version || weight.set; }
};

/// Another least and most of provisioned concurrency from a time on.
struct ProvisionedSchedule {
    Text schedule = {};  ///< "cron(0 8 ? * MON-FRI *)", "rate(1 day)" or "at(2027-01-31T08:00:00)"
    Text timezone = {};  ///< "Europe/Berlin"; UTC when not set
    Setting<int> minimum = {};
    Setting<int> maximum = {};
};

/// Application Auto Scaling of provisioned concurrency. The least is the alias's `provisioned_concurrency`.
/// https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
struct ProvisionedScaling {
    Setting<int> maximum = {};
    Setting<double> target_utilization = {};  ///< 0.1 to 0.9 of what is provisioned; 0.7 by default
    List<ProvisionedSchedule, 8> schedules = {};

    constexpr explicit operator bool() const { return maximum.set || target_utilization.set || !schedules.empty(); }
};

/// A name for one version of a function. Whatever calls the function by this stack calls the alias.
struct Alias {
    AliasName name = {};
    Text description = {};
    /// The number of a version that was published before; what the stack publishes when not set.
    Expression version = {};
    AdditionalVersion additional_version = {};
    Setting<int> provisioned_concurrency = {};  ///< instances that are kept ready, 1 at least
    ProvisionedScaling scaling = {};

    constexpr explicit operator bool() const { return !name.empty(); }
    /// Whether it says anything.
    constexpr bool given() const {
        return name || description || version || additional_version || provisioned_concurrency.set || scaling;
    }
};

namespace compile_error {
inline void an_alias_has_a_name() {}
inline void an_alias_gives_a_version_a_weight_of_0_to_1() {}
inline void an_additional_version_has_a_number_and_a_weight() {}
inline void provisioned_concurrency_is_1_at_least() {}
inline void provisioned_concurrency_is_at_most_what_the_function_reserves() {}
inline void provisioned_concurrency_scales_to_its_maximum_or_less() {}
inline void scaling_needs_provisioned_concurrency_and_a_maximum() {}
inline void scaling_aims_at_0_1_to_0_9_of_what_is_provisioned() {}
inline void a_schedule_of_provisioned_concurrency_has_a_time_and_a_minimum_or_maximum() {}
}  // namespace compile_error

namespace detail {

constexpr void verify_alias(const Alias& alias, const Setting<int>& reserved) {
    if (!alias.given()) return;
    if (alias.name.empty()) compile_error::an_alias_has_a_name();
    const AdditionalVersion& other = alias.additional_version;
    if (other && (!other.version || !other.weight.set))
        compile_error::an_additional_version_has_a_number_and_a_weight();
    if (other.weight.literal() && !(*other.weight >= 0 && *other.weight <= 1))
        compile_error::an_alias_gives_a_version_a_weight_of_0_to_1();
    const Setting<int>& ready = alias.provisioned_concurrency;
    if (ready.literal() && *ready < 1) compile_error::provisioned_concurrency_is_1_at_least();
    const ProvisionedScaling& scaling = alias.scaling;
    if (scaling && (!ready.set || !scaling.maximum.set))
        compile_error::scaling_needs_provisioned_concurrency_and_a_maximum();
    if (ready.literal() && scaling.maximum.literal() && *ready > *scaling.maximum)
        compile_error::provisioned_concurrency_scales_to_its_maximum_or_less();
    if (reserved.literal() &&
        ((ready.literal() && *ready > *reserved) || (scaling.maximum.literal() && *scaling.maximum > *reserved)))
        compile_error::provisioned_concurrency_is_at_most_what_the_function_reserves();
    constexpr double percent = 100;
    if (scaling.target_utilization.literal() &&
        !(*scaling.target_utilization * percent >= static_cast<double>(limits::provisioned_utilization_min.value) &&
          *scaling.target_utilization * percent <= static_cast<double>(limits::provisioned_utilization_max.value)))
        compile_error::scaling_aims_at_0_1_to_0_9_of_what_is_provisioned();
    for (const ProvisionedSchedule& one : scaling.schedules)
        if (!one.schedule || (!one.minimum.set && !one.maximum.set))
            compile_error::a_schedule_of_provisioned_concurrency_has_a_time_and_a_minimum_or_maximum();
}

}  // namespace detail
}  // namespace bob
