import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { synapsePython } from './synapse-python.ts';

/** What PyYAML makes of one text: the value in the form of the corpus, or that it refuses it. */
export type PyyamlAnswer = { readonly value: unknown } | { readonly refused: string };

/** Asks the PyYAML of a real Synapse, in the way in which Synapse calls it, about many files in order. */
export async function askPyyaml(files: readonly Uint8Array[]): Promise<readonly PyyamlAnswer[]> {
  const input = JSON.stringify(files.map((bytes) => Buffer.from(bytes).toString('base64')));
  const asked = promisify(execFile)(synapsePython(), ['-W', 'ignore', '-c', script], { maxBuffer: 2 ** 28 });
  asked.child.stdin?.end(input);
  return JSON.parse((await asked).stdout);
}

/** Keys that are dates or bytes stand as `{key}`: PyYAML has forgotten how they were written. */
const script = `
import base64, datetime, io, json, math, sys
import yaml

sys.setrecursionlimit(100000)

def key(value):
    if value is None: return "null"
    if isinstance(value, bool): return str(value).lower()
    if isinstance(value, int): return str(value)
    if isinstance(value, float):
        if math.isnan(value): return "NaN"
        if math.isinf(value): return "Infinity" if value > 0 else "-Infinity"
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    return value if isinstance(value, str) else "{key}"

def show(value, around):
    if isinstance(value, (dict, list, tuple, set)):
        if any(value is other for other in around): return {"$cycle": True}
        inside = around + [value]
        if isinstance(value, dict): return {key(k): show(v, inside) for k, v in value.items()}
        if isinstance(value, set): return sorted(map(key, value))
        return [show(item, inside) for item in value]
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc) if value.tzinfo else value
        return {"$date": utc.strftime("%Y-%m-%dT%H:%M:%S.").zfill(20) + "%03dZ" % (utc.microsecond // 1000)}
    if isinstance(value, datetime.date): return {"$date": value.isoformat() + "T00:00:00.000Z"}
    if isinstance(value, bytes): return {"$binary": base64.b64encode(value).decode()}
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53 - 1: return {"$integer": str(value)}
    if isinstance(value, float):
        if math.isnan(value): return {"$float": "nan"}
        if math.isinf(value): return {"$float": "inf" if value > 0 else "-inf"}
        if value.is_integer(): return int(value)
    return value

def read(text):
    try:
        return {"value": show(yaml.safe_load(io.TextIOWrapper(io.BytesIO(base64.b64decode(text)), "utf-8")), [])}
    except Exception as error:
        return {"refused": f"{type(error).__name__}: {error}"}

print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;
