/* For Bexley. */
const char *a = "City of Westminster";
