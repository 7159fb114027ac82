void f(void) {
  free(malloc(1));
  exit(1);
}
