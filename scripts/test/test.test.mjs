import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../setup/progress.mjs'
import { longest } from './longest-first.mjs'
import { findPostgresBin } from './needs.mjs'
import { startPostgres } from './postgres.mjs'
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

test('what is to begin first is there: a file that was renamed would begin last, unseen', () => {
  const files = globSync('{apps,e2e,packages}/**/*.test.ts', { cwd: projectRoot })
  const absent = longest.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}.test.ts`)))

  expect(files.length).toBeGreaterThan(300)
  expect(absent).toEqual([])
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
