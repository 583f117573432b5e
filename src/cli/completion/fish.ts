import type { CompletionCommand, CompletionValue } from './describe-commands.ts';
import { wordsBelow } from './quote.ts';

/** For a file `syn2mas-plan.fish` in fish's folder of completions. */
export function renderFish(commands: readonly CompletionCommand[]): string {
  const names = commands.filter(({ words }) => words !== '').map(({ words }) => quoteFish(words));
  return `# fish completion for syn2mas-plan
function __syn2mas_plan_at
    set -l command ''
    for word in (commandline -opc)[2..]
        set -l longer (string trim -- "$command $word")
        contains -- "$longer" ${names.join(' ')}; and set command $longer
    end
    test "$command" = "$argv[1]"
end
complete -c syn2mas-plan -f
${commands.flatMap((command) => completions(command, commands)).join('\n')}
`;
}

function completions(command: CompletionCommand, commands: readonly CompletionCommand[]): readonly string[] {
  const { words, options, argument } = command;
  const at = `complete -c syn2mas-plan -n ${quoteFish(`__syn2mas_plan_at ${quoteFish(words)}`)}`;
  return [
    ...wordsBelow(commands, words).map(
      ({ last, description }) => `${at} -a ${quoteFish(last)} -d ${quoteFish(description)}`,
    ),
    ...options.map(
      ({ flag, description, value }) => `${at} -l ${flag.slice(2)}${taken(value)} -d ${quoteFish(description)}`,
    ),
    ...(argument ? [`${at}${argument.kind === 'path' ? ' -F' : given(argument)}`] : []),
  ];
}

function taken(value: CompletionValue | undefined): string {
  if (!value) return '';
  return value.kind === 'path' ? ' -r -F' : ` -x${given(value)}`;
}

function given(value: CompletionValue): string {
  return value.kind === 'choices' ? ` -a ${quoteFish(value.choices.join(' '))}` : '';
}

function quoteFish(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
