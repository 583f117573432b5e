/** What stands for every secret. */
export const mask = '[secret]';
