/// One self-contained page of HTML about stacks, for reviewers and auditors.
#pragma once

#include <string>
#include <vector>

#include "generator/report/report.h"
#include "generator/report/source.h"
#include "generator/report_page/model.h"

namespace bobgen::page {

struct Page {
    std::vector<Stack> stacks;
    Report findings;
    Load load;
    std::string against = {};  ///< what a change is compared with; empty when there is none
    std::string change = {};   ///< as `bobgen diff` says it
    std::string plan = {};     ///< as `bobgen plan` says it; empty when nothing is to be done
};

/// Readable without its script, which only searches. The same page always has the same bytes, and loads nothing.
std::string html(const Page&, Sources&);

}  // namespace bobgen::page
