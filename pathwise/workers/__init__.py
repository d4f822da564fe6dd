"""One pool of processes for all work that costs CPU, with a deadline and a memory limit an item."""
