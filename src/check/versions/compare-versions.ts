/** The pattern of versions that can be compared: `1.142`, `1.142.1`, `1.142.0rc4`, `v1.22.0`. */
export const versionPattern = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6})(?:(?:-?rc\.?)(\d{1,6}))?)?$/;

/**
 * Below zero where `a` is the older one. A release candidate comes before its release; without a third number the first release
 * of that line is meant.
 * @throws Error where one of them is no version
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/** The first version that is not of the line `1.142` any more, or that comes after `1.142.1`. */
export function versionAfter(version: string): string {
  const [major = 0, minor = 0, patch = 0, candidate = 0] = partsOf(version);
  if (!/\.\d+\./.test(version)) return `${major}.${minor + 1}`;
  return candidate === released ? `${major}.${minor}.${patch + 1}` : `${major}.${minor}.${patch}rc${candidate + 1}`;
}

/** More than any number of a release candidate. */
const released = 1e9;

function partsOf(version: string): readonly number[] {
  const match = versionPattern.exec(version);
  if (!match) throw new Error(`${JSON.stringify(version)} is no version`);
  const [, major, minor, patch = '0', candidate] = match;
  return [Number(major), Number(minor), Number(patch), candidate === undefined ? released : Number(candidate)];
}
