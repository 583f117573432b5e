import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plan } from '../../plan/types.gen.ts';
import { renderAuditHistory } from '../../render/audit-history.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { packageRoot } from '../../support/package-root.ts';
import { printable } from '../../support/printable.ts';
import { shellWord } from '../../support/shell-word.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import type { AuditFiles } from '../audit-files.ts';
import type { JournalRow } from '../journal-rows.ts';
import type { HistoryEntry } from '../read-history.ts';
import { writeManifest } from './write-manifest.ts';
import { type TarFile, writeTar } from './write-tar.ts';

/** What goes into a bundle. */
export interface BundleContents {
  readonly plan: Plan;
  readonly planId: string;
  readonly planBytes: Uint8Array;
  readonly files: AuditFiles;
  readonly history: readonly HistoryEntry[];
  /** The files of a policy, under the names that they get. */
  readonly policy: ReadonlyMap<'policy.yaml' | 'allowed_signers' | 'revoked_keys', Uint8Array>;
  /** Absent where the database of MAS was not asked. */
  readonly journal?: readonly JournalRow[];
  readonly templates: Templates;
}

/** One archive with all that an auditor needs, and how to check it with other programs. The same contents give the same bytes. */
export function makeBundle(contents: BundleContents): Buffer {
  const { plan, files, policy, journal } = contents;
  const name = basename(files.planPath);
  const log = files.pieces.length > 0 ? [{ name: `${name}.audit.jsonl`, bytes: joinPieces(files.pieces) }] : [];
  const ours: readonly TarFile[] = [
    { name, bytes: contents.planBytes },
    ...log,
    ...[...files.receipts.values()].map((file) => ({ name: file.name, bytes: file.bytes })),
    ...approvals(files),
    ...[...policy].map(([file, bytes]) => ({ name: `policy/${file}`, bytes })),
    ...(journal ? [{ name: 'journal.jsonl', bytes: Buffer.from(journal.map(journalLine).join('')) }] : []),
    ...reports(contents),
    ...schemas(),
  ];
  const readme = {
    name: 'README.md',
    bytes: Buffer.from(renderTemplate(contents.templates, 'report/bundle.md.hbs', describe(contents, name))),
  };
  const sorted = [readme, ...ours].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const manifest = { name: 'MANIFEST.sha256', bytes: Buffer.from(writeManifest(sorted)) };
  const all = [manifest, ...sorted].map((file) => ({ ...file, name: `${name}.bundle/${file.name}` }));
  return writeTar(all, new Date(plan.created.at));
}

/** The very bytes of the log. */
function joinPieces(pieces: AuditFiles['pieces']): Buffer {
  return Buffer.concat(pieces.flatMap(({ bytes, isEnded }) => [bytes, Buffer.from(isEnded ? '\n' : '')]));
}

/** Those of other folders may have the name of one that lies beside the plan. */
function approvals({ approvals: all }: AuditFiles): readonly TarFile[] {
  const named = new Map<string, AuditFiles['approvals'][number]>();
  for (const file of all) {
    const isTaken = named.has(file.name) && named.get(file.name)?.digest !== file.digest;
    named.set(isTaken ? `${file.digest.slice(7, 15)}.${file.name}` : file.name, file);
  }
  return [...named].map(([name, { bytes }]) => ({ name, bytes }));
}

/** The texts that are hashed, and the hash. */
function journalLine(row: JournalRow): string {
  return `${JSON.stringify(row)}\n`;
}

function reports({ plan, planId, history, templates }: BundleContents): readonly TarFile[] {
  const formats = { html: 'plan.html', markdown: 'plan.md', text: 'plan.txt' } as const;
  const rendered = (['html', 'markdown', 'text'] as const).map((format) => ({
    name: `reports/${formats[format]}`,
    bytes: Buffer.from(renderPlan(format, plan, { planId, templates })),
  }));
  return [...rendered, { name: 'reports/history.txt', bytes: Buffer.from(renderAuditHistory(history, planId)) }];
}

function schemas(): readonly TarFile[] {
  const folder = join(packageRoot(), 'plan-schema');
  return readdirSync(folder).map((file) => ({ name: `schemas/${file}`, bytes: readFileSync(join(folder, file)) }));
}

function describe({ planId, files, policy, journal }: BundleContents, name: string): object {
  const hasLog = files.pieces.length > 0;
  return {
    name: printable(name),
    planFile: shellWord(name),
    digest: planId.replace('sha256:', ''),
    log: hasLog && { file: shellWord(`${name}.audit.jsonl`) },
    hasApprovals: files.approvals.length > 0,
    hasSigners: policy.has('allowed_signers'),
    hasRevoked: policy.has('revoked_keys'),
    hasPolicy: policy.has('policy.yaml'),
    hasJournal: hasLog && journal !== undefined,
  };
}
