import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestKit, startTestSignOn } from '@loggia/seller/testing'
import type { TestSignOn } from '@loggia/seller/testing'

const keys = { ACCESS_KEY: 'a-test-key', KIT_KEY: 'a-test-key-of-the-kit' }

let folder: string
let app: ChildProcess
let url: string
let publicKey: string
let signOn: TestSignOn | undefined

/** The application in a process of its own, as a person starts it. */
async function start(env: Readonly<Record<string, string>>): Promise<void> {
  app = fork(join(import.meta.dirname, 'main.ts'), {
    env: { ...process.env, ...keys, PORT: '0', DATA: folder, ...env },
    execArgv: ['--conditions=loggia-source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ready = await new Promise<{ port: number; publicKey: string }>((resolve, reject) => {
    app.once('message', (message) => resolve(message as never))
    app.once('exit', (code) => reject(new Error(`It ended with ${code}.`)))
  })
  url = `http://127.0.0.1:${ready.port}`
  publicKey = ready.publicKey
}

async function stop(): Promise<void> {
  const ended = new Promise<void>((resolve) => void app.once('exit', () => resolve()))
  app.kill()
  await ended
}

/** Tells the application of one company, as the marketplace does. */
async function tell(): Promise<TestSignOn> {
  signOn = await startTestSignOn({ callbackUrl: `${url}/sso/callback` })
  const { domainName } = signOn
  const kit = createTestKit({
    kitKey: keys.KIT_KEY,
    publicKey,
    seller: async (request) =>
      fetch(`${url}/saas${new URL(request.url).pathname}`, {
        method: 'POST',
        headers: request.headers,
        body: await request.text(),
      }),
  })
  const replies = [
    await kit.enterprise({ name: '<晨岚科技>', domainName }),
    await kit.app(),
    await kit.departments([{ code: '10000', name: '研发部' }]),
    await kit.people([{ userName: 'lin.xia', name: '林夏', role: 'admin' }]),
  ]
  expect(replies.map(({ resultCode }) => resultCode)).toEqual(Array(4).fill('000000'))
  return signOn
}

/** A browser in which nobody is signed in. */
const visit = async (path: string): Promise<{ status: number; page: string }> => {
  const reply = await fetch(url + path)
  return { status: reply.status, page: await reply.text() }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-sso-app-'))
})
afterEach(async () => {
  await stop()
  await signOn?.close()
  signOn = undefined
  rmSync(folder, { recursive: true, force: true })
})

test('a person signs in with the code of their company, sees who they are, and signs out', async () => {
  await start({ APP_ID: 'TESTAPP000000001' })
  const market = await tell()
  expect((await visit('/roster?week=1')).page).toContain('name="returnTo" value="/roster?week=1"')

  const signInUrl = `${url}/sign-in?company=code-tenant-1&returnTo=%2Froster%3Fweek%3D1`
  const lin = await market.signIn(signInUrl, 'lin.xia')

  expect(lin.url).toBe(`${url}/roster?week=1`)
  for (const fact of ['name">林夏', 'role">admin', 'department">研发部', 'company-name">&lt;晨岚科技&gt;'])
    expect(lin.body).toContain(`id="${fact}<`)
  expect(await lin.go('/sso/logout', { method: 'POST' })).toMatchObject({
    url: `${url}/`,
    status: 200,
    body: expect.stringContaining('id="sign-in"') as string,
  })
  expect((await lin.go('/')).body).not.toContain('林夏')
})

test('nobody gets in who is not assigned, or whom the marketplace does not let in', async () => {
  await start({ APP_ID: 'TESTAPP000000001' })
  const market = await tell()

  const tries = [
    await market.signIn(`${url}/sign-in?company=code-tenant-1`, 'su.wan'),
    await market.signIn(`${url}/sign-in?company=code-tenant-1`, undefined),
  ]

  expect(tries.map(({ status, body }) => [status, /data-code="(\w+)"/.exec(body)?.[1]])).toEqual([
    [403, 'unknownPerson'],
    [403, 'denied'],
  ])
})

test('a company that the marketplace has not told of is not known', async () => {
  await start({ APP_ID: 'TESTAPP000000001' })

  const { status, page } = await visit('/sign-in?company=%22%3Ex')

  expect([status, page.includes('No company with this code')]).toEqual([404, true])
})

test('before there is a credential the calls are answered, and after a restart people sign in', async () => {
  await start({})
  const market = await tell()
  expect(await visit('/')).toMatchObject({ status: 503, page: expect.stringContaining('APP_ID') as string })
  expect(readFileSync(join(folder, 'kit-public.pem'), 'utf8')).toBe(publicKey)
  await stop()

  await start({ APP_ID: 'TESTAPP000000001', PORT: new URL(url).port })

  expect((await market.signIn(`${url}/sign-in?company=code-tenant-1`, 'lin.xia')).body).toContain('林夏')
})
