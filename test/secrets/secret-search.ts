import { formsOf } from './secret-forms.ts';

/** Looks for many secrets in many texts. */
export interface SecretSearch {
  /** Adds a text that must hold none of them. */
  add(name: string, text: string): void;
  /** `which in where`, each once, sorted. */
  leaks(): readonly string[];
}

const windowLength = 12;

/** @param secrets by a name that tells which it is */
export function searchSecrets(secrets: ReadonlyMap<string, string>): SecretSearch {
  const byStart = new Map<string, { readonly form: string; readonly label: string }[]>();
  for (const [label, secret] of secrets) {
    const forms = formsOf(secret);
    if (forms.length === 0) throw new Error(`${label} is too short to be recognised`);
    for (const form of forms) {
      const start = form.slice(0, windowLength);
      byStart.set(start, [...(byStart.get(start) ?? []), { form, label }]);
    }
  }
  const found = new Set<string>();
  const seen = new Set<string>();
  return {
    add(name, text) {
      for (const line of text.toLowerCase().split('\n')) {
        // Most lines come again and again: reports of one plan.
        if (seen.has(line)) continue;
        const leaks = leaksIn(line, byStart);
        for (const label of leaks) found.add(`${label} in ${name}`);
        if (leaks.length === 0) seen.add(line);
      }
    },
    leaks: () => [...found].sort(),
  };
}

function leaksIn(
  line: string,
  byStart: ReadonlyMap<string, readonly { readonly form: string; readonly label: string }[]>,
): readonly string[] {
  const labels: string[] = [];
  for (let at = 0; at + windowLength <= line.length; at++) {
    for (const { form, label } of byStart.get(line.slice(at, at + windowLength)) ?? [])
      if (line.startsWith(form, at)) labels.push(label);
  }
  return labels;
}
