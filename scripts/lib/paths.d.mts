export declare const root: string;
export declare const modulesDir: string;
export declare const cacheDir: string;
export declare const compiledDir: string;
export declare const outDir: string;
