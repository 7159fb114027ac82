/* The view of the template under test. */
#pragma once
#include "html/writer.h"

typedef struct StaffRow {
  Url url;
  Text title;
} StaffRow;
typedef struct StaffCase {
  Text heading_class, title;
  size_t count;
  StaffRow rows[2];
} StaffCase;
