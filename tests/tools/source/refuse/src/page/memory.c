void f(void) {
  malloc(a);
  calloc(a);
  realloc(a);
  free(a);
  strdup(a);
}
