import type { Argument, Command, Option } from 'commander';
import { allRules } from '../../check/all-rules.ts';
import { errorCatalog } from '../../support/error-catalog.ts';
import { isPath, isRepeatable, placeholderOf } from '../option-kinds.ts';

/** What may stand at a place of the command line. */
export type CompletionValue =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'path' }
  | { readonly kind: 'text' };

export interface CompletionOption {
  readonly flag: string;
  readonly description: string;
  /** Absent for one that stands alone. */
  readonly value?: CompletionValue;
  readonly repeatable: boolean;
}

/** A command and all that may follow it. */
export interface CompletionCommand {
  /** The words that lead to it: `plan`, `audit show`. */
  readonly words: string;
  readonly description: string;
  readonly options: readonly CompletionOption[];
  /** Its arguments are all of one kind; absent where it takes none. */
  readonly argument?: CompletionValue;
}

/** What shells are told: the program itself (no words), its commands, and those below them, in the order of the help. */
export function describeCommands(program: Command): readonly CompletionCommand[] {
  const describe = (command: Command, words: string): CompletionCommand => {
    const [argument] = command.registeredArguments;
    const options = command === program ? program.options : [...command.options, ...program.options];
    return {
      words,
      description: command.description(),
      options: [...options.filter(({ long }) => words === '' || long !== '--version').map(describeOption), help],
      ...(argument ? { argument: argumentValue(argument, words) } : {}),
    };
  };
  return [
    describe(program, ''),
    ...program.commands.flatMap((command) => [
      describe(command, command.name()),
      ...command.commands.map((below) => describe(below, `${command.name()} ${below.name()}`)),
    ]),
  ];
}

const help: CompletionOption = { flag: '--help', description: 'display help for command', repeatable: false };

function describeOption(option: Option): CompletionOption {
  const placeholder = placeholderOf(option);
  const value = completed(option.argChoices, isPath(option) && !placeholder.includes('='));
  return {
    flag: option.long ?? '',
    description: option.description,
    repeatable: isRepeatable(option),
    ...(placeholder === '' ? {} : { value }),
  };
}

function argumentValue(argument: Argument, words: string): CompletionValue {
  if (words === 'explain') {
    return { kind: 'choices', choices: [...allRules.map(({ id }) => id), ...Object.keys(errorCatalog)] };
  }
  return completed(argument.argChoices, /plan/.test(argument.name()));
}

function completed(choices: readonly string[] | undefined, path: boolean): CompletionValue {
  if (choices) return { kind: 'choices', choices };
  return { kind: path ? 'path' : 'text' };
}
