"""The faces: thin pages by audience, seekers and operators, and the parts they share.

A view gets (through an accessor that names the person), acts (one action of a room), shows. No rule lives here.
"""
