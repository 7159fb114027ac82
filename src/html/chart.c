#include "html/chart.h"
