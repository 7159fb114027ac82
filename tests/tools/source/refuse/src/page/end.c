void f(void) {
  abort();
  exit(1);
}
