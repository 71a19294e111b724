/// The single header of a stack: `#include <bob/bob.h>`. A handler includes the lighter `bob/table.h` and
/// `bob/function.h`.
#pragma once

#include "bob/stack.h"
#include "bob/type.h"
