import type { Specimen } from './corpus.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** Changes one or two files of a specimen, or none where there is no chance; `secrets` are those that must not be told, whatever is wrong with the rest. */
export function mutateSpecimen(
  { files }: Specimen,
  random?: Random,
): { readonly changed: Readonly<Record<string, string>>; readonly secrets: readonly string[] } {
  const names = Object.keys(files);
  const chosen = random ? [random.pick(names), ...(random.onceIn(3) ? [random.pick(names)] : [])] : [];
  const changed = Object.fromEntries(
    [...new Set(chosen)].flatMap((name) => (random ? [[name, mutate(files[name] ?? '', random)]] : [])),
  );
  const kept = names.map((name) => keptSecrets(files[name] ?? '', changed[name] ?? files[name] ?? ''));
  const touched = new Set(kept.flatMap(({ lost }) => lost));
  return { changed, secrets: [...new Set(kept.flatMap(({ all }) => all))].filter((secret) => !touched.has(secret)) };
}

/** Every secret of the corpus ends in these words, and nothing else does. */
const ending = /example[-_]only/;
/** Takes long over a line without them. */
const marker = /[\w$&#;,.-]*example[-_]only[\w-]*/g;

/** Where a line was touched, the name of the option may be gone, and nobody can know that its value is a secret. */
function keptSecrets(before: string, after: string) {
  const [old, now] = [secretLines(before), secretLines(after)];
  const isIn = (lines: typeof old, wanted: string): boolean => lines.some(({ line }) => line === wanted);
  const lost = [...old.filter(({ line }) => !isIn(now, line)), ...now.filter(({ line }) => !isIn(old, line))];
  return { all: old.map(({ secret }) => secret), lost: lost.map(({ secret }) => secret) };
}

function secretLines(text: string): readonly { readonly secret: string; readonly line: string }[] {
  return text
    .split(/\r\n|[\n\r\u0085\u2028]/)
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('#') && ending.test(line))
    .flatMap((line) => (line.match(marker) ?? []).map((secret) => ({ secret, line })));
}
