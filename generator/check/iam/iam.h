/// Policies, wherever they are: roles, managed policies, and the policies of buckets, queues and topics.
#pragma once

#include "generator/report/report.h"
#include "generator/template.h"

namespace bobgen {

void check_iam(const Template&, Report&);

}  // namespace bobgen
