import { startChild } from '../run/processes.ts'
import type { FleetJournal, FleetOptions } from './server.ts'

export type SellerFleet = {
  readonly urls: readonly string[]
  setKeys(keys: readonly string[]): Promise<void>
  /** What came since the journal was taken before; throws if a signature did not fit. */
  takeJournal(): Promise<FleetJournal>
  end(): Promise<void>
}

/** Sellers in a process of their own. */
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
