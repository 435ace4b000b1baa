/** The folder of this package, from `src` and from the built `dist` alike; so this file stays where it is. */
export const packageRoot: URL = new URL("../", import.meta.url);
