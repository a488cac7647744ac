"""The subcommands of ``gongkai eval``, one file each; every file offers its click command as ``command``."""
