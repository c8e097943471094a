import { pickOne } from '../../harness/chance.ts'
import type { Chance } from '../../harness/chance.ts'
import type { World } from './world.ts'

const hourMs = 3_600_000

/**
 * How often the market's clock goes forward, and how far at once: by a stride of hours a service is seen between its end
 * and its release, by one of weeks whole terms are over before anybody looks.
 */
export type TimePlan = { readonly everyMs: number; readonly strideHours: readonly number[] }

/** Days pass, one stride after another, until told to stop; none is under way then. */
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
