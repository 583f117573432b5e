import { shellWord } from '../../support/shell-word.ts';

/** A command of mas-cli with the configuration that was read, in its order: later files win, lists are joined. */
export function masCli(configFiles: readonly string[], command: string): string {
  return `mas-cli${configFiles.map((file) => ` --config ${shellWord(file)}`).join('')} ${command}`;
}

/** MAS reads `MAS_…` too, and secrets of files that only it may read. */
export const asMas = 'As the user of MAS, in its environment:';
