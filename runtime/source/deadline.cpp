#include "deadline.h"

#include <algorithm>

namespace bob::runtime {
namespace {

WallTime current = WallTime::max();

}  // namespace

WallTime call_deadline() { return current; }

CallDeadline::CallDeadline(WallTime deadline) : before_(current) { current = deadline; }
CallDeadline::~CallDeadline() { current = before_; }

std::chrono::milliseconds time_left(WallTime deadline) {
    using std::chrono::milliseconds;
    const WallTime end = std::min(deadline, current);
    if (end == WallTime::max()) return milliseconds::max();
    return std::chrono::ceil<milliseconds>(end - std::chrono::system_clock::now()) - answer_reserve;
}

std::chrono::milliseconds time_for_a_refresh(WallTime deadline) {
    using namespace std::chrono_literals;
    // Not 0, which would be no limit.
    return std::clamp(time_left(deadline) / 4, 1ms, 500ms);
}

}  // namespace bob::runtime
