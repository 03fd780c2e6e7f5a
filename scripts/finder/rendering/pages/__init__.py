"""One module a kind of page.

Each has a function ``pages(frame) -> Iterator[Page]``; :mod:`finder.rendering.pages.every` names
them in the order of the site. What goes into the tree beside them has ``files(site) ->
Iterator[File]``, and :mod:`finder.publishing.assembling` names those.
"""
