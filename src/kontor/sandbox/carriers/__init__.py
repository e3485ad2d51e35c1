"""Three carriers in one process: YunExpress, Cainiao and Yanwen, each in its own dialect."""
