import type { Pair } from 'yaml';
import type { SourceFile } from '../../config/config-tree.ts';
import { sourceExcerpt } from '../../config/source-excerpt.ts';
import { pyyamlDialect, type YamlDialect } from '../../config/yaml-dialect.ts';
import type { FileEdit } from '../../plan/types.gen.ts';
import type { Place, Problem } from '../../support/errors.ts';
import { addSection } from './add-section.ts';
import { findBrokenAlias } from './broken-alias.ts';
import { type ChangeTree, changeTree, writtenValue } from './change-tree.ts';
import { editMapping, effectivePair, mappingOf } from './edit-mapping.ts';
import { type Editing, editEntry } from './edit-tree.ts';
import { indentStep } from './indent-step.ts';
import { isMergePair, startOfPair } from './node-spans.ts';
import { type OpenYaml, openYaml } from './open-yaml.ts';
import { renderEntry } from './render-value.ts';
import { fillSlots, type Reveal } from './secret-slot.ts';
import { applySplices, orderSplices, type Splice } from './splice.ts';
import { applyFileEdits, toFileEdits } from './to-file-edits.ts';
import { differsFromIntention } from './verify-edit.ts';
import type { YamlChange } from './yaml-change.ts';
import type { YamlValue } from './yaml-value.ts';

export interface YamlEdit {
  /** By bytes, ascending. */
  readonly edits: readonly FileEdit[];
  /** The file as it will be. */
  readonly after: SourceFile['bytes'];
}

/** Whose file it is, and what the secrets are that are written into it. */
export interface EditOptions {
  readonly dialect: YamlDialect;
  readonly reveal: Reveal;
}

/**
 * Changes what a configuration file means by splices: everything outside them keeps its bytes. The result is read
 * again and must mean exactly what was intended.
 * @returns CONFIG_UNPATCHABLE problems where the way in which the file is written does not allow it
 * @throws Error when the result is not as intended: a bug
 */
export function editYaml(
  file: SourceFile,
  changes: readonly YamlChange[],
  { dialect, reveal }: EditOptions = { dialect: pyyamlDialect, reveal: noSecret },
): YamlEdit | readonly Problem[] {
  const open = openYaml(file);
  if (!open)
    return [
      problemAt(
        file,
        { file: file.path },
        'nothing in this file can be located safely: its brackets or quotes span lines that are not indented',
      ),
    ];
  const problems: Problem[] = [];
  const refuse: Refuse = (offset, message) => problems.push(problemAt(file, open.placeOf(offset), message));
  const tree = changeTree(changes);
  const editing: Editing = { open, step: indentStep(open), hasMerge: dialect.isPyyaml };
  const splices = orderSplices([
    ...sectionSplices(editing, tree, refuse),
    ...rootSplices(open, changes, tree, refuse, editing.step),
  ]);
  const alias = findBrokenAlias(open.document, splices);
  if (alias)
    refuse(
      alias.range?.[0] ?? 0,
      `the alias *${alias.source} repeats a part of the file that must change; write that part out here`,
    );
  if (problems.length > 0) return problems;

  const inFile = splices.map(open.inFile);
  const edits = toFileEdits(file.text, inFile);
  const after = applyFileEdits(file.bytes, edits, reveal);
  const text = applySplices(
    file.text,
    inFile.map((splice) => ({ ...splice, insert: fillSlots(splice.insert, reveal) })),
  );
  if (Buffer.compare(after, Buffer.from(text, 'utf8')) !== 0)
    throw new Error(`${file.path}: the edits by bytes and by characters differ`);
  if (!differsFromIntention(file, after, changes, { dialect, reveal })) return { edits, after };
  const merge = (open.root.items as readonly Pair[])
    .flatMap((pair) => [pair, ...((mappingOf(pair)?.items ?? []) as readonly Pair[])])
    .find(isMergePair);
  if (!merge) throw new Error(`${file.path}: after its edit the file does not mean what was intended`);
  return [
    problemAt(
      file,
      open.placeOf(startOfPair(merge)),
      'an option that must change comes in by this merge; write it out',
    ),
  ];
}

type Refuse = (offset: number, message: string) => void;

/** Whole sections: removed, or added at the end. */
function rootSplices(
  open: OpenYaml,
  changes: readonly YamlChange[],
  tree: ChangeTree,
  refuse: Refuse,
  step: string,
): readonly Splice[] {
  const { root, text } = open;
  const remove = new Set([...tree.inside].flatMap(([key, below]) => (below.isRemoved ? [String(key)] : [])));
  for (const key of remove) {
    if (!effectivePair(root, key))
      refuse(root.range?.[0] ?? 0, `${key} comes in by a merge (<<); write it out where it is used`);
  }
  const added = new Map<string, { readonly block: string; readonly value: YamlValue }>();
  for (const change of changes) if (change.kind === 'add') added.set(change.key, change);
  for (const [key, below] of tree.inside) {
    const name = String(key);
    if (below.isRemoved || effectivePair(root, name)) continue;
    const value = writtenValue(below);
    added.set(name, { block: renderEntry(name, value, '', step), value });
  }
  const inFlow = root.flow ? [...added].map(([key, { value }]) => [key, value] as const) : [];
  const splices = editMapping(text, root, { remove, insert: new Map(inFlow) }, step);
  if (!splices) refuse(root.range?.[0] ?? 0, 'two entries share a line');
  const blocks = root.flow ? [] : [...added.values()].map(({ block }) => addSection(open, block, remove));
  return [...(splices ?? []), ...blocks];
}

/** What changes inside sections that are there. */
function sectionSplices(editing: Editing, tree: ChangeTree, refuse: Refuse): readonly Splice[] {
  return [...tree.inside].flatMap(([key, below]) => {
    const pair = effectivePair(editing.open.root, String(key));
    if (below.isRemoved || !pair) return [];
    const splices = editEntry(editing, pair, below);
    if (!splices)
      refuse(
        startOfPair(pair),
        `${key} is written in a way that cannot be changed safely; write its options out, one on a line`,
      );
    return splices ?? [];
  });
}

function noSecret(): never {
  throw new Error('no secret is written into this file');
}

function problemAt(file: SourceFile, place: Place, message: string): Problem {
  const excerpt = place.line === undefined ? {} : { excerpt: sourceExcerpt(file.text, place.line, place.column ?? 1) };
  return { code: 'CONFIG_UNPATCHABLE', message: `${file.path}: ${message}`, place, ...excerpt };
}
