/** The format of plans that this release writes and reads: major.minor. */
export const formatVersion = '1.0';
