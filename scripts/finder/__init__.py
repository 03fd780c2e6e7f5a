"""The library behind the commands: from YAML files to a site.

Each module is one stage and knows only those before it:
findings, reading, taxonomy, places, model, sentences, rulebook, language, texts, checking,
locating, geocoding, catalogue, directory, rendering, assembling, publishing.
"""
