/// Queues, streams, topics and schedules, and the functions that they invoke.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_event_sources(const Facts&, Report&);

}  // namespace bobgen
