import type { Database, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Section } from './blocks.ts';
import { describeConnection } from './data-sections.ts';

/** For which state of the world the plan was made, and how far that may move until it runs. */
export function trueForSection({ tool, created, seed, choices, source, target }: Plan): Section {
  const { maxDriftPercent, maxDriftRows, samples, ...paths } = choices;
  const made: Block = {
    kind: 'facts',
    facts: [
      ['Server name', source.serverName],
      ['Made', `${created.at} by ${created.by} with ${tool.name} ${tool.version}, templates ${tool.templatesDigest}`],
      ['Rows may drift by', `${maxDriftPercent} % or ${formatCount(maxDriftRows)} rows of each table, whichever is more`],
      ['User ids in findings', samples ? 'at most five for each' : 'none'],
      ...Object.entries(paths).map(([name, path]) => [name, String(path)] as const),
      ['Seed of the ids', seed],
      ['Empty before', target.mustBeEmpty.join(', ')],
    ],
  };
  const files = [...source.configFiles, ...target.configFiles].map(({ path, sha256 }) => [path, sha256]);
  return {
    id: 'true-for',
    title: 'What it is true for',
    blocks: [
      made,
      { kind: 'facts', facts: databaseFacts('Synapse', source.database, describeConnection(source.connection), source.connection.from) },
      { kind: 'facts', facts: databaseFacts('MAS', target.database, describeConnection(target.connection), target.connection.from) },
      { kind: 'table', head: ['Configuration file', 'sha256'], rows: files, numbers: [] },
    ],
    parts: [
      { title: 'Columns, constraints and indexes of Synapse that it relies on', blocks: [{ kind: 'code', language: 'text', text: source.database.catalog }] },
      { title: 'Columns, constraints and indexes of MAS that it relies on', blocks: [{ kind: 'code', language: 'text', text: target.database.catalog }] },
    ],
  };
}

/** The point of no return, and the way back until then. */
export function wayBackSection({ summary, undo }: Plan): Section {
  return {
    id: 'way-back',
    title: 'The point of no return, and the way back',
    blocks: [
      { kind: 'text', text: summary.pointOfNoReturn },
      { kind: 'list', items: undo.map(({ title }) => title) },
    ],
    parts: undo.flatMap((step) => ('sql' in step ? [{ title: `${step.id}: ${step.title}`, blocks: [{ kind: 'code' as const, language: 'sql' as const, text: step.sql }] }] : [])),
  };
}

/** What nobody looked at. */
export function notCheckedSection({ assumptions }: Plan): Section {
  return { id: 'not-checked', title: 'What was not checked', blocks: [{ kind: 'list', items: assumptions }], parts: [] };
}

function databaseFacts(service: string, database: Database, connection: string, from: readonly string[]): readonly (readonly [string, string])[] {
  return [
    [`Database of ${service}`, connection],
    ['Settings from', from.join('; ')],
    ['Identity', `cluster ${database.systemIdentifier}, database ${database.oid} (${database.name})`],
    ['Versions', `schema ${database.schemaVersion}, PostgreSQL ${Math.floor(database.serverVersion / 10_000)}.${database.serverVersion % 10_000}`],
    ['Fingerprint', database.fingerprint],
  ];
}
