"""Whether the web addresses of the site still lead somewhere.

The stages, each a module that knows only those before it:

- ``addresses``: which addresses there are, and which files have them;
- ``asking``: what a web server answers, asked slowly;
- ``keeping``: ``initiatives/links.csv``, and what an answer says after those before it;
- ``telling``: the report, for a terminal and for an issue.
"""
