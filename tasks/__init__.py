"""One stage of work a module: claim, load, compute, save. The only floor that both Prefect and the library meet on."""
