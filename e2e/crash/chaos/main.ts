// `npm run chaos -- --minutes 30 [--steps N] [--seed N]`: the crash test for as long as wanted. The record is written
// to e2e/output/chaos-<seed>.json, with the evidence of a failed run beside it.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runCampaign } from './campaign.ts'
import { keepEvidence, writeRecord } from './output.ts'
import { formatProgress, formatRecord } from './record.ts'

const usage = 'Usage: npm run chaos -- [--minutes 10] [--steps 2000] [--seed word]'

function readArguments(): { minutes: number; steps: number; seed: string } {
  const options = {
    minutes: { type: 'string', default: '10' },
    steps: { type: 'string', default: '2000' },
    seed: { type: 'string' },
  } as const
  const { values } = parseArgs({ options })
  const minutes = Number(values.minutes)
  const steps = Number(values.steps)
  if (!(minutes > 0 && steps >= 0)) throw new Error(usage)
  return { minutes, steps, seed: values.seed ?? randomBytes(4).toString('hex') }
}

// An `exit` handler ends everything that was started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

async function run(): Promise<number> {
  const { minutes, steps, seed } = readArguments()
  console.log(
    `Seed ${seed}: about ${minutes} minutes and at least ${steps} steps in the lives of services; the same seed makes the same choices.`,
  )
  const record = await runCampaign({
    seed,
    windowDays: 10,
    wave: {
      purchases: 250,
      spreadMs: 80_000,
      licensesMs: 10_000,
      livers: 16,
      supervisors: 6,
      paceMs: 150,
      repriceMs: 700,
      time: { everyMs: 2_500, strideHours: [8, 12, 24, 24, 48, 192, 360] },
    },
    blowsApartMs: [800, 3_500],
    goesOn: (record) => record.seconds < minutes * 60 || record.steps < steps,
    onWave: (wave) => console.log(formatProgress(wave)),
    onFault: keepEvidence,
  })
  const path = writeRecord(record)
  console.log(`\n${formatRecord(record)}\nThe record is in ${path}`)
  return record.faults.length === 0 ? 0 : 1
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
