import { compareVersions } from './compare-versions.ts';

/** What is known of the version of a service: it lies from `atLeast` on and before `below`; where one is absent nobody knows. */
export interface KnownVersion {
  readonly atLeast?: string;
  readonly below?: string;
  /** For people, with the bounds: `1.139 or newer, older than 1.143 (its database says so)`. */
  readonly text: string;
}

export type Answer = 'yes' | 'no' | 'unknown';

/** Whether the version is this one or a newer one. */
export function isAtLeast({ atLeast, below }: KnownVersion, version: string): Answer {
  if (atLeast !== undefined && compareVersions(atLeast, version) >= 0) return 'yes';
  return below !== undefined && compareVersions(below, version) <= 0 ? 'no' : 'unknown';
}

/** Whether the version lies from `from` on and before `until`. */
export function isWithin(known: KnownVersion, from: string, until: string): Answer {
  const [started, ended] = [isAtLeast(known, from), isAtLeast(known, until)];
  if (started === 'no' || ended === 'yes') return 'no';
  return started === 'yes' && ended === 'no' ? 'yes' : 'unknown';
}

/** @param source why: `--synapse-version` */
export function knownVersion(bounds: Pick<KnownVersion, 'atLeast' | 'below'>, source: string): KnownVersion {
  const { atLeast, below } = bounds;
  const parts = [
    ...(atLeast === undefined ? [] : [`${atLeast} or newer`]),
    ...(below === undefined ? [] : [`older than ${below}`]),
  ];
  return { ...bounds, text: parts.length === 0 ? `unknown (${source})` : `${parts.join(', ')} (${source})` };
}
