"""What runs beside the program: the embedded Postgres and the Prefect server that commands share."""
