/// Policies, wherever they are: roles, managed policies, and the policies of buckets, queues and topics.
#pragma once

#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

void check_iam(const Facts&, Report&);

}  // namespace bobgen
