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
const cache = new WeakMap<Templates, Map<string, Render>>();

function compiled(templates: Templates, name: string, isHtml: boolean): Render {
  const known = cache.get(templates) ?? new Map<string, Render>();
  cache.set(templates, known);
  const key = `${isHtml} ${name}`;
  const render = known.get(key) ?? compile(templates, name, isHtml);
  known.set(key, render);
  return render;
}

function compile(templates: Templates, name: string, isHtml: boolean): Render {
  const text = templates.get(name);
  if (text === undefined) throw new Error(`no template ${name}`);
  const environment = Handlebars.create();
  environment.registerHelper('ident', (value: unknown) => raw(quoteIdentifier(textOf(value, 'ident'))));
  environment.registerHelper('literal', (value: unknown) =>
    raw(typeof value === 'number' ? textOf(value, 'literal') : quoteLiteral(textOf(value, 'literal'))),
  );
  environment.registerHelper('json', (value: unknown) => raw(JSON.stringify(value)));
  const common = { strict: true, preventIndent: true, noEscape: !isHtml };
  for (const [key, partial] of templates) {
    const match = /^(.*\/)?partials\/(.+?)\.[^/]*$/.exec(key);
    if (match && name.startsWith(match[1] ?? '')) environment.registerPartial(match[2] as string, partial);
  }
  return environment.compile(text, common);
}

function raw(text: string): Handlebars.SafeString {
  return new Handlebars.SafeString(text);
}

function textOf(value: unknown, helper: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new Error(`template helper ${helper} needs a string or a whole number`);
}
