import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { lockFolder } from '@loggia/marketplace'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runtimeFlags } from '../setup/hand-over.mjs'
import { projectRoot } from '../setup/progress.mjs'

let folder

/** `npm run sql` over this folder. */
function sql(...args) {
  const { DATABASE_URL: _, ...env } = process.env
  const script = join(projectRoot, 'scripts/sql/main.mjs')
  return spawnSync(process.execPath, [...runtimeFlags, script, ...args], {
    cwd: projectRoot,
    env: { ...env, LOGGIA_DATA: folder },
    encoding: 'utf8',
  })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-sql-'))
  const db = await PGlite.create(join(folder, 'database'))
  await db.exec(
    'create table wakeup (kind text, subject text, amount int8); insert into wakeup values (1, 2, 3)',
  )
  await db.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the database in a data folder is read, a row a line; without a statement, its tables', () => {
  expect(sql().stdout).toBe('{"table":"wakeup","columns":"kind subject amount"}\n')
  expect(sql('select * from wakeup').stdout).toBe('{"kind":"1","subject":"2","amount":3}\n')
})

test('nothing can be written', () => {
  const { stderr, status } = sql('delete from wakeup')

  expect(stderr).toContain('read-only transaction')
  expect(status).toBe(1)
})

test('a folder that a server holds is left alone, and the sentence says by whom', async () => {
  const holder = { pid: process.pid, since: '2026-11-28T00:00:00.000Z', address: 'http://127.0.0.1:8080' }
  const lock = await lockFolder(folder, holder, () => true)

  const { stderr, status } = sql('select 1')
  await lock.release()

  expect(stderr).toContain('http://127.0.0.1:8080')
  expect(status).toBe(1)
})
