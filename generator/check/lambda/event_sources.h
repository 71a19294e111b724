/// Queues, streams, topics and schedules, and the functions that they invoke.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_event_sources(const Template&, Report&);

}  // namespace bobgen
