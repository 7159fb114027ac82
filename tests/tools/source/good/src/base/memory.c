void *f(void) {
  if (a) abort();
  return malloc(1);
}
