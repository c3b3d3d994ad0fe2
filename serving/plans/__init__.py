"""Plans: drafted by software or by hand, decided on and signed by people, shared by people.

`states.yaml` says what may be done when. Every edit makes a version; every suggestion of the software gets a provider's
decision; a signature is under exactly one version, and makes the client's document. Nothing here books or bills.
"""
