import type { Database, Plan } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Fact, Part } from './blocks.ts';
import { describeConnection } from './describe-connection.ts';

/** For which state of the world the plan was made, and how far that may move until it runs. */
export function trueForAnswer(plan: Plan): Answer {
  const { source, target, created, choices } = plan;
  return {
    short: `${source.serverName} as it was when this was planned (${created.at}), while no table of Synapse moves by more than ${choices.maxDriftPercent} % or ${formatAmount(choices.maxDriftRows, 'row')}, and nothing else below changes.`,
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
  const { schemaVersion, settings, fingerprint } = side.database;
  return [
    [`Database of ${service}`, describeConnection(side.connection)],
    ['Settings from', side.connection.from.join(', ')],
    ...identityFacts(side.database),
    ['Schema version', schemaVersion],
    [
      'Set for the transaction',
      Object.entries(settings)
        .map(([setting, value]) => `${setting} = ${value}`)
        .join(', ') || 'nothing',
    ],
    ['Fingerprint', fingerprint],
  ];
}

function identityFacts({ engine, systemIdentifier, oid, name, serverVersion }: Database): readonly Fact[] {
  if (engine === 'sqlite3') {
    const version = [serverVersion / 1_000_000, (serverVersion / 1000) % 1000, serverVersion % 1000].map(Math.floor);
    return [
      ['Identity', `number ${systemIdentifier}, made of its first user; file ${name}`],
      ['SQLite', version.join('.')],
    ];
  }
  return [
    ['Identity', `system identifier ${systemIdentifier}, oid ${oid}, name ${name}`],
    ['PostgreSQL', `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`],
  ];
}

function catalogPart(service: string, { catalog }: Database): Part {
  return {
    title: `Columns, constraints and indexes of ${service} that the fingerprint stands for`,
    blocks: [{ kind: 'code', language: 'text', text: catalog, holds: 'catalog' }],
    folded: true,
  };
}
