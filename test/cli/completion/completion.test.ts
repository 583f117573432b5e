import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { allRules } from '../../../src/check/all-rules.ts';
import { temporaryFolder } from '../example.ts';
import { runInProcess } from '../run-in-process.ts';

const run = promisify(execFile);
const environment = { PATH: process.env.PATH, HOME: '/nonexistent', TERM: 'dumb' };

/** What is typed, and what the shell then offers. */
const offers = [
  ['syn2mas-plan pl', ['plan']],
  ['syn2mas-plan plan --prox', ['--proxy']],
  ['syn2mas-plan plan --proxy ', ['apache', 'caddy', 'haproxy', 'nginx', 'traefik']],
  ['syn2mas-plan audit ', ['show', 'verify']],
  ['syn2mas-plan audit show --form', ['--format']],
  ['syn2mas-plan audit show --format j', ['json']],
  ['syn2mas-plan show --format j', ['json']],
  ['syn2mas-plan --log-format t', ['text']],
  ['syn2mas-plan rollback --no-da', []],
  ['syn2mas-plan audit verify --no-da', ['--no-database']],
  ['syn2mas-plan explain STALE_F', ['STALE_FILE']],
  ['syn2mas-plan explain synapse/session-l', ['synapse/session-lifetime']],
  ['syn2mas-plan show TYPED', ['TYPED.yaml']],
  ['syn2mas-plan plan --out TYPED', ['TYPED.yaml']],
  ['syn2mas-plan plan --max-drift-rows TYPED', []],
] as const;

async function script(t: TestContext, shell: string): Promise<{ readonly file: string; readonly folder: string }> {
  const folder = temporaryFolder(t);
  const { exitCode, stdout } = await runInProcess(['completion', shell]);
  assert.equal(exitCode, 0);
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, stdout);
  writeFileSync(join(folder, 'TYPED.yaml'), '');
  return { file, folder };
}

test('bash offers commands, options, values, ids and files', async (t) => {
  const { file, folder } = await script(t, 'bash');
  const ask = `source "$0"; read -ra COMP_WORDS <<< "$1"; [[ $1 != *' ' ]] || COMP_WORDS+=('')
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _syn2mas_plan syn2mas-plan "\${COMP_WORDS[-1]}" "\${COMP_WORDS[-2]}"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  for (const [typed, offered] of offers) {
    const { stdout } = await run('bash', ['-c', ask, file, typed], { cwd: folder, env: environment });
    assert.deepEqual(lines(stdout), offered, typed);
  }
  await run('shellcheck', ['--shell=bash', file]);
});

test('fish offers the same', async (t) => {
  const { file, folder } = await script(t, 'fish');
  const env = { ...environment, HOME: folder };
  for (const [typed, offered] of offers) {
    const { stdout } = await run('fish', ['-c', `source ${file}; complete -C '${typed}'`], { cwd: folder, env });
    // After a tab it says what it is.
    assert.deepEqual(lines(stdout.replaceAll(/\t.*/g, '')), offered, typed);
  }
});

test('zsh completes a line where only one thing can follow', async (t) => {
  const { file, folder } = await script(t, 'zsh');
  const typed = offers.flatMap(([line, offered]) => (offered.length === 1 ? [[line, offered[0]] as const] : []));
  assert.ok(typed.length > 5);
  const keys = typed.map(([line]) => `'${line}'`).join(' ');
  const ask = `zmodload zsh/zpty; zpty z zsh -f -i; zpty -w z "PS1=; autoload -U compinit; compinit -u -D; source ${file}
    show() { print -r -- \\"<<\\$BUFFER>>\\"; BUFFER=; }; zle -N show; bindkey '^X' show; print is-'ready'"
    zpty -r z line '*is-ready*'
    for typed in ${keys}; do zpty -w -n z "$typed"$'\\t\\x18'; zpty -r z line '*<<*>>*'; print -r -- "\${\${line##*<<}%%>>*}"; done`;
  const { stdout } = await run('zsh', ['-f', '-c', ask], { cwd: folder, env: environment });
  assert.deepEqual(lines(stdout), typed.map(([line, offered]) => line.replace(/\S*$/, offered)).toSorted());
});

test('each id that can be explained is offered', async () => {
  const { stdout } = await runInProcess(['completion', 'bash']);
  for (const { id } of allRules) assert.ok(stdout.includes(` ${id} `) || stdout.includes(`'${id} `), id);
});

test('a shell that nobody knows is a usage error', async () => {
  const { exitCode, stderr } = await runInProcess(['completion', 'tcsh']);
  assert.equal(exitCode, 3);
  assert.match(stderr, /bash, zsh, fish/);
});

function lines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .toSorted();
}
