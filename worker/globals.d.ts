/** False in the bundle of production: esbuild cuts out what only a developer's machine may have. */
declare const LOCAL: boolean;
