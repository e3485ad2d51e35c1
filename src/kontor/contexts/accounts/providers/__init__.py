"""Where people have accounts elsewhere: one folder per provider, one protocol (ACC-08)."""
