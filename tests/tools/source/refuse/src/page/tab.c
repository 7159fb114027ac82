/* A file. */
	int a;
