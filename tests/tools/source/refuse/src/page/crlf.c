/* A file. */
int a;
