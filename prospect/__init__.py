"""Prospect, the open talent network."""
