/** Of every rule about decisions. */
export const common = {
  severity: 'error',
  learntFrom: ['element-hq/matrix-authentication-service#5239', 'element-hq/matrix-authentication-service#4597'],
} as const;
