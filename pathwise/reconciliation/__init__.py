"""What is to be done where Postgres and Prefect disagree. Pure: knows no table and asks no server."""
