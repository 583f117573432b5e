import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { synapsePython } from './synapse-python.ts';

/** For each text whether Python's `re.match` finds the pattern there; undefined where Python refuses the pattern. */
export type PythonMatches = readonly boolean[] | undefined;

/** Asks Python as Synapse does: `re.compile(pattern).match(text)`. */
export async function askPython(cases: readonly RegexCase[]): Promise<readonly PythonMatches[]> {
  const asked = promisify(execFile)(synapsePython(), ['-W', 'ignore', '-c', script], { maxBuffer: 2 ** 28 });
  asked.child.stdin?.end(JSON.stringify(cases));
  const answers = JSON.parse((await asked).stdout) as readonly (readonly boolean[] | null)[];
  return answers.map((answer) => answer ?? undefined);
}

export interface RegexCase {
  readonly pattern: string;
  readonly texts: readonly string[];
}

const script = `
import json, re, sys

def ask(case):
    try:
        compiled = re.compile(case["pattern"])
    except (re.error, OverflowError, RecursionError):
        return None
    return [compiled.match(text) is not None for text in case["texts"]]

print(json.dumps([ask(case) for case in json.load(sys.stdin)]))
`;
