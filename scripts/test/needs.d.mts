export function findPostgresBin(): string | undefined
export declare function findChromium(): string | undefined
