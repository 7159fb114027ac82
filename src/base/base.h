/* Everything that every floor may use. */
#pragma once
#include "base/arena.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "base/unicode.h"
