"""The library behind the commands: from YAML files to a site.

Rooms in the order of the data; each knows only the rooms above it, which ``tests/test_rooms.py``
keeps::

    ground         findings, errors, text, days, walking, settings, commands
    files          one YAML file: its text, its form, its fields, its words
    language       whether a text is plain Dutch
    places         postcodes, addresses, points on the map
    checking       the rules for one file and for all files together
    directory      all of it in memory: what is near, and in which order
    reporting      the same in figures
    words          what the site says, and facts put into those words
    rendering      pages, maps, open data, search, what is kept on a phone
    publishing     one source tree, MkDocs, the check of links, the swap
    contributing   what people send, from their words to a proposal
    freshness      whom to call whether it still holds, and which links are dead
    measuring      invented data, and how long and how heavy the site is
"""

# The rooms, in that order; those of the ground are single modules.
ROOMS = (
    "findings", "errors", "text", "days", "within", "walking", "settings", "commands",
    "files", "language", "places", "checking", "directory", "reporting",
    "words", "rendering", "publishing", "contributing", "freshness", "measuring",
)  # fmt: skip
