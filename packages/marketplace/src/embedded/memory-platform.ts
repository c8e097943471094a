import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { createIds, toZone } from '@loggia/kernel'
import type { Clock, Wall, WallInstant } from '@loggia/kernel'
import { createChangeFeed, createEventBus, createSeal, noMetrics } from '../platform/index.ts'
import type { Database, Platform } from '../platform/index.ts'

export const wall: Wall = { source: 'wall', now: () => Date.now() as WallInstant }
const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
/** A fixed secret: nothing that it seals outlives the process. */
const secret = 'a secret of tests only, of at least 32 characters'

const startStopwatch = (): (() => number) => {
  const from = performance.now()
  return () => performance.now() - from
}

/** A platform for a marketplace in memory: it logs nothing and knows no other node. */
export const createMemoryPlatform = (db: Database, clock: Clock): Platform => ({
  db,
  clock,
  wall,
  stopwatch: { source: 'monotonic', start: () => startStopwatch() },
  ids: createIds({ nowMs: Date.now, randomBytes: bytes }),
  randomBytes: bytes,
  seal: createSeal(secret, bytes),
  zone: toZone('Asia/Shanghai'),
  log: pino({ level: 'silent' }),
  bus: createEventBus(),
  changes: createChangeFeed(),
  metrics: noMetrics,
})
