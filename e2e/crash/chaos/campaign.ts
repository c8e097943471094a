import { readFileSync } from 'node:fs'
import { ApiProblem } from '@loggia/client'
import { createChance } from '../../harness/chance.ts'
import { askUntilAnswered } from '../../harness/patience.ts'
import { readExport, readSellerJournal } from '../books.ts'
import { judgeAll } from '../judge.ts'
import type { Evidence } from '../judge.ts'
import { drawBlows } from './blows.ts'
import type { BlowPlan } from './blows.ts'
import { createLicensing } from './licensing.ts'
import { createLives } from './lives.ts'
import { createPricing } from './pricing.ts'
import { toRecord } from './record.ts'
import type { ChaosRecord } from './record.ts'
import { waitForRest } from './rest.ts'
import { createRestarts } from './restarts.ts'
import { createSellerMembers } from './seller-members.ts'
import { createSupervising } from './supervising.ts'
import { passTime } from './time.ts'
import { runWave } from './wave.ts'
import type { Blows, WavePlan } from './wave.ts'
import { openWorld } from './world.ts'
import type { World, WorldOptions } from './world.ts'

export type Campaign = WorldOptions & {
  readonly wave: Omit<WavePlan, 'wave'>
  readonly blowsApartMs: BlowPlan['apartMs']
  /** Called after each wave: whether another one follows. */
  goesOn(record: ChaosRecord): boolean
  /** Called after each wave. */
  onWave(record: ChaosRecord): void
  /** Called with all evidence of a run that failed, before it is removed. */
  onFault?(evidence: RawEvidence): void
}
export type RawEvidence = {
  readonly journalText: string
  readonly exportText: string
  readonly printed: string
  /** What buyers and sellers were told during the run. */
  readonly told: Pick<
    Evidence,
    'acknowledged' | 'paid' | 'returns' | 'priceLists' | 'supervised' | 'licenses'
  >
  readonly record: ChaosRecord
}

const restLimitMs = 150_000

/**
 * Runs waves of purchases and of later acts under blows. After each wave the marketplace comes to rest, and everything
 * so far is judged. Ends with the first fault.
 */
export async function runCampaign(campaign: Campaign): Promise<ChaosRecord> {
  const startedAt = performance.now()
  const world = await openWorld(campaign)
  try {
    const members = createSellerMembers(world)
    const restarts = createRestarts(world, members)
    const lives = createLives(world)
    const pricing = createPricing(world, members, lives)
    const supervising = createSupervising(world, members, lives)
    const licensing = createLicensing(world, members, lives)
    const blows: Blows = { node: 0, arranged: 0, postgres: 0 }
    const { seed, blowsApartMs: apartMs } = campaign
    const strikes = drawBlows({ seed, nodes: world.nodes.count, apartMs })
    const acknowledged: string[] = []
    for (let wave = 1; ; wave += 1) {
      const plan = { ...campaign.wave, wave }
      const by = { strikes, blows, restarts, lives, pricing, supervising, licensing }
      acknowledged.push(...(await runWave(world, plan, by)))
      const time = { ...plan.time, chance: createChance(`${seed}:rest:${wave}`) }
      const passing = (stopping: AbortSignal): Promise<void> => passTime(world, time, stopping)
      const rested = await waitForRest(world, restarts, { limitMs: restLimitMs, passing })
      const now = world.clock.now()
      const { shifted } = world.clock
      const texts = await readTexts(world)
      const books = { journal: readSellerJournal(texts.journalText), exported: readExport(texts.exportText) }
      const { paid, returns } = lives
      const [supervised, licenses] = [supervising.told, licensing.told]
      const told = { acknowledged, paid, returns, priceLists: pricing.lists, supervised, licenses }
      const verdict = judgeAll({ ...books, ...told, now, shifted })
      const faults = [
        ...world.nodes.fallen,
        ...(rested ? [] : [`The marketplace did not come to rest within ${restLimitMs / 1_000} s`]),
        ...verdict.faults,
      ]
      const elapsedMs = performance.now() - startedAt
      const record = toRecord({
        ...books,
        seed,
        wave,
        elapsedMs,
        blows,
        restarts,
        lives,
        licenses,
        pricing,
        verdict,
        faults,
      })
      campaign.onWave(record)
      if (faults.length > 0) campaign.onFault?.({ ...texts, told, record, printed: world.nodes.output() })
      if (faults.length > 0 || !campaign.goesOn(record)) return record
    }
  } finally {
    world.close()
  }
}

async function readTexts({
  operator,
  journalPath,
}: World): Promise<Pick<RawEvidence, 'exportText' | 'journalText'>> {
  const exportText = await askUntilAnswered(async () => {
    const reply = await operator.get('/api/operator/export')
    if (!reply.ok)
      throw new ApiProblem({ status: reply.status, code: 'export', detail: 'The export was refused' })
    return reply.text()
  })
  return { exportText, journalText: readFileSync(journalPath, 'utf8') }
}
