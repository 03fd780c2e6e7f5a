"""From an address to the door: who is asked, which answer counts, and what is kept in git.

The stages, each a module that knows only those before it::

    normalising  street and number as written -> as compared
    accepting    the answers of a source -> the one that is what was asked, or none
    best         the BeSt Address file, on this computer
    flanders     the Flemish Geolocation service
    nominatim    OpenStreetMap's geocoder
    polite       one source, asked slowly and never taken wrongly for "not found"
    keeping      initiatives/coordinates.csv: read, checked, written
    filling      every address that is missing, past all sources
"""
