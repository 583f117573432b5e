import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { oddRegistrations } from '../config/registrations/odd-registrations.ts';
import { synapsePython } from './synapse-python.ts';

test('a real Synapse loads the registrations that we find sound, and refuses those that we call invalid', async () => {
  const asked = promisify(execFile)(synapsePython(), ['-W', 'ignore', '-c', script]);
  asked.child.stdin?.end(JSON.stringify(oddRegistrations.map(({ yaml }) => yaml)));
  const answers = JSON.parse((await asked).stdout) as readonly boolean[];
  assert.deepEqual(
    oddRegistrations.filter(({ isTaken }, index) => answers[index] !== isTaken).map(({ name }) => name),
    [],
  );
});

/** Each in a file of its own, as it would stand alone in the configuration. */
const script = `
import json, logging, sys, tempfile
from synapse.config.appservice import load_appservices

logging.disable(logging.CRITICAL)

def loads(text):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".yaml") as file:
        file.write(text)
        file.flush()
        try:
            load_appservices("example.org", [file.name])
            return True
        except Exception:
            return False

print(json.dumps([loads(text) for text in json.load(sys.stdin)]))
`;
