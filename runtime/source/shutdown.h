#pragma once

namespace bob::runtime {

void run_shutdown_hooks();

}  // namespace bob::runtime
