import type { SqlContext } from '../../data/sql-context.ts';

/** Of every rule about links. */
export const learntFrom = [
  'element-hq/matrix-authentication-service#3135',
  'matrix-org/synapse#7633',
  'element-hq/synapse#17837',
];

/** Only a plan with links asks. */
export const matters = ({ links }: SqlContext): boolean => links.length > 0;
