import Handlebars from 'handlebars';
import { quoteIdentifier, quoteLiteral } from './sql-text.ts';

/** The built-in templates: name relative to `templates/`, for example `sql/users.sql.hbs`, to text. */
export type Templates = ReadonlyMap<string, string>;

/**
 * Renders one built-in template. Values enter SQL only through the helpers `ident` and `literal` (a whole number stays
 * bare), YAML and JSON only through `json`. Templates below a folder `partials/` can be used by all templates of the folder above it.
 * @throws Error when the template uses a value that the context lacks: that is a bug.
 */
export function renderTemplate(
  templates: Templates,
  name: string,
  context: object,
  options: { readonly escape?: 'html' | 'none' } = {},
): string {
  return compiled(templates, name, options.escape === 'html')(context);
}

type Render = (context: object) => string;

/** Compiling takes far longer than rendering, and many plans may be made of the same templates. */
interface Compiled {
  readonly renders: Map<string, Render>;
  /** By the folders whose partials they have: a partial that many templates use is compiled once. */
  readonly environments: Map<string, typeof Handlebars>;
}

const cache = new WeakMap<Templates, Compiled>();

function compiled(templates: Templates, name: string, isHtml: boolean): Render {
  const known = cache.get(templates) ?? { renders: new Map(), environments: new Map() };
  cache.set(templates, known);
  const key = `${isHtml} ${name}`;
  const render = known.renders.get(key) ?? compile(templates, name, isHtml, known);
  known.renders.set(key, render);
  return render;
}

function compile(templates: Templates, name: string, isHtml: boolean, { environments }: Compiled): Render {
  const text = templates.get(name);
  if (text === undefined) throw new Error(`no template ${name}`);
  const partials = [...templates].flatMap(([key, partial]) => {
    const match = /^(.*\/)?partials\/(.+?)\.[^/]*$/.exec(key);
    return match && name.startsWith(match[1] ?? '') ? [[match[1], match[2] as string, partial] as const] : [];
  });
  // Partials take over how the template that uses them first treats HTML.
  const key = `${isHtml} ${[...new Set(partials.map(([folder]) => folder))].join(' ')}`;
  const environment = environments.get(key) ?? environmentWith(partials);
  environments.set(key, environment);
  return environment.compile(text, { strict: true, preventIndent: true, noEscape: !isHtml });
}

function environmentWith(partials: readonly (readonly [string | undefined, string, string])[]): typeof Handlebars {
  const environment = Handlebars.create();
  environment.registerHelper('ident', (value: unknown) => raw(quoteIdentifier(textOf(value, 'ident'))));
  environment.registerHelper('literal', (value: unknown) =>
    raw(typeof value === 'number' ? textOf(value, 'literal') : quoteLiteral(textOf(value, 'literal'))),
  );
  environment.registerHelper('json', (value: unknown) => raw(JSON.stringify(value)));
  for (const [, name, text] of partials) environment.registerPartial(name, text);
  return environment;
}

function raw(text: string): Handlebars.SafeString {
  return new Handlebars.SafeString(text);
}

function textOf(value: unknown, helper: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new Error(`template helper ${helper} needs a string or a whole number`);
}
