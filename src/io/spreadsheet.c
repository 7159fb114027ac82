#include "io/spreadsheet.h"
