import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { PlanError, type Problem, throwProblems } from '../../support/errors.ts';
import { pathOf } from '../option-kinds.ts';
import type { ConfigFile, OptionValue } from './read-config-file.ts';

/**
 * Gives a command the options of a file, before its command line is read: what stands there wins, and replaces lists as a whole.
 * What `commands` says of it wins over `options`. To commander they are given, not defaults, so that options which exclude each
 * other do so here too.
 * @param name as `commands` has it: of a command below another, both words
 * @throws PlanError CONFIG_WRONG_TYPE or USAGE, all problems with their places
 */
export function setOptions(command: Command, name: string, file: ConfigFile): void {
  const own = file.commands[name] ?? {};
  const problems: Problem[] = [];
  for (const option of command.options) {
    const key = option.long?.slice(2) ?? '';
    const keys = Object.hasOwn(own, key) ? ['commands', name, key] : ['options', key];
    const value = own[key] ?? file.options[key];
    if (value === undefined) continue;
    try {
      setOption(command, option, value, file);
    } catch (error) {
      problems.push(...problemsOf(error).map((problem) => ({ ...problem, place: { ...file.placeAt(keys), key } })));
    }
  }
  throwProblems(problems);
}

function setOption(command: Command, option: Option, value: OptionValue, file: ConfigFile): void {
  if (typeof value === 'boolean') {
    if (value) command.setOptionValueWithSource(option.attributeName(), !option.negate, 'config');
    return;
  }
  const texts = [value].flat().map((text) => pathOf(option, String(text), (path) => resolve(file.folder, path)));
  const { parseArg: parse } = option;
  const given: unknown = parse
    ? texts.reduce<unknown>((before, text) => parse(text, before), undefined)
    : option.variadic
      ? texts
      : texts[0];
  // As a default it is replaced by the command line, never added to; the help then says where it is from, and not what it is.
  option.default(given, `from ${file.path}`);
  if (parse) option.parseArg = <T>(text: string, before: T) => parse(text, before === given ? undefined : before) as T;
  command.setOptionValueWithSource(option.attributeName(), given, 'config');
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof PlanError) return error.problems;
  if (error instanceof InvalidArgumentError) return [{ code: 'CONFIG_WRONG_TYPE', message: error.message }];
  throw error;
}
