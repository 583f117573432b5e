import type { CompletionCommand, CompletionOption, CompletionValue } from './describe-commands.ts';
import { quote, wordsBelow } from './quote.ts';

/** For a file `_syn2mas-plan` in a folder of zsh's fpath, or for `source` after compinit. */
export function renderZsh(commands: readonly CompletionCommand[]): string {
  return `#compdef syn2mas-plan
${commands
  .toReversed()
  .map((command) => renderFunction(command, commands))
  .join('\n')}
if [[ $funcstack[1] == _syn2mas-plan ]]; then
  _syn2mas-plan "$@"
else
  compdef _syn2mas-plan syn2mas-plan
fi
`;
}

function renderFunction(
  { words, options, argument }: CompletionCommand,
  commands: readonly CompletionCommand[],
): string {
  const below = wordsBelow(commands, words);
  const specs = options.flatMap(optionSpecs);
  if (below.length === 0) {
    const rest = argument ? [quote(`*:argument:${action(argument)}`)] : [];
    return `${functionName(words)}() {\n  _arguments ${[...specs, ...rest].join(lineBreak)}\n}`;
  }
  return `${functionName(words)}() {
  local curcontext="$curcontext" state line
  _arguments -C ${[...specs, quote('1:command:->command'), quote('*::argument:->argument')].join(lineBreak)}
  case $state in
    command)
      local -a commands=(${below.map(({ last, description }) => `\n        ${quote(`${last}:${description}`)}`).join('')}
      )
      _describe command commands
      ;;
    argument)
      case $words[1] in
${below.map((command) => `        ${quote(command.last)}) ${functionName(command.words)} ;;`).join('\n')}
      esac
      ;;
  esac
}`;
}

const lineBreak = ' \\\n    ';

function functionName(words: string): string {
  return ['_syn2mas-plan', ...words.split(' ').filter(Boolean)].join('-');
}

function optionSpecs({ flag, description, value, repeatable }: CompletionOption): readonly string[] {
  const told = description.replaceAll(/[[\]\\]/g, '\\$&');
  const taken = value ? `:${flag.slice(2)}:${action(value)}` : '';
  return [quote(`${repeatable ? '*' : ''}${flag}[${told}]${taken}`)];
}

function action(value: CompletionValue): string {
  if (value.kind === 'choices') return `(${value.choices.join(' ')})`;
  return value.kind === 'path' ? '_files' : ' ';
}
