import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
beforeAll(async () => {
  edge = await openStubEdge()
})
afterAll(() => edge.close())

test('a file that was compressed by the build is sent so, under its own name only', async () => {
  const take = { headers: { 'accept-encoding': 'br' } }

  const file = await edge.ask('GET', '/assets/main-abc123.js', undefined, take)

  expect(file.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringMatching(/accept-encoding/i),
  })
  expect(brotliDecompressSync(file.rawPayload).toString()).toBe('export {}')
  expect((await edge.ask('GET', '/assets/main-abc123.js.br')).statusCode).toBe(404)
})

test('files with a hash in their names are kept for ever, others for an hour, hidden ones are not there', async () => {
  expect((await edge.ask('GET', '/assets/main-abc123.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  )
  expect((await edge.ask('GET', '/assets/zh-CN/page-d3.js')).headers['cache-control']).toContain('immutable')
  const mark = await edge.ask('GET', '/mark.svg')
  expect(mark.headers).toMatchObject({
    'cache-control': 'public, max-age=3600',
    'content-type': expect.stringContaining('image/svg+xml'),
  })
  for (const url of [
    '/.vite/manifest.json',
    '/assets/../.vite/manifest.json',
    '/assets/%2e%2e/.vite/manifest.json',
    '/assets',
    '/assets/zh-CN',
    '/assets/zh-CN/',
    '/assets/zh-CN/../../.vite/manifest.json',
    '/assets/fr-FR/page-d3.js',
  ])
    expect((await edge.ask('GET', url)).statusCode).toBe(404)
})
