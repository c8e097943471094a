import { readFileSync } from 'node:fs'
import { readExport, readSellerJournal } from '../books.ts'
import { judge } from '../judge.ts'
import { drawBlows } from './blows.ts'
import type { BlowPlan } from './blows.ts'
import { recordOf } from './record.ts'
import type { ChaosRecord } from './record.ts'
import { comeToRest } from './rest.ts'
import { createRestarts } from './restarts.ts'
import { runWave } from './wave.ts'
import type { Blows, WavePlan } from './wave.ts'
import { openWorld } from './world.ts'
import type { World, WorldOptions } from './world.ts'

export type Campaign = WorldOptions & {
  readonly wave: Omit<WavePlan, 'wave'>
  readonly blowsApartMs: BlowPlan['apartMs']
  /** Asked after each wave: whether another one follows. */
  goesOn(elapsedMs: number): boolean
  /** Told after each wave. */
  onWave(record: ChaosRecord): void
  /** Given everything there is of a run that went wrong, before it is gone. */
  onFault?(evidence: RawEvidence): void
}
export type RawEvidence = {
  readonly journalText: string
  readonly exportText: string
  readonly record: ChaosRecord
}

const restLimitMs = 150_000

/**
 * Waves of purchases under blows; after each the marketplace comes to rest and everything so far is judged. Ends with the
 * first fault.
 */
export async function runCampaign(campaign: Campaign): Promise<ChaosRecord> {
  const startedAt = performance.now()
  const world = await openWorld(campaign)
  try {
    const restarts = createRestarts(world)
    const blows: Blows = { node: 0, arranged: 0, postgres: 0 }
    const { seed, blowsApartMs: apartMs } = campaign
    const strikes = drawBlows({ seed, nodes: world.nodes.count, apartMs })
    const acknowledged: string[] = []
    for (let wave = 1; ; wave += 1) {
      acknowledged.push(...(await runWave(world, { ...campaign.wave, wave }, { strikes, blows, restarts })))
      const rested = await comeToRest(world, restarts, restLimitMs)
      const texts = await readTexts(world)
      const books = { journal: readSellerJournal(texts.journalText), exported: readExport(texts.exportText) }
      const faults = [
        ...world.nodes.fallen,
        ...(rested ? [] : [`The marketplace did not come to rest within ${restLimitMs / 1_000} s`]),
        ...judge({ ...books, acknowledged }),
      ]
      const elapsedMs = performance.now() - startedAt
      const record = recordOf({ ...books, seed, wave, elapsedMs, blows, restarts, faults })
      campaign.onWave(record)
      if (faults.length > 0) campaign.onFault?.({ ...texts, record })
      if (faults.length > 0 || !campaign.goesOn(elapsedMs)) return record
    }
  } finally {
    world.close()
  }
}

async function readTexts({ operator, journalPath }: World): Promise<Omit<RawEvidence, 'record'>> {
  const reply = await operator.get('/api/operator/export')
  if (!reply.ok) throw new Error(`The export was refused with status ${reply.status}`)
  return { exportText: await reply.text(), journalText: readFileSync(journalPath, 'utf8') }
}
