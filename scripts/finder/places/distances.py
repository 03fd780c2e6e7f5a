"""Distances from one point to many at once: over the ellipsoid, and in arrays.

The formula is the inverse one of T. Vincenty, "Direct and inverse solutions of geodesics on the
ellipsoid with application of nested equations", Survey Review 23 (176), 1975. Over the distances of
this site it agrees with :func:`finder.places.gazetteer.distance_km` to less than a millimetre, and
it takes a hundredth of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from finder.places.gazetteer import Point

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

# WGS 84: the half axis along the equator in kilometres, how flat the earth is, the other half axis.
_EQUATOR = 6378.137
_FLAT = 1 / 298.257223563
_POLE = _EQUATOR * (1 - _FLAT)
# Each turn makes the difference of longitude some three hundred times more precise.
_TURNS = 8
_ENOUGH = 1e-14


def distances_km(point: Point, others: Sequence[Point]) -> list[float]:
    """The distance in kilometres from a point to each of the others, in their order."""
    if not others:
        return []
    lats, lons = np.radians(np.array(others, dtype=np.float64)).T
    lat, lon = np.radians(np.array(point, dtype=np.float64))
    found: list[float] = _inverse(lat, lats, lons - lon).tolist()
    return found


def _inverse(lat: float, lats: Numbers, apart: Numbers) -> Numbers:
    """Vincenty's inverse formula; all angles in radians, ``apart`` is the step in longitude."""
    sin_1, cos_1 = _reduced(np.float64(lat))
    sin_2, cos_2 = _reduced(lats)
    both_sin, both_cos = sin_1 * sin_2, cos_1 * cos_2
    turned = apart
    for _ in range(_TURNS):
        sin_turned, cos_turned = np.sin(turned), np.cos(turned)
        sin_arc = np.hypot(cos_2 * sin_turned, cos_1 * sin_2 - sin_1 * cos_2 * cos_turned)
        cos_arc = both_sin + both_cos * cos_turned
        arc = np.arctan2(sin_arc, cos_arc)
        # Two points in one place have no direction; any number other than 0 will do.
        sin_way = both_cos * sin_turned / np.where(sin_arc == 0, 1, sin_arc)
        cos_way_2 = 1 - sin_way**2
        # Along the equator the term vanishes; nothing of ours lies there.
        middle = cos_arc - 2 * both_sin / np.where(cos_way_2 == 0, 1, cos_way_2)
        c = _FLAT / 16 * cos_way_2 * (4 + _FLAT * (4 - 3 * cos_way_2))
        bent = arc + c * sin_arc * (middle + c * cos_arc * (2 * middle**2 - 1))
        before, turned = turned, apart + (1 - c) * _FLAT * sin_way * bent
        if np.abs(turned - before).max() < _ENOUGH:
            break
    return _length(arc, sin_arc, cos_arc, middle, cos_way_2)


def _length(
    arc: Numbers, sin_arc: Numbers, cos_arc: Numbers, middle: Numbers, cos_way_2: Numbers
) -> Numbers:
    """The kilometres of an arc on the auxiliary sphere."""
    u = cos_way_2 * (_EQUATOR**2 - _POLE**2) / _POLE**2
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    last = b / 6 * middle * (4 * sin_arc**2 - 3) * (4 * middle**2 - 3)
    less = b * sin_arc * (middle + b / 4 * (cos_arc * (2 * middle**2 - 1) - last))
    found: Numbers = _POLE * a * (arc - less)
    return found


def _reduced(lat: Numbers | np.float64) -> tuple[Any, Any]:
    """The sine and cosine of the reduced latitude."""
    tangent = (1 - _FLAT) * np.tan(lat)
    cosine = 1 / np.sqrt(1 + tangent**2)
    return tangent * cosine, cosine
