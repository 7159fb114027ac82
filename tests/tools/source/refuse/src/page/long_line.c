/* A file. */
static const char *const words = "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé";
static const char *const more = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
