import type { Reporter } from 'vitest/node'
export declare function createTimesReporter(place: string): Reporter
