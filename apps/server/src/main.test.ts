import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockNode } from '@loggia/marketplace'

const root = join(import.meta.dirname, '../../..')
const main = join(import.meta.dirname, 'main.ts')
// `npm test` builds the pages first, but a single test run by hand may find none.
const isBuilt = existsSync(join(root, 'apps/console/dist/server/entry-server.js'))

let scratch: string
const started: ChildProcess[] = []
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'loggia-server-'))
})
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await rm(scratch, { recursive: true, force: true })
})

type Run = {
  child: ChildProcess
  out: () => string
  err: () => string
  exited: Promise<number | null>
  has: (text: string) => Promise<string>
}

function start(env: Record<string, string>, args: string[] = []): Run {
  // Reuses the compile cache of this test run, if there is one; otherwise each server would compile everything again.
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const given = { PATH, NODE_COMPILE_CACHE, PORT: '0', LOGGIA_DATA: join(scratch, 'data'), ...env }
  const child = spawn(
    process.execPath,
    ['--conditions=loggia-source', '--disable-warning=ExperimentalWarning', main, ...args],
    { cwd: scratch, env: given },
  )
  started.push(child)
  let [out, err] = ['', '']
  let look: () => void = () => undefined
  child.stdout.on('data', (chunk: Buffer) => ((out += chunk.toString()), look()))
  child.stderr.on('data', (chunk: Buffer) => ((err += chunk.toString()), look()))
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const has = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      look = () => out.includes(text) && resolve(out)
      void exited.then((code) =>
        reject(new Error(`It ended with ${code} before it said "${text}":\n${out}\n${err}`)),
      )
      look()
    })
  return { child, out: () => out, err: () => err, exited, has }
}

const addressIn = (text: string): string => /runs at (\S+)/.exec(text)?.[1] ?? ''
const sellerIn = (text: string): string => /seller {6}(\S+)/.exec(text)?.[1] ?? ''
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

async function signIn(address: string, email: string): Promise<Response> {
  const body = JSON.stringify({ email, password: 'loggia-demo' })
  return fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
}

describe.skipIf(!isBuilt)('a server', () => {
  test(
    'fills an empty folder with the demo, says where to look and as whom, and ends when told',
    { timeout: 180_000 },
    async () => {
      const run = start({}, ['--demo'])
      const greeting = await run.has('Ctrl-C')
      const address = addressIn(greeting)

      expect(greeting).toContain('The empty database was filled with the demo')
      expect(greeting).toContain('lin@cangye.example')
      expect((await fetch(`${address}/readyz`)).status).toBe(200)
      expect((await signIn(address, 'lin@cangye.example')).status).toBe(200)
      expect(await answers(sellerIn(greeting))).toBe(true)
      expect((await stat(join(scratch, 'data', 'secret'))).mode & 0o777).toBe(0o600)

      run.child.kill('SIGTERM')
      expect(await run.exited).toBe(0)
      expect(await answers(sellerIn(greeting))).toBe(false)
      expect(run.out() + run.err()).not.toContain('"msg":"a request failed"')
    },
  )

  test(
    'finds the demo again, tells a second server who holds the folder, and leaves nothing running when it is killed',
    { timeout: 180_000 },
    async () => {
      const first = start({}, ['--demo'])
      const greeting = await first.has('Ctrl-C')
      expect(greeting).not.toContain('was filled')

      const second = start({}, ['--demo'])
      expect(await second.exited).toBe(1)
      expect(second.err()).toContain(
        `is in use by process ${first.child.pid} (${addressIn(greeting)}, since 20`,
      )
      expect(second.err()).toContain('LOGGIA_DATA')

      first.child.kill('SIGKILL')
      await first.exited
      await expect.poll(() => answers(sellerIn(greeting)), { timeout: 10_000 }).toBe(false)
    },
  )

  test(
    'without --demo, on a folder that holds the demo, warns of its accounts and runs no sample seller',
    { timeout: 180_000 },
    async () => {
      const run = start({})
      const greeting = await run.has('Ctrl-C')

      expect(greeting).toContain('WARNING')
      expect(greeting).not.toContain('loggia-demo')
      expect(sellerIn(greeting)).toBe('')
      const page = await (await fetch(`${addressIn(greeting)}/sign-in`)).text()
      expect(page).not.toContain('loggia-demo')

      run.child.kill('SIGINT')
      expect(await run.exited).toBe(0)
    },
  )
})

test.skipIf(!isBuilt)(
  'the first operator’s password is held to the rule of all others, and is told what it must have',
  { timeout: 120_000 },
  async () => {
    const run = start({
      LOGGIA_DATA: join(scratch, 'weak'),
      LOGGIA_OPERATOR_EMAIL: 'first@loggia.example',
      LOGGIA_OPERATOR_PASSWORD: 'Tr0ub4dor',
    })

    expect(await run.exited).toBe(1)
    expect(run.err()).toMatch(
      /^No operator can be created with LOGGIA_OPERATOR_EMAIL and LOGGIA_OPERATOR_PASSWORD: /,
    )
    expect(run.err()).toContain('Use at least 10 characters, 5 of them different')
    expect(run.err().trim().split('\n')).toHaveLength(1)
  },
)

test('a port that is taken is said in words, before anything is opened', { timeout: 30_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo

  const run = start({ PORT: String(port), LOGGIA_DATA: join(scratch, 'never') })

  expect(await run.exited).toBe(1)
  expect(run.err()).toBe(
    `Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or choose another port with PORT.\n`,
  )
  expect(existsSync(join(scratch, 'never'))).toBe(false)
  other.close()
})

test('settings that do not fit are told all at once', { timeout: 30_000 }, async () => {
  const run = start({ PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://127.0.0.1:1/none' }, ['--demo'])

  expect(await run.exited).toBe(1)
  expect(run.err().split('\n')).toHaveLength(6)
  expect(run.out()).toBe('')
})

test('a database that is not there is named, without its password', { timeout: 30_000 }, async () => {
  const run = start({
    DATABASE_URL: 'postgres://loggia:canary@127.0.0.1:1/none',
    LOGGIA_SECRET: 'a secret of tests only, of 32 characters and more',
  })

  expect(await run.exited).toBe(1)
  expect(run.err()).toBe(
    'The database 127.0.0.1:1/none cannot be used: nothing listens there. Check DATABASE_URL.\n',
  )
})

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']
describe.skipIf(!postgresUrl)('a clock that can be moved', () => {
  const url = postgresUrl ?? ''
  const env = { DATABASE_URL: url, LOGGIA_SECRET: 'a secret of tests only, of 32 characters and more' }
  const place = (alone: boolean) => lockNode({ url, alone, onTaken: () => undefined })

  test('is refused where another server runs, with the reason', { timeout: 30_000 }, async () => {
    const other = await place(false)

    const run = start({ ...env, LOGGIA_MOVABLE_CLOCK: 'on' })

    expect(await run.exited).toBe(1)
    expect(run.err()).toContain('must be the only one on its database, but another one is running')
    await other.close()
  })

  test('keeps every other server off its database, with the reason', { timeout: 30_000 }, async () => {
    const movable = await place(true)

    for (const movableToo of ['on', 'off']) {
      const run = start({ ...env, LOGGIA_MOVABLE_CLOCK: movableToo })
      expect(await run.exited).toBe(1)
      expect(run.err()).toContain('LOGGIA_MOVABLE_CLOCK=off')
    }
    await movable.close()
  })
})
