// Where the postcodes lie, and which one is nearest.

import { fetchJson } from "./making.js";

const EARTH_KM = 6371;

/**
 * The postcode with the village nearest to a point, and how far that is in kilometres: `{code, km}`.
 *
 * Over a sphere (haversine), which differs less than 0.6% from the true shape of the earth.
 */
export function nearest(points, latitude, longitude) {
  let best = { code: "", km: Infinity };
  for (const [code, numbers] of Object.entries(points)) {
    for (let at = 0; at < numbers.length; at += 2) {
      const km = kilometres(latitude, longitude, numbers[at] / 1000, numbers[at + 1] / 1000);
      if (km < best.km) best = { code, km };
    }
  }
  return best;
}

/** The distance between two points, in degrees. */
export function kilometres(latitude, longitude, otherLatitude, otherLongitude) {
  const radians = Math.PI / 180;
  const half = (degrees) => Math.sin((degrees * radians) / 2) ** 2;
  const across = Math.cos(latitude * radians) * Math.cos(otherLatitude * radians);
  const part = half(otherLatitude - latitude) + across * half(otherLongitude - longitude);
  return 2 * EARTH_KM * Math.asin(Math.sqrt(part));
}

/** The points of all postcodes (finder/rendering/suggestions.py). */
export function loadPoints() {
  return fetchJson("assets/points.json");
}
