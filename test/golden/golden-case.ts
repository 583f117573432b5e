import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { packageRoot } from '../../src/support/package-root.ts';

/** One folder below test/golden; CONTRIBUTING.md says what stands in it. */
export interface GoldenCase {
  /** The name of the folder. */
  readonly name: string;
  readonly folder: string;
  /** What the case shows, in one sentence. */
  readonly title: string;
  /** Rules that it comes near to and that must stay silent, each with what is near. */
  readonly passes: Readonly<Record<string, string>>;
  /** What --synapse-config and --mas-config are given. */
  readonly synapse: readonly string[];
  readonly mas: readonly string[];
  /** More words of the command line. */
  readonly options: readonly string[];
  readonly masSchema: '1.22' | '0.11';
  /** What CREATE DATABASE takes, where a database is another than UTF8 and C. */
  readonly synapseDatabase?: string;
  readonly masDatabase?: string;
  /** When check runs. */
  readonly now: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Where they are; the compiled tests stand elsewhere. */
export const goldenFolder: string = join(packageRoot(), 'test', 'golden');

/**
 * All of them, by name.
 * @throws Error where a case.yaml is not as it should be
 */
export function readGoldenCases(): readonly GoldenCase[] {
  const entries = readdirSync(goldenFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().map((name) => readGoldenCase(name));
}

function readGoldenCase(name: string): GoldenCase {
  const folder = join(goldenFolder, name);
  const value: unknown = parse(readFileSync(join(folder, 'case.yaml'), 'utf8'));
  if (!isCase(value)) throw new Error(`test/golden/${name}/case.yaml: ${ajv.errorsText(isCase.errors)}`);
  const defaults = {
    passes: {},
    synapse: ['homeserver.yaml', ...['conf.d'].filter((path) => existsSync(join(folder, path)))],
    mas: ['mas.yaml'],
    options: [],
    masSchema: '1.22' as const,
    now: '2026-01-31T12:00:00Z',
    env: {},
  };
  return { name, folder, ...defaults, ...value };
}

const words = { type: 'array', items: { type: 'string' } };
const texts = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } };
const ajv = new Ajv2020({ allErrors: true });
const isCase = ajv.compile<Pick<GoldenCase, 'title'> & Partial<Omit<GoldenCase, 'name' | 'folder'>>>({
  type: 'object',
  required: ['title'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 10 },
    passes: texts,
    synapse: { ...words, minItems: 1 },
    mas: { ...words, minItems: 1 },
    options: words,
    masSchema: { enum: ['1.22', '0.11'] },
    synapseDatabase: { type: 'string' },
    masDatabase: { type: 'string' },
    now: { type: 'string' },
    env: texts,
  },
});
