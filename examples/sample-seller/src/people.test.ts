import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestKit, startTestSignOn } from '@loggia/seller/testing'
import type { TestSignOn } from '@loggia/seller/testing'
import { startSampleSeller } from './server.ts'
import type { SampleSeller } from './server.ts'

const kitKey = 'a-key-of-the-joint-kit'
const market = { origin: 'http://127.0.0.1:9', accessKeyId: 'AK', secretKey: 'SK' }
const name = { zh: '示例', en: 'Acme' }

let folder: string
let seller: SampleSeller
let url: string
let signOn: TestSignOn | undefined
const start = async (): Promise<void> => {
  seller = await startSampleSeller({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    sellers: [{ slug: 'acme', accessKey: 'a-test-key', name, opening: 'at once', kitKey, market }],
    nowMs: Date.now,
    log: () => undefined,
  })
  url = `http://127.0.0.1:${seller.port}/acme/people`
}

/** Tells the seller of a company with one person, as the marketplace does. */
async function tell(instanceId: string): Promise<TestSignOn> {
  signOn = await startTestSignOn({ callbackUrl: `${url}/callback` })
  const kit = createTestKit({
    kitKey,
    instanceId,
    publicKey: seller.publicKeys['acme'] ?? '',
    seller: async (request) =>
      fetch(new URL(`/acme/saas${new URL(request.url).pathname}`, url), {
        method: 'POST',
        headers: request.headers,
        body: await request.text(),
      }),
  })
  await kit.enterprise({ name: '<晨岚科技>', domainName: signOn.domainName })
  await kit.app()
  await kit.departments([{ code: '10000', name: '研发部' }])
  await kit.people([{ userName: 'lin.xia', name: '林夏', role: 'admin' }])
  return signOn
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-people-'))
  await start()
})
afterEach(async () => {
  await seller.close()
  await signOn?.close()
  signOn = undefined
  rmSync(folder, { recursive: true, force: true })
})

test('whoever comes from the marketplace sees who they are, and signs out', async () => {
  const marketplace = await tell('i-1')

  const lin = await marketplace.signIn(`${url}/callback?code=unasked&tenant=tenant-1`, 'lin.xia')

  expect(lin.url).toBe(url)
  for (const fact of ['林夏', '应用管理员', '&lt;晨岚科技&gt;', '研发部', 'lin.xia'])
    expect(lin.body).toContain(`<dd>${fact}</dd>`)
  expect((await lin.go('/acme/people?lang=en-US')).body).toContain('<dd>Administrator of the app</dd>')
  expect(await lin.go('/acme/people/logout', { method: 'POST' })).toMatchObject({
    url,
    body: expect.stringContaining('href="http://127.0.0.1:9/my-apps"') as string,
  })
  expect((await lin.go('/acme/people')).body).not.toContain('林夏')
})

test('nobody is signed in before a company uses the app; a test account is none', async () => {
  await tell('')

  const reply = await fetch(`${url}/start?tenant=tenant-1`)

  expect(await reply.text()).toContain('未登录')
  // The sign-out form leads to the marketplace, which `form-action` would prevent.
  expect(reply.headers.get('content-security-policy')).not.toContain('form-action')
})
