/** What becomes of a Jinja template of Synapse. */
export interface CheckedTemplate {
  /** For MAS. */
  readonly template: string;
  /** What of it MAS does not know, as it is written. */
  readonly unknown: readonly string[];
}

/**
 * Translates a template from Synapse's Jinja to the minijinja of MAS (with its Python methods): they differ in filters,
 * and in methods of strings.
 */
export function checkTemplate(text: string): CheckedTemplate {
  const template = text.replace(/\|\s*localpart_from_email\b/g, "| split('@') | first");
  const code = [...template.matchAll(/\{\{(.*?)\}\}|\{%(.*?)%\}/gs)].map((match) =>
    withoutStrings(match[1] ?? match[2] ?? ''),
  );
  const unknown = code.flatMap((part) => [
    ...[...part.matchAll(/\|\s*([a-z_]\w*)/gi)].flatMap(([, name = '']) => (filters.has(name) ? [] : [`| ${name}`])),
    ...[...part.matchAll(/\.\s*([a-z_]\w*)\s*\(/gi)].flatMap(([, name = '']) =>
      methods.has(name) ? [] : [`.${name}()`],
    ),
  ]);
  return { template, unknown: [...new Set(unknown)] };
}

function withoutStrings(code: string): string {
  return code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
}

/** Of minijinja and minijinja-contrib as MAS 1.22 has them, and MAS's own. */
const filters: ReadonlySet<string> = new Set(
  (
    'abs attr batch bool capitalize chain count d default dictsort e escape first float format groupby indent int items join last ' +
    'length lines list lower map max min pprint reject rejectattr replace reverse round safe select selectattr slice sort split ' +
    'string sum title tojson trim unique upper urlencode zip datetimeformat dateformat timeformat filesizeformat pluralize random ' +
    'striptags truncate wordcount wordwrap b64decode b64encode tlvdecode from_json'
  ).split(' '),
);

const methods: ReadonlySet<string> = new Set(
  (
    'capitalize count endswith find format get isalnum isalpha isascii isdigit islower isnumeric isspace isupper items join keys ' +
    'lower lstrip replace rfind rstrip split splitlines startswith strip title upper values'
  ).split(' '),
);
