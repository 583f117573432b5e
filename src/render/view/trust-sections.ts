import type { Database, Plan, Undo } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Fact, Section } from './blocks.ts';
import { describeConnection } from './data-sections.ts';

/** For which state of the world the plan was made, and how far that may move until it runs. */
export function trueForSection(plan: Plan): Section {
  const { source, target } = plan;
  return {
    id: 'true-for',
    title: 'What it is true for',
    blocks: [
      { kind: 'facts', facts: madeFacts(plan) },
      { kind: 'facts', facts: databaseFacts('Synapse', source) },
      { kind: 'facts', facts: databaseFacts('MAS', target) },
      {
        kind: 'table',
        head: ['Configuration file', 'sha256 as planned'],
        rows: [...source.configFiles, ...target.configFiles].map(({ path, sha256 }) => [path, sha256]),
        numbers: [],
      },
    ],
    parts: [catalogPart('Synapse', source.database), catalogPart('MAS', target.database)],
  };
}

/** The point of no return. */
export function noReturnSection({ summary }: Plan): Section {
  return {
    id: 'no-return',
    title: 'The point of no return',
    blocks: [{ kind: 'text', text: summary.pointOfNoReturn }],
    parts: [],
  };
}

/** The way back until then, made with the plan. */
export function wayBackSection({ undo }: Plan): Section {
  return {
    id: 'way-back',
    title: 'The way back',
    blocks: [
      undo.length === 0
        ? { kind: 'text', text: 'The plan has none.' }
        : {
            kind: 'table',
            head: ['Step', 'What it does'],
            rows: undo.map((step) => [step.id, step.title]),
            numbers: [],
          },
    ],
    parts: undo.map((step) => ({
      title: `${step.id}: ${step.title}`,
      blocks: [undoBlock(step)],
      folded: true,
    })),
  };
}

/** What nobody looked at. */
export function notCheckedSection({ assumptions }: Plan): Section {
  return {
    id: 'not-checked',
    title: 'What was not checked',
    blocks: [
      assumptions.length === 0
        ? { kind: 'text', text: 'The plan names nothing.' }
        : { kind: 'list', items: assumptions },
    ],
    parts: [],
  };
}

function madeFacts({ source, target, created, tool, seed, choices }: Plan): readonly Fact[] {
  const { maxDriftPercent, maxDriftRows, samples, ...others } = choices;
  return [
    ['Server name', source.serverName],
    ['Made at', created.at],
    ['Made by', created.by],
    ['Made with', `${tool.name} ${tool.version}, templates ${tool.templatesDigest}`],
    [
      'Drift allowed',
      `${maxDriftPercent} % or ${formatCount(maxDriftRows)} rows of each source table, whichever is more`,
    ],
    ['User ids in findings', samples ? 'at most five each' : 'none'],
    ...Object.entries(others).map(([name, value]): Fact => [`Choice ${name}`, String(value)]),
    ['Seed of the ids', seed],
    ['Tables of MAS that must be empty', target.mustBeEmpty.join(', ')],
    [
      'Providers of MAS',
      target.providers.map(({ synapseIdpId, id }) => `${synapseIdpId} as ${id}`).join(', ') || 'none',
    ],
  ];
}

function databaseFacts(service: string, side: Pick<Plan['source'], 'connection' | 'database'>): readonly Fact[] {
  const { systemIdentifier, oid, name, serverVersion, schemaVersion, fingerprint } = side.database;
  return [
    [`Database of ${service}`, describeConnection(side.connection)],
    ['Settings from', side.connection.from.join(', ')],
    ['Identity', `system identifier ${systemIdentifier}, oid ${oid}, name ${name}`],
    ['PostgreSQL', `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`],
    ['Schema version', schemaVersion],
    ['Fingerprint', fingerprint],
  ];
}

function catalogPart(service: string, { catalog }: Database): Section['parts'][number] {
  return {
    title: `Columns, constraints and indexes of ${service} that the fingerprint stands for`,
    blocks: [{ kind: 'code', language: 'text', text: catalog }],
    folded: true,
  };
}

function undoBlock(step: Undo): Block {
  if (step.kind !== 'restore-file') return { kind: 'code', language: 'sql', text: step.sql };
  const { path, backup, before } = step;
  return {
    kind: 'facts',
    facts: [
      ['File', path],
      ['From', backup ?? 'nothing: the file is removed'],
      ...(before === undefined ? [] : [['Afterwards', before] as const]),
    ],
  };
}
