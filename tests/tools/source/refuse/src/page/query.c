const char *a = "SELECT id FROM x";
const char *b = "insert", *c = " INSERT INTO x", *d = "UPDATE x", *e = "DELETE FROM x";
