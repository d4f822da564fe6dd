"""`pathwise up`: everything that Pathwise needs, started, watched and stopped as one."""
