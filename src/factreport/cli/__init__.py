"""The command line: commands, options, exit codes.  Only here is click imported."""
