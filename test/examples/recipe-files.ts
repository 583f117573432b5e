import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { packageRoot } from '../../src/support/package-root.ts';

const root = join(packageRoot(), 'examples', 'ci');

/** Every file of examples/ci, relative to it, sorted. */
export function recipeFiles(): readonly string[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(root, name)).isFile()).sort();
}

export function recipeText(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

/** The documents of a YAML file; throws where anything of it is not right. */
export function recipeYaml(name: string): readonly unknown[] {
  const documents = parseAllDocuments(recipeText(name), { merge: true });
  if ('empty' in documents) throw new Error(`${name} is empty`);
  return documents.map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    return document.toJS() as unknown;
  });
}

/** Every text of a value, and every list of texts as one. */
export function textsIn(value: unknown): readonly (string | readonly string[])[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) {
    if (value.every((item): item is string => typeof item === 'string')) return [value];
    return value.flatMap(textsIn);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
