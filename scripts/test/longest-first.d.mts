import type { BaseSequencer } from 'vitest/node'
export declare const LongestFirst: new (...args: ConstructorParameters<typeof BaseSequencer>) => BaseSequencer
