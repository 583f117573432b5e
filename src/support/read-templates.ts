import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256 } from './digest.ts';
import { packageRoot } from './package-root.ts';
import type { Templates } from './templates.ts';

let known: { readonly templates: Templates; readonly digest: string } | undefined;

/** Every template of this package, read once. `digest` stands for all of them, names and bytes. */
export function readTemplates(): { readonly templates: Templates; readonly digest: string } {
  known ??= readAll();
  return known;
}

function readAll(): { readonly templates: Templates; readonly digest: string } {
  const root = join(packageRoot(), 'templates');
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
  const templates = new Map(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
  return { templates, digest: sha256(JSON.stringify([...templates])) };
}
