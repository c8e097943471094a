import { addMs } from '@loggia/kernel'
import type { DurationMs } from '@loggia/kernel'
import type { World } from '../../embedded/index.ts'
import type { createMarketClock } from '../../platform/index.ts'

/** Moves the clock without running wake-ups on the way, as if the node was down; then all that is due runs at once. */
export async function moveAtOnce(world: World, ms: DurationMs): Promise<void> {
  const clock = world.clock as ReturnType<typeof createMarketClock>
  clock.holdAt(addMs(clock.now(), ms))
  await world.settle()
}
