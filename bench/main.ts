// `npm run bench`: prints ratios to a baseline of the same run. LOGGIA_BENCH_POSTGRES names a cluster to use instead of
// a private one.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { omitUndefined } from '@loggia/kernel'
import { findPostgresBin } from '../scripts/test/needs.mjs'
import { startPostgres } from '../scripts/test/postgres.mjs'
import { assignments } from './assignments/assignments.ts'
import { calls } from './calls/calls.ts'
import { claim } from './claim/claim.ts'
import { delay } from './delay/delay.ts'
import { dialTests } from './dial-tests/dial-tests.ts'
import { directory } from './directory/directory.ts'
import { due } from './due/due.ts'
import { health } from './health/health.ts'
import { memory } from './memory/memory.ts'
import type { Bench, BenchContext } from './run/bench.ts'
import { describeMachine } from './run/machine.ts'
import { months } from './months/months.ts'
import { pages } from './pages/pages.ts'
import { purchase } from './purchase/purchase.ts'
import { search } from './search/search.ts'
import { searchQuality } from './search-quality/search-quality.ts'
import { seller } from './seller/seller.ts'
import { signOns } from './sign-on/sign-on.ts'
import { start } from './start/start.ts'

const benches: readonly Bench[] = [
  calls,
  delay,
  claim,
  start,
  search,
  searchQuality,
  due,
  memory,
  months,
  seller,
  purchase,
  pages,
  health,
  dialTests,
  directory,
  assignments,
  signOns,
]

/** Several pools are open at once, and `delay` reads commit times. All other settings are defaults. */
const clusterSettings = ['max_connections=200', 'track_commit_timestamp=on']

type Arguments = Pick<BenchContext, 'quick' | 'runs' | 'against' | 'perSecond'> & {
  readonly chosen: readonly Bench[]
}

function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      against: { type: 'string' },
      'per-second': { type: 'string' },
    },
  })
  const runs = values.quick ? 1 : Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs is a number from 1.')
  const rate = values['per-second']
  if (rate !== undefined && !(Number(rate) > 0)) throw new Error('--per-second is a number above 0.')
  const names = benches.map(({ name }) => name)
  const unknown = positionals.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`There is no bench ${unknown}; there are ${names.join(', ')}.`)
  const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  const against = values.against === undefined ? undefined : describeClone(values.against)
  return {
    chosen,
    quick: values.quick,
    runs,
    ...omitUndefined({ against, perSecond: rate === undefined ? undefined : Number(rate) }),
  }
}

/** A clone is named by its commit, for the tables. */
function describeClone(folder: string): NonNullable<BenchContext['against']> {
  const root = resolve(folder)
  const { stdout } = spawnSync('git', ['-C', root, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' })
  if (stdout.trim() === '') throw new Error(`${root} is no clone of the repository.`)
  return { name: stdout.trim(), root }
}

async function openCluster(): Promise<string> {
  const given = process.env['LOGGIA_BENCH_POSTGRES']
  if (given) return given
  const bin = findPostgresBin()
  if (bin === undefined)
    throw new Error('No PostgreSQL 15 or newer was found: install it, or set POSTGRES_BIN.')
  const { url } = await startPostgres(bin, undefined, clusterSettings)
  // The system would write the 40 MB of a new cluster to disk half a minute later, during the first run.
  spawnSync('sync')
  return url
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

// Child processes end when this process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))
try {
  const { chosen, ...asked } = readArguments()
  const context: BenchContext = { cluster: await openCluster(), ...asked, say }
  const day = new Date().toISOString().slice(0, 10)
  say(`Measured on ${day} on ${await describeMachine(context.cluster)}.`)
  for (const bench of chosen) {
    say(`\n## ${bench.name}: ${bench.what}\n`)
    await bench.run(context)
  }
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
