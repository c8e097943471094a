import { startChild } from '../run/processes.ts'
import type { FleetJournal, FleetOptions } from './server.ts'

export type SellerFleet = {
  readonly urls: readonly string[]
  setKeys(keys: readonly string[]): Promise<void>
  /** What was received since the previous call; throws if a signature was wrong. */
  takeJournal(): Promise<FleetJournal>
  end(): Promise<void>
}

/** Starts sellers in their own process. */
export async function startFleet(options: FleetOptions): Promise<SellerFleet> {
  const child = startChild('sellers/main.ts')
  const urls = await child.ask<string[]>('open', options)
  return {
    urls,
    setKeys: (keys) => child.ask('keys', keys),
    async takeJournal() {
      const journal = await child.ask<FleetJournal>('journal')
      if (journal.refused > 0)
        throw new Error(`${journal.refused} of ${journal.verified + journal.refused} signatures did not fit`)
      return journal
    },
    end: () => child.end(),
  }
}
