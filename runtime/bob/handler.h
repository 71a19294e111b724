/// Everything that a handler's source needs.
#pragma once

#include "bob/runtime/codec.h"
#include "bob/runtime/context.h"
#include "bob/runtime/digest.h"
#include "bob/runtime/error.h"
#include "bob/runtime/lambda.h"
#include "bob/runtime/log.h"
#include "bob/runtime/records.h"
#include "bob/runtime/request.h"
#include "bob/runtime/response.h"
#include "bob/runtime/router.h"
#include "bob/runtime/rules.h"
#include "bob/runtime/stream.h"
#include "bob/runtime/triggers.h"
#include "bob/runtime/uuid.h"
#include "bob/runtime/websocket.h"
