import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const name = `${'0'.repeat(26)}-240-0123456789abcdef.webp`
let edge: StubEdge
const asked: string[] = []
beforeAll(async () => {
  edge = await openStubEdge({
    readMedia: async (one) => {
      asked.push(one)
      return one === name ? Buffer.from('RIFF....WEBP<script>') : undefined
    },
  })
})
afterAll(() => edge.close())

test('a picture is served to anybody, for ever, as a picture and as nothing else', async () => {
  const reply = await edge.ask('GET', `/media/${name}`)

  expect(reply.statusCode).toBe(200)
  expect(reply.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${name}"`,
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect(reply.headers['set-cookie']).toBeUndefined()
})

test.each([`"${name}"`, `W/"${name}"`, `"other", "${name}"`, '*'])(
  'who has it already (%s) is sent nothing',
  async (etag) => {
    const reply = await edge.ask('GET', `/media/${name}`, undefined, { headers: { 'if-none-match': etag } })

    expect([reply.statusCode, reply.body]).toEqual([304, ''])
  },
)

test('another one than is kept is sent', async () => {
  const reply = await edge.ask('GET', `/media/${name}`, undefined, {
    headers: { 'if-none-match': '"other"' },
  })
  expect(reply.statusCode).toBe(200)
})

test.each(['/media/x.webp', '/media/..%2f..%2fetc%2fpasswd', `/media/${name}x`, '/media/'])(
  '%s is not found, and no cache keeps that answer',
  async (path) => {
    const reply = await edge.ask('GET', path)

    expect(reply.statusCode).toBe(404)
    expect(reply.headers['cache-control']).not.toMatch(/public|immutable/)
    expect(reply.headers['content-type']).not.toContain('image')
  },
)
