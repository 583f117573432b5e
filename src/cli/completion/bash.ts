import type { CompletionCommand, CompletionValue } from './describe-commands.ts';
import { quote, wordsBelow } from './quote.ts';

/** For bash 4 or newer; it needs no bash-completion. */
export function renderBash(commands: readonly CompletionCommand[]): string {
  return `# bash completion for syn2mas-plan
_syn2mas_plan() {
  local current="$2" previous="$3" command='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$command \${COMP_WORDS[index]}" in
      ${patterns(commands.filter(({ words }) => words !== '').map(({ words }) => step(words)))}) command="\${command:+$command }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$command $previous" in
${commands.flatMap(values).join('\n')}
  esac
  if [[ $current == -* ]]; then
    case "$command" in
${commands.map(({ words, options }) => `      ${quote(words)}) _syn2mas_plan_words ${quote(options.map(({ flag }) => flag).join(' '))} ;;`).join('\n')}
    esac
    return
  fi
  case "$command" in
${commands.flatMap((command) => arguments_(command, commands)).join('\n')}
  esac
}
_syn2mas_plan_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }
_syn2mas_plan_paths() { compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current"); }
complete -F _syn2mas_plan syn2mas-plan
`;
}

/** What was found so far, and the word that follows. */
function step(words: string): string {
  return words.includes(' ') ? words : ` ${words}`;
}

function values({ words, options }: CompletionCommand): readonly string[] {
  return options.flatMap(({ flag, value }) =>
    value ? [`    ${quote(`${words} ${flag}`)}) ${answer(value)} return ;;`] : [],
  );
}

function arguments_({ words, argument }: CompletionCommand, commands: readonly CompletionCommand[]): readonly string[] {
  const below = wordsBelow(commands, words).map(({ last }) => last);
  if (below.length > 0) return [`    ${quote(words)}) _syn2mas_plan_words ${quote(below.join(' '))} ;;`];
  return argument ? [`    ${quote(words)}) ${answer(argument)} ;;`] : [];
}

function answer(value: CompletionValue): string {
  if (value.kind === 'choices') return `_syn2mas_plan_words ${quote(value.choices.join(' '))};`;
  return value.kind === 'path' ? '_syn2mas_plan_paths;' : '';
}

function patterns(words: readonly string[]): string {
  return words.map(quote).join(' | ');
}
