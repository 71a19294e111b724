/// Who calls must be let in: functions by their permissions, queues and topics by their policies, and what encrypts
/// them by the policies of the keys.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_callers(const Facts&, Report&);

}  // namespace bobgen
