/* The route table: every address of the program with who may use it. */
#include "page/routes.h"

#define ROUTE ROUTE_CHECK
#include "page/routes_public.def"
#include "page/routes_staff.def"
#undef ROUTE

const Route page_routes[] = {
#define ROUTE ROUTE_ROW
#include "page/routes_public.def"
#include "page/routes_staff.def"
#undef ROUTE
};
const size_t page_route_count = sizeof page_routes / sizeof page_routes[0];
