import { posix } from 'node:path';

/** The stages from left to right: each sees those before it. `support` sees nobody. */
const stages = [
  'support',
  'plan',
  'config',
  'inspect',
  'check',
  'compile',
  'render',
  'approve',
  'probe',
  'apply',
  'verify',
  'rollback',
  'audit',
  'cli',
] as const;

/** They see a plan and nothing of how plans are made, so that nobody can plan anew while applying. */
const seePlansOnly = new Set<string>(['render', 'approve', 'probe', 'apply', 'verify', 'rollback', 'audit']);

/** What they need of the world comes in as an argument. */
const pure = new Set<string>(['check', 'compile', 'render']);

/** Modules that compute and do nothing else. */
const pureModules = new Set(['node:path', 'node:path/posix', 'node:url', 'node:util', 'yaml', 'diff', 'handlebars']);

/** Files that load code which the build made, and look at nothing else. */
const loadBuiltCode = new Set(['support/compiled-schema.ts']);

/** Clock, randomness, surroundings. */
const impure = [
  /\bprocess\b/,
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\brandom(Bytes|UUID|Int)\b/,
  /\bgetRandomValues\b/,
  /\bperformance\.now\b/,
  /\bset(Timeout|Interval|Immediate)\b/,
  /\bfetch\(/,
];

interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
  /** `await import(...)`: not before it is needed. */
  readonly isLater: boolean;
}

/**
 * Everything in which the files of src break the rules of the stages, a sentence each.
 * @param files path below src (`check/rule.ts`) to text
 */
export function findBreaches(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const stage = stageOf(path);
    if (!isStage(stage)) return [`${path}: ${stage} is no stage`];
    const imports = readImports(text);
    return [...stageBreaches(path, stage, imports), ...(pure.has(stage) ? purityBreaches(path, files) : [])];
  });
}

/** The packages that are loaded with a file, before anything of it runs; those of Node.js are not listed. */
export function packagesLoadedWith(path: string, files: ReadonlyMap<string, string>): readonly string[] {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { from, typesOnly, isLater } of readImports(files.get(file) ?? '')) {
      if (typesOnly || isLater) continue;
      if (from.startsWith('.')) visit(resolveImport(file, from));
      else if (!from.startsWith('node:')) packages.add(from);
    }
  };
  visit(path);
  return [...packages].sort();
}

function stageBreaches(path: string, stage: Stage, imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from }) => stageOf(resolveImport(path, from)))
    .filter((other) => other !== stage)
    .flatMap((other) => {
      if (!isStage(other) || stages.indexOf(other) > stages.indexOf(stage))
        return [`${path}: ${stage} imports ${other}`];
      if (seePlansOnly.has(stage) && (other === 'check' || other === 'compile')) {
        return [`${path}: ${stage} imports ${other}, which makes plans`];
      }
      return [];
    });
}

/** Also through files of other stages, as far as values and not only types are imported. */
function purityBreaches(path: string, files: ReadonlyMap<string, string>): readonly string[] {
  const breaches: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || loadBuiltCode.has(file)) return;
    seen.add(file);
    const via = file === path ? path : `${path} through ${file}`;
    const text = files.get(file) ?? '';
    const found = impure
      .map((pattern) => pattern.exec(withoutComments(text))?.[0])
      .filter((word) => word !== undefined);
    breaches.push(...found.map((word) => `${via}: uses ${word}`));
    for (const { from, typesOnly } of readImports(text)) {
      if (typesOnly) continue;
      if (from.startsWith('.')) visit(resolveImport(file, from));
      else if (!isPureModule(from, text)) breaches.push(`${via}: imports ${from}`);
    }
  };
  visit(path);
  return breaches;
}

/** A digest is pure, a key is not. */
function isPureModule(from: string, text: string): boolean {
  if (from === 'node:crypto') return /^import \{ createHash \} from 'node:crypto';$/m.test(text);
  return pureModules.has(from);
}

function readImports(text: string): readonly Import[] {
  const statements = withoutComments(text).matchAll(
    /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  );
  return [...statements].map(([statement, type, from, dynamic]) => ({
    from: from ?? dynamic ?? '',
    isLater: dynamic !== undefined,
    typesOnly: type !== undefined || /^\s*(?:import|export)\s*\{(\s*type\s[^,}]*,?)+\s*\}/.test(statement),
  }));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function resolveImport(path: string, from: string): string {
  return posix.normalize(posix.join(posix.dirname(path), from));
}

type Stage = (typeof stages)[number];

function stageOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function isStage(name: string): name is Stage {
  return (stages as readonly string[]).includes(name);
}
