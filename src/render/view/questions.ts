/** The questions of everybody who reviews a plan, in the order in which every report answers them: an id for links, and a title. */
export const questions = [
  ['changes', 'What changes where'],
  ['sql', 'Which SQL runs'],
  ['rows', 'Which rows are left out, and why'],
  ['logins', 'Who cannot log in afterwards'],
  ['admins', 'Who is an administrator afterwards'],
  ['bridges', 'Which bridges break'],
  ['accepted', 'What was accepted, and by whom'],
  ['true-for', 'What it is true for'],
  ['outage', 'How long the outage takes, and why'],
  ['no-return', 'The point of no return'],
  ['way-back', 'The way back'],
  ['not-checked', 'What was not checked'],
] as const;

export type QuestionId = (typeof questions)[number][0];
