import type { Rule } from './rule.ts';
import { targetColumn } from './target/column.ts';
import { targetNotEmpty } from './target/not-empty.ts';
import { targetNotNull } from './target/not-null.ts';
import { providersAmbiguous } from './target/providers-ambiguous.ts';
import { targetUncheckedIndex } from './target/unchecked-index.ts';
import { targetUniqueConflict } from './target/unique-conflict.ts';
import { targetUnknownColumn } from './target/unknown-column.ts';

/** What is found by looking at the database of MAS, and by holding the rows to be copied against it. */
export const targetRules: readonly Rule[] = [
  targetNotEmpty,
  targetUniqueConflict,
  targetNotNull,
  targetUnknownColumn,
  targetColumn,
  targetUncheckedIndex,
  providersAmbiguous,
];
