import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ConfigFile } from './read-config-file.ts';

/** Adds `--config` to the program, and gives the file's options to whichever command is about to be read. */
export function useConfigFile(program: Command, cwd: string): void {
  program.option('--config <file>', 'options that stand in a file instead (plan-schema/config.schema.json)');
  let file: ConfigFile | undefined;
  const give = (parents: readonly string[]) => async (_parent: Command, command: Command) => {
    const { config } = program.opts<{ readonly config?: string }>();
    if (config === undefined) return;
    // Most command lines name no such file: what reads it is loaded for those that do.
    const { setOptions } = await import('./set-options.ts');
    if (file === undefined) {
      const { readConfigFile } = await import('./read-config-file.ts');
      file = readConfigFile(resolve(cwd, config));
      setOptions(program, '', file);
    }
    setOptions(command, [...parents, command.name()].join(' '), file);
  };
  program.hook('preSubcommand', give([]));
  for (const command of program.commands.filter(({ commands }) => commands.length > 0))
    command.hook('preSubcommand', give([command.name()]));
}
