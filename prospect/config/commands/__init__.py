"""The `prospect` command, one module a group of subcommands.

A module has ``add(commands)``, which adds its parsers to the argparse subparsers it is given and sets on each
``run`` (a function of the parsed arguments that returns the exit code) and, where the database is needed,
``django=True``.
"""
