/** The version that an app's first images have. */
export const FIRST_VERSION = 'v0.1.0';
