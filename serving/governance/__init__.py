"""Five questions that a clinic must be able to answer, answered from what is on record at this moment.

Who oversees the software's suggestions; how consent is taken when software shapes the plan; how images and data are
stored and protected; whether it is documented how suggestions were weighed against the provider's decision; whether
every simulation is labelled. As JSON, as a page and as a PDF, of a practice or of one client. Every number is counted
when it is asked for; what nobody has put on record is said to be missing, and no number stands in its place.
"""
