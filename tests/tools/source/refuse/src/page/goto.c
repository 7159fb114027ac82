int f(void) {
  goto end;
end:
  return 0;
}
