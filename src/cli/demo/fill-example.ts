/** What a file of examples/demo leaves open, each as `{{name}}`. */
export interface ExampleValues {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The folder of the demo: keys, media, registrations. */
  readonly directory: string;
}

/**
 * Fills the placeholders of an example. Not with Handlebars: the files hold templates of Synapse and MAS, which also stand in double
 * braces (with blanks inside) and must stay as they are.
 */
export function fillExample(text: string, values: ExampleValues): string {
  return text
    .split('\n')
    .map((line) =>
      line.startsWith('#')
        ? line
        : line.replaceAll(placeholder, (_, name: keyof ExampleValues) => String(values[name])),
    )
    .join('\n');
}

const placeholder = /\{\{(host|port|user|password|database|directory)\}\}/g;
