/// Whose function this is, which some endpoints are named by.
#pragma once

#include <string>

namespace bob::runtime {

/// Twelve digits, from the ARN by which Lambda called the function; empty before the first call.
std::string& account_id();

}  // namespace bob::runtime
