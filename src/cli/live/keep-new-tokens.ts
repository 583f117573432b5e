import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { NewTokens } from '../../probe/sessions/known-tokens.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import type { TokenFile } from './read-token-file.ts';

/**
 * Puts the tokens that a refresh gave in place of those that are worth nothing any more; all else in the file stays.
 * @param index of the session
 * @throws PlanError FILE_UNWRITABLE
 */
export async function keepNewTokens({ path, rights }: TokenFile, index: number, tokens: NewTokens): Promise<void> {
  const document = parseDocument(readFileSync(path, 'utf8'));
  document.setIn(['sessions', index, 'accessToken'], tokens.accessToken.reveal());
  document.setIn(['sessions', index, 'refreshToken'], tokens.refreshToken.reveal());
  await writeFileAtomically(path, document.toString({ lineWidth: 0 }), rights);
}
