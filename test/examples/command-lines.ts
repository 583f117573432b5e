/**
 * The command lines of syn2mas-plan in a shell script, each as its words: quotes are gone, what a variable holds is `x`, `"$@"` is
 * nothing. With `isProse` only those count whose first word is one of the commands.
 */
export function commandLines(
  script: string,
  commands: readonly string[],
  isProse = false,
): readonly (readonly string[])[] {
  const text = script.replaceAll(/\\\n\s*/g, ' ');
  const lines = text.split('\n');
  return lines.flatMap((line) => {
    const isComment = isProse || /^\s*#/.test(line);
    return [...line.matchAll(/(?<![\w./:-])syn2mas-plan(?= [^ ])/g)].flatMap((match) => {
      const words = shellWords(line.slice(match.index + match[0].length));
      return isComment && !commands.includes(words[0] ?? '') ? [] : [words];
    });
  });
}

function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  const word = /\s*((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\|&;<>()`,])+)/y;
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const [, raw = ''] = match;
    if (raw === '"$@"') continue;
    if (raw === '#') break;
    words.push(raw.replaceAll(/\$\{[^}]*\}|\$\w+/g, 'x').replaceAll(/["']/g, ''));
  }
  return words;
}
