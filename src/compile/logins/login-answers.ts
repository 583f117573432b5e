import type { Admins, LoginWay, UnmappedProvider, WithoutLogin } from '../../plan/types.gen.ts';

/** What Synapse's database says of logins, as the plan has it. */
export interface LoginAnswers {
  readonly ways: readonly LoginWay[];
  readonly without: WithoutLogin;
  readonly unmapped: readonly Omit<UnmappedProvider, 'configured'>[];
  readonly admins: Admins;
}
