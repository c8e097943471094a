import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hasPostgres } from '../../harness/postgres.ts'
import { runCampaign } from './campaign.ts'
import { keepEvidence } from './output.ts'
import { formatRecord } from './record.ts'

const seed = process.env.LOGGIA_CRASH_SEED ?? randomBytes(4).toString('hex')

// The long form is `npm run chaos -- --minutes 30`.
test.skipIf(!hasPostgres())(
  `three nodes and PostgreSQL are killed while fifty sellers fail: every paid order is completed or refunded, once, whole and in order (seed ${seed})`,
  async () => {
    const record = await runCampaign({
      seed,
      windowDays: 10,
      wave: {
        purchases: 40,
        spreadMs: 7_500,
        licensesMs: 1_500,
        livers: 6,
        supervisors: 4,
        paceMs: 150,
        repriceMs: 250,
        time: { everyMs: 800, strideHours: [12, 24, 24, 48, 192, 360] },
      },
      blowsApartMs: [400, 2_000],
      // On a slow machine the first wave may be over before an operator has approved a price.
      goesOn: ({ waves, priceChanges }) => priceChanges === 0 && waves < 3,
      onWave: (wave) => console.log(formatRecord(wave)),
      onFault: keepEvidence,
    })

    expect(record.faults).toEqual([])
    expect(record.purchases).toBeGreaterThan(0)
    expect(record.steps).toBeGreaterThan(0)
    expect(record.priceChanges).toBeGreaterThan(0)
    expect(record.feesNotJudged + record.returnsNotJudged).toBe(0)
    // If all orders had ended alike, half of the judge's rules would not have been tested.
    expect(record.completed).toBeGreaterThan(0)
    expect(record.refunded).toBeGreaterThan(0)
    expect(record.supervised).toBeGreaterThan(0)
    expect(record.supervisedActs).toBeGreaterThan(0)
    expect(record.licenses).toBeGreaterThan(0)
    expect(record.kills).toBeGreaterThan(0)
    expect(record.postgresCrashes).toBeGreaterThan(0)
  },
)
