"""The library behind the commands: from YAML files to a site.

Each module is one stage and knows only those before it:
findings, taxonomy, reading, places, model, checking, locating, directory, rendering, publishing.
"""
