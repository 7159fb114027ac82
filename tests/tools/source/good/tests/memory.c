void *f(void) {
  if (a) abort();
  return malloc(1);
}
const char *q = "SELECT 1";
