import { Command, Option } from 'commander';
import { addApplyCommand } from './commands/apply.ts';
import { addApproveCommand } from './commands/approve.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addBundleCommand } from './commands/bundle.ts';
import { addCheckCommand } from './commands/check.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addRollbackCommand } from './commands/rollback.ts';
import { addShowCommand } from './commands/show.ts';
import { addStatusCommand } from './commands/status.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { useConfigFile } from './config-file/use-config-file.ts';
import type { LogFormat, ProgramLog } from './log.ts';
import type { Start } from './start.ts';
import type { Surroundings } from './surroundings.ts';
import { toolVersion } from './tool-version.ts';

/**
 * The command line: every command with its options. `finish` takes the exit code of the command that ran; `openLog` gives the log
 * in the format of the command line, once that is parsed.
 */
export function buildProgram(
  surroundings: Surroundings,
  finish: (exitCode: number) => void,
  openLog: () => ProgramLog,
): Command {
  const isJson = (): boolean => program.opts<{ readonly logFormat: LogFormat }>().logFormat === 'json';
  const program = new Command('syn2mas-plan')
    .description("Plan, review and apply the move of a Matrix homeserver's accounts from Synapse to MAS.")
    .version(toolVersion())
    .addOption(new Option('--log-format <format>', 'of stderr').choices(['text', 'json']).default('text'))
    .helpCommand(false)
    .showHelpAfterError(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void surroundings.stdout.write(text),
      // The help, where no command is given. To programs the failure says enough.
      writeErr: (text) => void (isJson() || surroundings.stderr.write(text)),
      // reportFailure says it, in the format that was asked for.
      outputError() {},
    })
    .exitOverride();
  const start: Start =
    (load) =>
    async (...args) => {
      const { work } = await load();
      const { ask, ...rest } = surroundings;
      // A question is no line of JSON.
      const asking = ask && !isJson() ? { ask } : {};
      finish(await work({ ...rest, ...asking, log: openLog() }, ...args));
    };
  addCheckCommand(program, start);
  addPlanCommand(program, start);
  addShowCommand(program, start);
  addDiffCommand(program, start);
  addApproveCommand(program, start);
  addApplyCommand(program, start);
  addStatusCommand(program, start);
  addVerifyCommand(program, start);
  addRollbackCommand(program, start);
  addAuditCommand(program, start);
  addBundleCommand(program, start);
  addExplainCommand(program, start);
  addCompletionCommand(program, start);
  addDemoCommand(program, start);
  useConfigFile(program, surroundings.cwd);
  return program;
}
