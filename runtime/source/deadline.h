/// Until when the call that is served has to be answered; every request that the runtime sends ends before that.
#pragma once

#include <chrono>

namespace bob::runtime {

using WallTime = std::chrono::system_clock::time_point;

/// What is left for the answer itself when a service does not give one.
inline constexpr std::chrono::milliseconds answer_reserve{100};

/// Of the call that is served now; `max` between calls, and where nobody says it.
WallTime call_deadline();

/// The deadline for as long as it lives.
class CallDeadline {
public:
    explicit CallDeadline(WallTime deadline);
    ~CallDeadline();
    CallDeadline(const CallDeadline&) = delete;
    CallDeadline& operator=(const CallDeadline&) = delete;

private:
    WallTime before_;
};

/// Until the earlier of this deadline and the call's, less the reserve; `max` without either.
std::chrono::milliseconds time_left(WallTime deadline = WallTime::max());

/// For one attempt to renew a value that still serves: half a second, and no more than a quarter of what is left.
std::chrono::milliseconds time_for_a_refresh(WallTime deadline = WallTime::max());

}  // namespace bob::runtime
