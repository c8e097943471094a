import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { lockFolder } from '@loggia/marketplace'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runtimeFlags } from '../setup/hand-over.mjs'
import { projectRoot } from '../setup/progress.mjs'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
let folder

/** Runs `npm run sql` on the database that these variables name. */
function sqlIn(named, ...args) {
  const { DATABASE_URL: _, ...env } = process.env
  const script = join(projectRoot, 'scripts/sql/main.mjs')
  return spawnSync(process.execPath, [...runtimeFlags, script, ...args], {
    cwd: projectRoot,
    env: { ...env, ...named },
    encoding: 'utf8',
  })
}
/** The same on this folder. */
const sql = (...args) => sqlIn({ LOGGIA_DATA: folder }, ...args)

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

test('several statements are refused, and the sentence says why', () => {
  const { stderr, status } = sql('commit; delete from wakeup')

  expect(stderr).toBe('Only one statement at a time is run; none of these was.\n')
  expect(status).toBe(1)
  expect(sql('select amount from wakeup').stdout).toBe('{"amount":3}\n')
})

describe.skipIf(!postgresUrl)('on a server', () => {
  const database = `sql_${randomBytes(6).toString('hex')}`
  let admin
  let url
  const kept = 'select amount from kept'

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: postgresUrl })
    await admin.connect()
    await admin.query(`create database ${database}`)
    url = new URL(postgresUrl)
    url.pathname = `/${database}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    await client.query('create table kept (amount int8); insert into kept values (3)')
    await client.end()
  })
  afterAll(async () => {
    await admin.query(`drop database ${database} with (force)`)
    await admin.end()
  })
  const onServer = (...args) => sqlIn({ DATABASE_URL: url.href }, ...args)

  test('the database that DATABASE_URL names is read', () => {
    expect(onServer().stdout).toBe('{"table":"kept","columns":"amount"}\n')
    expect(onServer(kept).stdout).toBe('{"amount":"3"}\n')
  })

  test.each([
    ['delete from kept', 'read-only transaction'],
    ['commit; delete from kept', 'Only one statement at a time'],
    ['select 1; commit; delete from kept', 'Only one statement at a time'],
    ['do $$ begin commit; delete from kept; end $$', 'invalid transaction termination'],
  ])('nothing can be written by %s', (statement, sentence) => {
    const { stderr, status } = onServer(statement)

    expect(stderr).toContain(sentence)
    expect(status).toBe(1)
    expect(onServer(kept).stdout).toBe('{"amount":"3"}\n')
  })
})

test('a folder that a server holds is left alone, and the sentence says by whom', async () => {
  const holder = { pid: process.pid, since: '2026-11-28T00:00:00.000Z', address: 'http://127.0.0.1:8080' }
  const lock = await lockFolder(folder, holder, () => true)

  const { stderr, status } = sql('select 1')
  await lock.release()

  expect(stderr).toContain('http://127.0.0.1:8080')
  expect(status).toBe(1)
})
