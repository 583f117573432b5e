import { acceptanceRules } from './acceptances/acceptance-rules.ts';
import { appserviceRules } from './appservices/appservice-rules.ts';
import { configRules } from './config-rules.ts';
import { dataRules } from './data/data-rules.ts';
import { tableUnread } from './data/table-unread.ts';
import { databaseRules } from './database/database-rules.ts';
import { decisionRules } from './decisions/decision-rules.ts';
import { linkFileRules } from './links/link-rules.ts';
import type { Rule } from './rule.ts';
import { targetRules } from './target-rules.ts';
import { versionRules } from './versions/version-rules.ts';

/** Every rule, for `explain`. Each id stands once. */
export const allRules: readonly Rule[] = [
  ...configRules,
  ...dataRules,
  tableUnread,
  ...databaseRules,
  ...targetRules,
  ...versionRules,
  ...appserviceRules,
  ...acceptanceRules,
  ...decisionRules,
  ...linkFileRules,
];
