import { isAlias, type Pair } from 'yaml';
import type { SourceFile } from '../../config/config-tree.ts';
import { sourceExcerpt } from '../../config/source-excerpt.ts';
import type { FileEdit } from '../../plan/types.gen.ts';
import type { Place, Problem } from '../../support/errors.ts';
import { addSection } from './add-section.ts';
import { findBrokenAlias } from './broken-alias.ts';
import { editMapping, effectivePair, mappingOf } from './edit-mapping.ts';
import { isMergePair, startOfPair } from './node-spans.ts';
import { type OpenYaml, openYaml } from './open-yaml.ts';
import { applySplices, orderSplices, type Splice } from './splice.ts';
import { applyFileEdits, toFileEdits } from './to-file-edits.ts';
import { differsFromIntention } from './verify-edit.ts';
import type { YamlChange } from './yaml-change.ts';

export interface YamlEdit {
  /** By bytes, ascending. */
  readonly edits: readonly FileEdit[];
  /** The file as it will be. */
  readonly after: SourceFile['bytes'];
}

/**
 * Changes what a file of homeserver.yaml means by splices: everything outside them keeps its bytes. The result is read
 * again and must mean exactly what was intended.
 * @returns CONFIG_UNPATCHABLE problems where the way in which the file is written does not allow it
 * @throws Error when the result is not as intended: a bug
 */
export function editYaml(file: SourceFile, changes: readonly YamlChange[]): YamlEdit | readonly Problem[] {
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
  const splices = orderSplices([...rootSplices(open, changes, refuse), ...sectionSplices(open, changes, refuse)]);
  const alias = findBrokenAlias(open.document, splices);
  if (alias)
    refuse(
      alias.range?.[0] ?? 0,
      `the alias *${alias.source} repeats a part of the file that must change; write that part out here`,
    );
  if (problems.length > 0) return problems;

  const inFile = splices.map(open.inFile);
  const edits = toFileEdits(file.text, inFile);
  const after = applyFileEdits(file.bytes, edits);
  const text = applySplices(file.text, inFile);
  if (Buffer.compare(after, Buffer.from(text, 'utf8')) !== 0)
    throw new Error(`${file.path}: the edits by bytes and by characters differ`);
  if (!differsFromIntention(file, after, changes)) return { edits, after };
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
function rootSplices(open: OpenYaml, changes: readonly YamlChange[], refuse: Refuse): readonly Splice[] {
  const { root, text } = open;
  const remove = new Set(
    changes.flatMap((change) => (change.kind === 'remove' && change.path.length === 1 ? [change.path[0]] : [])),
  );
  const added = changes.filter((change) => change.kind === 'add');
  const inFlow = new Map(root.flow ? added.map((change) => [change.key, JSON.stringify(change.value)] as const) : []);
  for (const key of remove) {
    if (!effectivePair(root, key))
      refuse(root.range?.[0] ?? 0, `${key} comes in by a merge (<<); write it out where it is used`);
  }
  const splices = editMapping(text, root, { remove, set: inFlow });
  if (!splices) refuse(root.range?.[0] ?? 0, 'two entries share a line');
  const blocks = root.flow ? [] : added.map((change) => addSection(open, change.block, remove));
  return [...(splices ?? []), ...blocks];
}

/** Single options of sections. */
function sectionSplices(open: OpenYaml, changes: readonly YamlChange[], refuse: Refuse): readonly Splice[] {
  const sections = new Set(
    changes.flatMap((change) => (change.kind !== 'add' && change.path.length === 2 ? [change.path[0]] : [])),
  );
  return [...sections].flatMap((section) => {
    const inside = changes.flatMap((change) =>
      change.kind !== 'add' && change.path[0] === section && change.path.length === 2 ? [change] : [],
    );
    const remove = new Set(inside.flatMap((change) => (change.kind === 'remove' ? [change.path[1] as string] : [])));
    const set = new Map(
      inside.flatMap((change) =>
        change.kind === 'set' ? [[change.path[1], JSON.stringify(change.value)] as const] : [],
      ),
    );
    const pair = effectivePair(open.root, section);
    const at = pair ? startOfPair(pair) : (open.root.range?.[0] ?? 0);
    const map = mappingOf(pair);
    const missing = map && [...remove].find((key) => !effectivePair(map, key));
    const splices =
      !pair || missing !== undefined
        ? undefined
        : map
          ? editMapping(open.text, map, { remove, set }, pair)
          : setBesideAlias(pair, { remove, set });
    if (!splices)
      refuse(at, `${section} is written in a way that cannot be changed safely; write its options out, one on a line`);
    return splices ?? [];
  });
}

/** `section: *alias` becomes a mapping that merges the alias: what else repeats it keeps its value. */
function setBesideAlias(
  pair: Pair,
  changes: { readonly remove: ReadonlySet<string>; readonly set: ReadonlyMap<string, string> },
): readonly Splice[] | undefined {
  const alias = pair.value;
  if (!isAlias(alias) || !alias.range || changes.remove.size > 0) return undefined;
  const [start, end] = alias.range;
  const options = [...changes.set].map(([key, value]) => `${key}: ${value}`);
  return [{ start, end, insert: `{<<: *${alias.source}, ${options.join(', ')}}` }];
}

function problemAt(file: SourceFile, place: Place, message: string): Problem {
  const excerpt = place.line === undefined ? {} : { excerpt: sourceExcerpt(file.text, place.line, place.column ?? 1) };
  return { code: 'CONFIG_UNPATCHABLE', message: `${file.path}: ${message}`, place, ...excerpt };
}
