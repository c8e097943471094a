import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRelease } from './release.ts'
import type { Release } from './release.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const contents = {
  'loggia-seller-1.2.3.tgz': 'an archive',
  'loggia-cli-1.2.3.tgz': 'another archive',
  'CHANGELOG.md': '# Changes',
  'integrate-in-ten-minutes.zh-CN.md': '# 十分钟接入',
}
const sum = (text: string): string => createHash('sha256').update(text).digest('hex')
const sums = Object.entries(contents).map(([name, text]) => `${sum(text)}  ${name}\n`)

let folder: string
let edge: StubEdge
let reads = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loggia-release-'))
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text)
  await writeFile(join(folder, 'SHA256SUMS'), sums.join(''))
  await writeFile(join(folder, 'unlisted.txt'), 'not for anybody')
  const readRelease = () => {
    reads += 1
    return loadRelease(folder)
  }
  edge = await openStubEdge({ options: { readRelease } })
})
afterAll(async () => {
  await edge.close()
  await rm(folder, { recursive: true, force: true })
})

const archive = '/kit/loggia-seller-1.2.3.tgz'
const etag = `"${sum('an archive')}"`

test('an archive of the kit is served to anybody as it was made', async () => {
  const reply = await edge.ask('GET', archive)

  expect([reply.statusCode, reply.body]).toEqual([200, 'an archive'])
  expect(reply.headers).toMatchObject({
    'content-type': 'application/gzip',
    'content-disposition': 'attachment; filename="loggia-seller-1.2.3.tgz"',
    'cache-control': 'public, no-cache',
    'x-content-type-options': 'nosniff',
    etag,
  })
  expect(reply.headers['content-encoding']).toBeUndefined()
  expect(reply.headers['set-cookie']).toBeUndefined()
  expect((await edge.ask('HEAD', archive)).headers['content-length']).toBe('10')
})

test('who has the archive already is sent nothing', async () => {
  const reply = await edge.ask('GET', archive, undefined, { headers: { 'if-none-match': etag } })

  expect([reply.statusCode, reply.body]).toEqual([304, ''])
})

test('an archive that was made anew under the same version is sent to who has the one before', async () => {
  let release = await loadRelease(folder)
  const changing = await openStubEdge({ options: { readRelease: () => Promise.resolve(release) } })
  try {
    const before = await changing.ask('GET', archive)
    const content = Buffer.from('made anew')
    const file = { name: 'loggia-seller-1.2.3.tgz', content, sha256: sum('made anew') }
    release = { version: '1.2.3', files: new Map([[file.name, file]]) }

    const headers = { 'if-none-match': String(before.headers.etag) }
    // No cache, including npm's, may reuse the earlier archive without revalidating.
    expect(before.headers['cache-control']).toBe('public, no-cache')
    expect((await changing.ask('GET', archive, undefined, { headers })).body).toBe('made anew')
  } finally {
    await changing.close()
  }
})

test('a document of the kit is shown as plain text and asked for again after an hour', async () => {
  const reply = await edge.ask('GET', '/kit/integrate-in-ten-minutes.zh-CN.md')

  expect(reply.body).toBe('# 十分钟接入')
  expect(reply.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=3600',
  })
})

test.each([
  '/kit/loggia-seller-1.2.4.tgz',
  '/kit/unlisted.txt',
  '/kit/SHA256SUMS',
  '/kit/..%2f..%2fetc%2fpasswd',
  '/kit/',
])('%s is not found, and no cache keeps that answer', async (path) => {
  const reply = await edge.ask('GET', path)

  expect(reply.statusCode).toBe(404)
  expect(reply.headers['cache-control']).not.toMatch(/public|immutable/)
})

test('what can be installed is told with its address, size and sum, and the guides in their languages', async () => {
  const { kit } = (await edge.ask('GET', '/api/kit')).json()

  expect(kit).toMatchObject({
    version: '1.2.3',
    seller: {
      name: 'loggia-seller-1.2.3.tgz',
      url: `http://market.example:8080${archive}`,
      bytes: 10,
      sha256: sum('an archive'),
    },
    commandLine: { url: 'http://market.example:8080/kit/loggia-cli-1.2.3.tgz' },
  })
  expect(kit.documents).toMatchObject([
    { kind: 'integrate', language: 'zh-CN', url: expect.stringContaining('/kit/integrate-in') },
    { kind: 'changelog', language: 'en-US' },
  ])
})

test('a marketplace without a release says so, and has no archive', async () => {
  const bare = await openStubEdge()
  try {
    expect((await bare.ask('GET', '/api/kit')).json()).toEqual({ kit: null, making: false })
    expect((await bare.ask('GET', archive)).statusCode).toBe(404)
  } finally {
    await bare.close()
  }
})

test('while a release is being made a page is told so, and an archive is waited for', async () => {
  const made = Promise.withResolvers<Release | undefined>()
  const busy = await openStubEdge({ options: { readRelease: () => made.promise } })
  try {
    expect((await busy.ask('GET', '/api/kit')).json()).toEqual({ kit: null, making: true })
    const asked = busy.ask('GET', archive)
    made.resolve(await loadRelease(folder))

    expect((await asked).body).toBe('an archive')
    expect((await busy.ask('GET', '/api/kit')).json()).toMatchObject({
      kit: { version: '1.2.3' },
      making: false,
    })
  } finally {
    await busy.close()
  }
})

test('nothing is read before somebody asks', async () => {
  const before = reads
  await edge.ask('GET', '/healthz')

  expect(reads).toBe(before)
})

test('a release whose archive is not what its sum says is refused', async () => {
  const other = await mkdtemp(join(tmpdir(), 'loggia-release-'))
  try {
    await writeFile(join(other, 'loggia-seller-1.2.3.tgz'), 'an archive that was changed')
    await writeFile(join(other, 'SHA256SUMS'), sums[0] ?? '')

    await expect(loadRelease(other)).rejects.toThrow('is not what SHA256SUMS says')
    expect(await loadRelease(join(other, 'absent'))).toBeUndefined()
  } finally {
    await rm(other, { recursive: true, force: true })
  }
})
