import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeHmacSha256 } from './hmac.ts'

const plainly = (key: string, data: Uint8Array | string, form: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(data).digest(form)

test('any key and any data have the HMAC that the runtime itself gives them', () => {
  const data = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 }))
  const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 150 })

  fc.assert(
    fc.property(key, data, (one, text) => {
      expect(computeHmacSha256(one, text, 'hex')).toBe(plainly(one, text, 'hex'))
      expect(computeHmacSha256(one, text, 'base64')).toBe(plainly(one, text, 'base64'))
    }),
  )
})

test.each([63, 64, 65, 200])(
  'a key of %i bytes is padded or digested as it has to be, again and again',
  (length) => {
    const key = 'k'.repeat(length)

    expect(computeHmacSha256(key, 'first', 'hex')).toBe(plainly(key, 'first', 'hex'))
    expect(computeHmacSha256(key, new Uint8Array(), 'hex')).toBe(plainly(key, '', 'hex'))
  },
)

test.each([681, 682, 683, 2047, 2048, 2049, 5000])(
  'a message of %i characters is right, on either side of what is digested in one call',
  (length) => {
    for (const text of ['a'.repeat(length), '商'.repeat(length), Buffer.alloc(length, 0xe5)])
      expect(computeHmacSha256('key', text, 'hex')).toBe(plainly('key', text, 'hex'))
    expect(computeHmacSha256('key', 'short after long', 'hex')).toBe(
      plainly('key', 'short after long', 'hex'),
    )
  },
)

test('more keys than are remembered are still right', () => {
  for (let nth = 0; nth < 200; nth += 1)
    expect(computeHmacSha256(`key-${nth}`, 'data', 'hex')).toBe(plainly(`key-${nth}`, 'data', 'hex'))
  expect(computeHmacSha256('key-0', 'data', 'hex')).toBe(plainly('key-0', 'data', 'hex'))
})

test('the key is not left in the memory that buffers share', () => {
  const key = 'a key that nobody else may read'
  const padded = Buffer.alloc(64, 0x36).map((byte, at) => byte ^ (Buffer.from(key)[at] ?? 0))
  const shared = Buffer.from(Buffer.allocUnsafe(1).buffer)

  // Built at runtime: the source text of this file may itself have been read into that memory.
  const rest = ['and', 'the', 'rest'].join(' ')
  computeHmacSha256(key, `${key} ${rest}`, 'hex')

  expect(shared.includes(padded)).toBe(false)
  expect(shared.includes(rest)).toBe(false)
})
