import type { BaseSequencer } from 'vitest/node'
export declare const inThisOrder: readonly string[]
export declare const LongestFirst: new (...args: ConstructorParameters<typeof BaseSequencer>) => BaseSequencer
