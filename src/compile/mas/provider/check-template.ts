/** What becomes of a Jinja template of Synapse. */
export interface CheckedTemplate {
  /** For MAS. */
  readonly template: string;
  /** What of it MAS does not know, as it is written. */
  readonly unknown: readonly string[];
}

/**
 * Translates a template from Synapse's Jinja to the minijinja 2.21 of MAS (with its Python methods): they differ in
 * filters, tests, methods of strings and what `%` does to them.
 */
export function checkTemplate(text: string): CheckedTemplate {
  const template = text.replace(/\s*\|\s*localpart_from_email\b/g, " | split('@') | first");
  const code = [...template.replace(/\{#.*?#\}/gs, '').matchAll(/\{\{(.*?)\}\}|\{%(.*?)%\}/gs)].map((match) =>
    withoutStrings(match[1] ?? match[2] ?? ''),
  );
  const unknown = code.flatMap((part) => [
    ...notIn(filters, part, /(?:\||^[-+]?\s*filter\b)\s*([a-z_]\w*)/gi).map((name) => `| ${name}`),
    ...notIn(tests, part, /\bis\s+(?:not\s+)?([a-z_]\w*)/gi).map((name) => `is ${name}`),
    ...notIn(methods, part, /\.\s*([a-z_]\w*)\s*\(/gi).map((name) => `.${name}()`),
    ...(/""\s*%/.test(part) ? ['% after a string'] : []),
  ]);
  return { template, unknown: [...new Set(unknown)] };
}

function withoutStrings(code: string): string {
  return code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
}

function notIn(known: ReadonlySet<string>, code: string, pattern: RegExp): readonly string[] {
  return [...code.matchAll(pattern)].flatMap(([, name = '']) => (known.has(name) ? [] : [name]));
}

/**
 * Of minijinja, of minijinja-contrib without its optional features (which MAS does not switch on), and MAS's own. Not
 * truncate: it takes other arguments than Jinja's.
 */
const filters: ReadonlySet<string> = new Set(
  (
    'abs attr batch bool capitalize chain count d default dictsort e escape first float format groupby indent int items join last ' +
    'length lines list lower map max min pprint reject rejectattr replace reverse round safe select selectattr slice sort split ' +
    'string sum title tojson trim unique upper urlencode zip filesizeformat pluralize striptags b64decode b64encode tlvdecode from_json'
  ).split(' '),
);

const tests: ReadonlySet<string> = new Set(
  (
    'boolean defined divisibleby endingwith eq equalto escaped even false filter float ge greaterthan gt in int integer iterable le ' +
    'lessthan lower lt mapping ne none number odd safe sameas sequence startingwith string test true undefined upper'
  ).split(' '),
);

const methods: ReadonlySet<string> = new Set(
  (
    'capitalize count endswith find format get isalnum isalpha isascii isdigit islower isnumeric isspace isupper items join keys ' +
    'lower lstrip replace rfind rstrip split splitlines startswith strip title upper values'
  ).split(' '),
);
