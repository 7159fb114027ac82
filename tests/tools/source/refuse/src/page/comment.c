/* Later:
 * TODO it */
int a; // FIXME
int b; /* XXX HACK */
