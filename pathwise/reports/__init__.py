"""Results become tables and files for people: pandas, read-only, without the database. Only here is pandas imported."""
