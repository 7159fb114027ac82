#include "report/build.h"

Error report_weekly(Build *build) {
  return FAIL(build->arena, ERROR_NOT_FOUND, "The weekly list cannot be made yet.");
}
