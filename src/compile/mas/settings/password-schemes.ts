import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { passwordSchemeMoved } from '../../../check/mas-rules/password-scheme-moved.ts';
import { passwordSchemeTwice } from '../../../check/mas-rules/password-scheme-twice.ts';
import type { MasConfig, MasPasswordScheme } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { Finding } from '../../../plan/types.gen.ts';
import type { Place } from '../../../support/errors.ts';
import type { YamlValue } from '../../yaml/yaml-value.ts';
import { secretOf } from './secret-of.ts';

/** One edit of the list `passwords.schemes`. */
export interface SchemeEdit {
  /** `append` writes a scheme at the end, `complete` sets options of the scheme at `index` of the joined list. */
  readonly kind: 'append' | 'complete';
  readonly index?: number;
  readonly value: Readonly<Record<string, YamlValue>>;
  readonly why: string;
  /** The options of homeserver.yaml from which it comes. */
  readonly from: readonly Place[];
}

/** What `passwords.schemes` needs so that MAS can check the hashes of Synapse. */
export interface WantedSchemes {
  readonly edits: readonly SchemeEdit[];
  readonly findings: readonly Finding[];
}

/**
 * Synapse takes a password in every form of Unicode in which a keyboard gives it. The first login makes a hash by the scheme for new
 * passwords: if that took only the form of this login, all others would be refused from then on.
 */
const asTyped = { unicode_normalization: true };

/**
 * Version 1 becomes bcrypt as Synapse hashes, with the pepper by reference. What is right stays; a secret that is there
 * stays even when it is wrong (mas/password-pepper tells). Another algorithm with version 1 moves to version 2 where it
 * is the highest: MAS is empty, so no hash refers to it. The order in the list does not matter to MAS.
 */
export function wantedSchemes(synapse: SynapseConfig, mas: MasConfig): WantedSchemes {
  const none: WantedSchemes = { edits: [], findings: [] };
  if (!mas.passwords.enabled) return none;
  const from = placesOf(synapse.tree.place(['password_config', 'pepper']) ?? synapse.tree.place(['password_config']));
  const pepper = secretOf(synapse, ['password_config', 'pepper']);
  const ofSynapse: Readonly<Record<string, YamlValue>> = {
    version: 1,
    algorithm: 'bcrypt',
    unicode_normalization: true,
    ...(pepper ? { secret: pepper } : {}),
  };
  const append = (value: SchemeEdit['value'], why: string): SchemeEdit => ({ kind: 'append', value, why, from });
  const bcrypt = append(ofSynapse, 'migrated hashes are bcrypt and have version 1');
  const argon2id = append({ version: 2, algorithm: 'argon2id', ...asTyped }, 'new passwords get the algorithm of MAS');

  const isWritten = Array.isArray(mas.tree.value(['passwords', 'schemes']));
  const schemes = isWritten ? mas.passwords.schemes : [];
  const versions = schemes.map(({ version }) => version);
  if (new Set(versions).size < versions.length) return { edits: [], findings: [twice(schemes)] };
  const index = versions.indexOf(1);
  const first = schemes[index];
  const hasHigher = versions.some((version) => version > 1);
  if (!first) return { edits: hasHigher ? [bcrypt] : [bcrypt, argon2id], findings: [] };
  if (first.algorithm === 'bcrypt') {
    const value = {
      ...(first.unicodeNormalization ? {} : { unicode_normalization: true }),
      ...(pepper && (first.secret?.isEmpty ?? true) ? { secret: pepper } : {}),
    };
    const why = 'Synapse hashes passwords so';
    return Object.keys(value).length === 0
      ? none
      : { edits: [{ kind: 'complete', index, value, why, from }], findings: [] };
  }
  // Which version it could get without becoming the one for new passwords, the operator must say.
  if (hasHigher) return none;
  const what = `The scheme with version 1 is ${first.algorithm}; it becomes version 2, and bcrypt as in Synapse version 1.`;
  const move: SchemeEdit = {
    kind: 'complete',
    index,
    value: { version: 2, ...(first.unicodeNormalization ? {} : asTyped) },
    why: 'version 1 is that of migrated hashes',
    from,
  };
  return { edits: [move, bcrypt], findings: [toFinding(passwordSchemeMoved, { what, where: [first.place] })] };
}

function twice(schemes: readonly MasPasswordScheme[]): Finding {
  const double = schemes.filter(({ version }) => schemes.filter((other) => other.version === version).length > 1);
  const versions = [...new Set(double.map(({ version }) => version))].join(', ');
  return toFinding(passwordSchemeTwice, {
    what: `passwords.schemes has more than one scheme with version ${versions}.`,
    where: double.map(({ place }) => place),
  });
}
