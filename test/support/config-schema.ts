import type { Command, Option } from 'commander';
import { isRepeatable, placeholderOf } from '../../src/cli/option-kinds.ts';

/** plan-schema/config.schema.json, made from the commands and their options. `npm run catalogue` writes it. */
export function configSchema(program: Command): object {
  const commands = leaves(program);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The options of syn2mas-plan in a file (--config)',
    description:
      'Each key is an option of the command line without its hyphens. Relative paths start at the folder of this file. What the command line says wins.',
    type: 'object',
    additionalProperties: false,
    properties: {
      options: {
        description: 'Of every command that has them.',
        ...section(common([...program.options, ...commands.flatMap(({ command }) => command.options)])),
      },
      commands: {
        description: 'Of one command; they win over those of every command.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          commands
            .filter(({ command }) => command.options.length > 0)
            .map(({ name, command }) => [name, section(command.options)]),
        ),
      },
    },
  };
}

function leaves(program: Command): readonly { readonly name: string; readonly command: Command }[] {
  return program.commands.flatMap((command) =>
    command.commands.length === 0
      ? [{ name: command.name(), command }]
      : command.commands.map((below) => ({ name: `${command.name()} ${below.name()}`, command: below })),
  );
}

/** One that means different things to different commands stands in `commands` only. */
function common(options: readonly Option[]): readonly Option[] {
  const of = (option: Option): string => JSON.stringify([option.long, valueSchema(option)]);
  return options.filter(
    (option, index) =>
      !['--config', '--version'].includes(option.long ?? '') &&
      options.findIndex(({ long }) => long === option.long) === index &&
      options.every((other) => other.long !== option.long || of(other) === of(option)),
  );
}

function section(options: readonly Option[]): object {
  const properties = options.map((option) => [
    option.long?.slice(2),
    { description: option.description, ...valueSchema(option) },
  ]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function valueSchema(option: Option): object {
  const placeholder = placeholderOf(option);
  if (placeholder === '') return { type: 'boolean' };
  if (option.argChoices) return { enum: [...option.argChoices] };
  if (['n', 'seconds'].includes(placeholder)) return { type: 'integer' };
  const text = { type: 'string', minLength: 1 };
  return isRepeatable(option) ? { anyOf: [text, { type: 'array', items: text, minItems: 1 }] } : text;
}
