import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeRequest as encodeV1 } from '@loggia/protocol/license/v1'
import { signSaasV1, signSaasV2 } from '@loggia/signing'
import { createSeller } from './index.ts'
import { createPostgresStore } from './stores/postgres.ts'
import { createSqliteStore } from './stores/sqlite.ts'
import type { SellerStore } from './stores/store.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']
const accessKey = 'a-key-of-tests'
const engines = postgresUrl === undefined ? ['sqlite'] : ['sqlite', 'postgres']

/**
 * A seller in its own process. Its handlers write a line. The process is killed if told to: in a handler, or after it,
 * when its result is to be stored as the answer to every later call.
 */
const program = `
import { appendFileSync } from 'node:fs'
import pg from 'pg'
import { createSeller } from '@loggia/seller'
import { createPostgresStore } from '@loggia/seller/postgres'
import { createSqliteStore } from '@loggia/seller/sqlite'

const { accessKey, engine, place, log, dies, calls, tablePrefix } = JSON.parse(process.env.LOGGIA_TEST_SELLER)
const pool = engine === 'postgres' && new pg.Pool({ connectionString: place, max: 2 })
const opened = pool ? createPostgresStore(pool, { tablePrefix }) : createSqliteStore(place, { tablePrefix })
const settle = (one) =>
  dies === 'after it' && one.result !== undefined ? process.kill(process.pid, 'SIGKILL') : opened.settle(one)
const store = { ...opened, settle }
function note(what, id) {
  appendFileSync(log, what + ' ' + id + '\\n')
  if (dies === 'in it') process.kill(process.pid, 'SIGKILL')
}
const seller = createSeller({
  accessKey,
  store,
  leaseMs: 600,
  saas: {
    open({ instanceId, purchase }) {
      note(purchase.orderId, instanceId)
      return { frontEndUrl: 'https://app.example/' + instanceId }
    },
  },
  licenseV1: {
    issue({ instanceId, purchase }) {
      note(purchase.orderId, instanceId)
      return 'made by ' + process.pid
    },
  },
})
process.stdout.write('ready\\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
const answers = await Promise.all(
  calls.map(async ({ url, body }) => (await seller(new Request(url, body && { method: 'POST', body }))).json()),
)
await seller.close()
if (pool) await pool.end()
process.stdout.write(JSON.stringify(answers) + '\\n')
process.exit(0)
`

let folder: string
let log: string
let place: string
let tablePrefix: string
let pool: pg.Pool | undefined
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-seller-processes-'))
  log = join(folder, 'opened')
  appendFileSync(log, '')
  tablePrefix = `t${randomBytes(6).toString('hex')}_`
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const name of pool ? ['claims', 'instances', 'licenses', 'nonces'] : [])
    await pool?.query(`drop table ${tablePrefix}${name}`)
  await pool?.end()
  pool = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function openStore(engine: string): Promise<SellerStore> {
  if (engine === 'sqlite') {
    place = join(folder, 'seller.db')
    return createSqliteStore(place, { tablePrefix })
  }
  place = postgresUrl ?? ''
  pool = new pg.Pool({ connectionString: place, max: 2 })
  const store = createPostgresStore(pool, { tablePrefix })
  await store.createTables()
  return store
}

let nonces = 0
function purchase(orderId: string, businessId: string): { url: string; body: string } {
  const body = JSON.stringify({
    activity: 'newInstance',
    businessId,
    orderId,
    orderLineId: `${orderId}-000001`,
  })
  const nonce = `n-${process.pid}-${(nonces += 1)}`
  const { query } = signSaasV2({ accessKey, body, nonce, timestampMs: Date.now() })
  return { url: `https://seller.example/saas?${query}`, body }
}

function license(orderId: string, businessId: string): { url: string } {
  const parameters = encodeV1({
    activity: 'getLicense',
    customerId: 'c-1',
    businessId,
    orderId,
    productId: 'p-1',
  })
  const { query } = signSaasV1({ accessKey, parameters, timeStampMs: Date.now() })
  return { url: `https://seller.example/saas?${query}` }
}

type Answer = { readonly resultCode: string; readonly instanceId?: string; readonly license?: string }
type Started = { go(): void; answers: Promise<Answer[] | undefined> }
type Dies = 'in it' | 'after it'

/** Resolves when the process is up. It sends its calls on a signal from the test. */
async function start(engine: string, calls: object[], dies?: Dies): Promise<Started> {
  const told = JSON.stringify({ accessKey, engine, place, log, dies, calls, tablePrefix })
  const child = spawn(
    process.execPath,
    [
      '--conditions=loggia-source',
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      program,
    ],
    {
      cwd: import.meta.dirname,
      env: { ...process.env, LOGGIA_TEST_SELLER: told },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  let out = ''
  let isReady: (() => void) | undefined
  const ready = new Promise<void>((resolve) => (isReady = resolve))
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    isReady?.()
  })
  const answers = new Promise<Answer[] | undefined>((resolve) => {
    child.once('close', () => {
      isReady?.()
      const last = out.trim().split('\n').at(-1) ?? ''
      resolve(last.startsWith('[') ? (JSON.parse(last) as Answer[]) : undefined)
    })
  })
  await ready
  return { go: () => void child.stdin.write('go\n'), answers }
}

const opened = (): string[] => readFileSync(log, 'utf8').trim().split('\n').filter(Boolean)

describe.each(engines)('Processes that share one store in %s', (engine) => {
  test('open each order and issue each license once between them, and answer the same', async () => {
    const store = await openStore(engine)
    const orders = ['CS1', 'CS2', 'CS3', 'CS4', 'CL5']
    const request = (id: string, businessId: string): object =>
      id.startsWith('CL') ? license(id, businessId) : purchase(id, businessId)
    const started = await Promise.all(
      ['a', 'b', 'c'].map((who) =>
        start(
          engine,
          orders.flatMap((id) => [request(id, `${who}-1-${id}`), request(id, `${who}-2-${id}`)]),
        ),
      ),
    )

    for (const { go } of started) go()
    const answers = (await Promise.all(started.map((one) => one.answers))).flatMap((list) => list ?? [])

    expect(answers).toHaveLength(30)
    expect(new Set(answers.map(({ resultCode }) => resultCode))).toEqual(new Set(['000000']))
    const told = answers.map(({ instanceId, license: made = '' }) => `${instanceId} ${made}`)
    expect(new Set(told).size).toBe(orders.length)
    expect(told.filter((one) => one.includes('made by'))).toHaveLength(6)
    expect(
      opened()
        .map((line) => line.replace(/ .*/, ''))
        .toSorted(),
    ).toEqual(orders.toSorted())
    await store.close?.()
  })

  test('take over from one that died at work, when its lease is over, under the same id', async () => {
    const store = await openStore(engine)
    const dying = await start(engine, [purchase('CS1', 'first')], 'in it')
    dying.go()
    expect(await dying.answers).toBeUndefined()
    const ids: string[] = []
    const seller = createSeller({
      accessKey,
      store,
      leaseMs: 600,
      saas: { open: ({ instanceId }) => void ids.push(instanceId) },
    })
    const ask = async (): Promise<unknown> => {
      const { url, body } = purchase('CS1', 'second')
      return (await seller(new Request(url, { method: 'POST', body }))).json()
    }

    const answers = await Promise.all([ask(), ask()])

    expect(answers).toMatchObject([{ resultCode: '000000', instanceId: 'first' }, { instanceId: 'first' }])
    expect(ids).toEqual(['first'])
    expect(opened()).toEqual(['CS1 first'])
    await seller.close()
  })

  test('give the license of one that died before it could answer, and make no second one', async () => {
    const store = await openStore(engine)
    const dying = await start(engine, [license('CL1', 'first')], 'after it')
    dying.go()
    expect(await dying.answers).toBeUndefined()
    const next = await start(engine, [license('CL1', 'second'), license('CL1', 'third')])
    next.go()

    const answers = (await next.answers) ?? []

    expect(answers).toMatchObject([{ resultCode: '000000', instanceId: 'first' }, { instanceId: 'first' }])
    expect(answers.map((one) => one.license)).toEqual([
      expect.stringMatching(/^made by \d+$/),
      answers[0]?.license,
    ])
    expect(opened()).toEqual(['CL1 first'])
    await store.close?.()
  })
})
