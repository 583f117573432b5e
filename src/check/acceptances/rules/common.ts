/** Of every rule about acceptances. */
export const common = { severity: 'error', learntFrom: ['element-hq/ess-helm#1417', 'microsoft/PSRule#794'] } as const;
