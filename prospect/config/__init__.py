"""Putting the house together: settings, addresses, the worker, the `prospect` command, the demo region."""
