"""The demo region: Tulsa, Oklahoma, as it might be.

Comes in: the date of the day. Goes out: the boards of invented employers, as bytes in the shape each hiring system
serves (`boards`), a few people with résumé files (`people`), two guides (`guides`) and the network itself (`network`).
Every employer, person, phone number and posting is invented; web addresses and e-mails end in .example, which never
resolves (RFC 2606), and phones lie in 555-0100 to 555-0199, which is kept for fiction. The towns are real.

The text lives in `data/`, in TOML that anyone can read and add to. What is chosen for a posting is drawn with a
generator seeded by the posting's own key, so adding an employer changes no other employer's jobs.
"""
