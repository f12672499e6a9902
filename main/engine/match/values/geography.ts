/** Mean radius of the earth in km (IUGG). */
const RADIUS = 6371.0088;
const RADIANS = Math.PI / 180;

/**
 * Great-circle distance in km between two places in degrees, by the haversine formula (Sinnott 1984): exact to 0.5 %, for
 * near places too.
 */
export function distanceInKm(
  latitudeA: number,
  longitudeA: number,
  latitudeB: number,
  longitudeB: number,
): number {
  const north = Math.sin(((latitudeB - latitudeA) * RADIANS) / 2);
  const east = Math.sin(((longitudeB - longitudeA) * RADIANS) / 2);
  // Symmetric to the last bit: the product of the cosines does not depend on which is first.
  const cosines = Math.cos(latitudeA * RADIANS) * Math.cos(latitudeB * RADIANS);
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(north * north + cosines * east * east)));
}

const COORDINATES = /^\s*([-+]?\d{1,2}\.\d+)\s*[,; ]\s*([-+]?\d{1,3}\.\d+)\s*$/;

/** Latitude and longitude in degrees from one text (`48.8566, 2.3522`); undefined for any other. */
export function coordinates(text: string): readonly [number, number] | undefined {
  const found = COORDINATES.exec(text);
  if (found === null) return undefined;
  const place = [Number(found[1]), Number(found[2])] as const;
  return isPlace(...place) ? place : undefined;
}

/** A place on earth; 0, 0 is what software writes for a place it does not know. */
export function isPlace(latitude: number, longitude: number): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
}
