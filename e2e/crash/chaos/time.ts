import { pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { World } from './world.ts'

const hourMs = 3_600_000

/**
 * How often the market's clock leaps forward, and how far. With leaps of hours, a service is seen between its end and
 * its release; with leaps of weeks, whole terms pass before anybody looks.
 */
export type TimePlan = { readonly everyMs: number; readonly strideHours: readonly number[] }

/** Leaps forward again and again until told to stop. No leap is in progress when it resolves. */
export async function passTime(
  world: Pick<World, 'leap'>,
  { chance, everyMs, strideHours }: TimePlan & { readonly chance: Chance },
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await new Promise((resolve) => setTimeout(resolve, everyMs))
    if (!stopping.aborted) await world.leap(pickOne(chance, strideHours) * hourMs)
  }
}
