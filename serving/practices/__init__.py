"""Practices: a group and its locations, their settings, and the practice file as a catalogue in versions.

The catalogue (menu, prices, people, rooms, decisions on rules) is the practice file of `planning.practice`, sealed and
never changed: another one is another version. What a location is on its own account (title, time zone, whether a
supervisor signs, too) is first taken from the file, and from then on set here.
"""
