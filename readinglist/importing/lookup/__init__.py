"""Looking papers up at the services that know them; the only place of the program that speaks HTTP."""
