export declare function coreEnv(): Record<string, string | undefined>;
