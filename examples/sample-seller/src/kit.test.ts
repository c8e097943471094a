import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestKit } from '@loggia/seller/testing'
import { startSampleSeller } from './server.ts'

const kitKey = 'a-key-of-the-joint-kit'
const acme = { accessKey: 'a-test-key', name: { zh: '示例', en: 'Acme' }, opening: 'at once' } as const

let folder: string
const lines: string[] = []
const start = () =>
  startSampleSeller({
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    sellers: [
      { ...acme, slug: 'acme', kitKey },
      { ...acme, slug: 'other' },
    ],
    nowMs: Date.now,
    log: (line) => lines.push(line),
  })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-kit-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a seller with a key of the joint kit keeps companies, and decrypts secrets after a restart too', async () => {
  const first = await start()
  const { acme: publicKey = '', ...others } = first.publicKeys
  await first.close()
  const second = await start()
  const send = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    const url = `http://127.0.0.1:${second.port}/acme/saas${pathname.replace(/^.*(?=\/produceAPI)/, '')}${search}`
    return request.text().then((body) => fetch(url, { method: 'POST', headers: request.headers, body }))
  }
  const kit = createTestKit({ seller: send, kitKey, publicKey })

  const replies = [
    await kit.enterprise(),
    await kit.app({ clientSecret: '密钥' }),
    await kit.people([{ userName: 'a' }, { userName: 'b' }]),
  ]
  await second.close()

  expect(replies.map(({ resultCode }) => resultCode)).toEqual(['000000', '000000', '000000'])
  expect([second.publicKeys, others]).toEqual([first.publicKeys, {}])
  expect(statSync(join(folder, 'acme-kit.pem')).mode & 0o077).toBe(0)
  expect(lines).toContain('acme: company tenant-1: add of 2 people')
})
