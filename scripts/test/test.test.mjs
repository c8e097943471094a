import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../setup/progress.mjs'
import { readArguments } from './arguments.mjs'
import { planShards, recorded, secondsOf } from './durations.mjs'
import { inThisOrder } from './longest-first.mjs'
import { findChromium, findPostgresBin, findTestBrowser } from './needs.mjs'
import { startPostgres } from './postgres.mjs'
import { timesTable } from './times.mjs'
import { countResults } from './vitest.mjs'

const results = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
const brokenFile = { status: 'failed', assertionResults: [] }
const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }

test.each([
  ['all passed', {}, 0, { passed: 3, failed: 0, skipped: 0 }],
  ['some were skipped', { numPendingTests: 2, numTodoTests: 1 }, 0, { passed: 3, failed: 0, skipped: 3 }],
  [
    'a test failed',
    { numFailedTests: 1, testResults: [failedFile] },
    1,
    { passed: 3, failed: 1, skipped: 0 },
  ],
  ['a file did not load', { testResults: [brokenFile] }, 1, { passed: 3, failed: 1, skipped: 0 }],
  ['an error outside any test', {}, 1, { passed: 3, failed: 1, skipped: 0 }],
  ['no test ran', { numPassedTests: 0 }, 0, { passed: 0, failed: 1, skipped: 0 }],
  ['killed by a signal', {}, null, { passed: 3, failed: 1, skipped: 0 }],
])('counting a run in which %s', (_name, changes, exitCode, counted) => {
  expect(countResults({ ...results, ...changes }, exitCode)).toEqual(counted)
})

test('what was recorded is there: a file that was renamed would count as a short one, unseen', () => {
  const files = globSync('{apps,e2e,examples,packages,scripts}/**/*.test.{ts,tsx,mjs}', { cwd: projectRoot })
  const absent = [...Object.keys(recorded), ...inThisOrder].filter((path) => !files.includes(path))

  expect(files.length).toBeGreaterThan(300)
  expect(absent).toEqual([])
})

test('the tests take the browser without windows where there is one, and the named one before it', () => {
  const shell = () => '/somewhere/headless-shell'

  expect(findTestBrowser({}, shell)).toBe('/somewhere/headless-shell')
  expect(findTestBrowser({}, () => undefined)).toBe(findChromium({}))
  expect(findTestBrowser({ CHROMIUM_PATH: process.execPath }, shell)).toBe(process.execPath)
  expect(findTestBrowser({ LOGGIA_PICTURES: '1' }, shell)).toBe(findChromium({}))
})

describe('two shards', () => {
  const checks = 138
  const of = (path) =>
    path.startsWith('e2e/') ? { path, group: 2, atOnce: 4 } : { path, group: 0, atOnce: 3 }
  const files = [
    ...Object.keys(recorded).map(of),
    ...Array.from({ length: 200 }, (_, n) => of(`packages/a/${n}.test.ts`)),
  ]
  /** How long a run of some of the files takes, group after group; a group takes at least its longest file. */
  const measureRun = (own, extra) =>
    [0, 2].reduce((total, group) => {
      const lengths = own.filter((file) => file.group === group).map(({ path }) => secondsOf(path))
      const sum = lengths.reduce((a, b) => a + b, group === 0 ? extra : 0)
      return total + Math.max(sum / (group === 0 ? 3 : 4), ...lengths)
    }, 0)
  const measureShard = (shard, plan) =>
    measureRun(
      files.filter((_, at) => plan[at] === shard),
      shard === 0 ? checks : 0,
    )

  test('take at most 55 % of the whole each, however the files come', () => {
    const plan = planShards(files, 2)
    const whole = measureRun(files, checks)

    expect(measureShard(0, plan) / whole).toBeLessThan(0.55)
    expect(measureShard(1, plan) / whole).toBeLessThan(0.55)
    expect(planShards(files.toReversed(), 2).toReversed()).toEqual(plan)
  })

  test('a shard with one file that is most of the last group is spared as much before', () => {
    const services = files.filter(({ group }) => group === 0)
    const [longest] = Object.keys(recorded)
      .filter((path) => path.startsWith('e2e/'))
      .sort((a, b) => recorded[b] - recorded[a])
    const own = [...services, of(longest)]
    const plan = planShards(own, 2)
    const [first, second] = [0, 1].map((shard) =>
      own.reduce(
        (sum, file, at) => sum + (plan[at] === shard && file.group === 0 ? secondsOf(file.path) : 0),
        0,
      ),
    )

    expect(plan.at(-1)).toBe(0)
    expect(second - first).toBeGreaterThan(2 * recorded[longest])
  })

  test('leave room for the checks in the first', () => {
    const plan = planShards(
      files.filter(({ group }) => group === 0),
      2,
    )
    const own = files.filter(({ group }) => group === 0)
    const [first, second] = [0, 1].map((shard) =>
      own.reduce((sum, { path }, at) => sum + (plan[at] === shard ? secondsOf(path) : 0), 0),
    )

    expect(second - first).toBeGreaterThan(checks / 2)
  })
})

test.each([
  [[], {}],
  [['quotes', 'walk'], { filters: ['quotes', 'walk'] }],
  [['--shard', '2/3'], { shard: { index: 2, count: 3 } }],
  [['--record'], { record: true }],
  [['--all-engines', 'quotes'], { filters: ['quotes'], allEngines: true }],
])('npm test with %o', (args, asked) => {
  expect(readArguments(args)).toEqual({ filters: [], record: false, allEngines: false, ...asked })
})

test.each([
  [['--shard', '3/2']],
  [['--shard', '0/2']],
  [['--shard', 'two']],
  [['--shard=1/2', 'quotes']],
  [['--record', 'quotes']],
  [['--record', '--shard=1/2']],
  [['--watch']],
])('npm test with %o says what it takes', (args) => {
  expect(() => readArguments(args)).toThrow('Usage: npm test')
})

test('what took longest is told by folder', () => {
  const times = {
    'packages/marketplace/src/quotes/walk.test.ts': 31.4,
    'packages/marketplace/src/quotes/service/a.test.ts': 8.6,
    'packages/marketplace/src/jobs.test.ts': 0.04,
    'e2e/journey.test.ts': 60,
  }

  expect(timesTable(times).slice(1)).toEqual([
    '  e2e                                 60  60 %  1 file',
    '  packages/marketplace/src/quotes     40  40 %  2 files',
    '  packages/marketplace               0.0   0 %  1 file',
  ])
  expect(timesTable({ 'e2e/journey.test.ts': 60, 'e2e/life.test.ts': 3 })).toEqual([])
})

test('what is to begin first is there: a file that was renamed would begin last, unseen', () => {
  expect(inThisOrder.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
})

const bin = findPostgresBin()

test.skipIf(!bin)('a PostgreSQL of our own counts in characters and leaves nothing behind', async () => {
  const cluster = await startPostgres(bin)
  const query = (sql) =>
    spawnSync(join(bin, 'psql'), ['-Atc', sql, cluster.url], { encoding: 'utf8' }).stdout.trim()

  expect(query("select length('协同')")).toBe('2')
  const data = query('show data_directory')
  cluster.stop()

  expect(data).not.toBe('')
  expect(existsSync(data)).toBe(false)
  expect(query('select 1')).toBe('')
})

test.skipIf(!bin)(
  'a PostgreSQL of our own that has crashed comes back with all that was committed',
  async () => {
    const cluster = await startPostgres(bin)
    const query = (sql) =>
      spawnSync(join(bin, 'psql'), ['-Atc', sql, cluster.url], { encoding: 'utf8' }).stdout.trim()
    query('create table kept (n int)')
    query('insert into kept values (7)')
    const before = query('select pg_postmaster_start_time()')

    await cluster.crash()

    expect(query('select n from kept')).toBe('7')
    expect(query('select pg_postmaster_start_time()')).not.toBe(before)
    cluster.stop()
  },
)
