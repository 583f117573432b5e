import type { Rule } from '../rule.ts';

export const targetColumn: Rule = {
  id: 'target/column',
  severity: 'info',
  title: 'MAS has other columns than the newest version that is known',
  why: 'A column that MAS lacks is not filled; one that is unknown keeps its default.',
  remedy: 'Read the notes of the copy step. A newer MAS holds more.',
  learntFrom: ['MAS: catalog of the database'],
};
