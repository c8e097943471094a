import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeGzipAround } from './gzip-around.ts'

const secret = 'Zm9yZ2VyeS10b2tlbi1vZi1hLXNlc3Npb24'
const around = (before: string, after = '</p>'): string => `<p>${before}${secret}${after}`

describe('a text with a secret', () => {
  test.each([
    '',
    secret,
    around('a'.repeat(100_000)),
    `${secret}${secret}`,
    around('总览 ¥1,204.00 ', ` ${'服务'.repeat(40_000)} ${secret}`),
    'nothing secret',
  ])('is what it was once it is unpacked (%#)', (text) => {
    expect(gunzipSync(encodeGzipAround(text, secret)).toString()).toBe(text)
  })

  test('becomes smaller', () => {
    expect(encodeGzipAround(around('<li>¥1,204.00</li>'.repeat(1000)), secret).length).toBeLessThan(400)
  })

  test('is as long with a good guess of the secret as with a bad one', () => {
    const lengthWith = (guess: string): number => encodeGzipAround(around(`q=${guess}`), secret).length
    const lengths = Array.from({ length: secret.length }, (_, known) =>
      lengthWith(
        `${secret.slice(0, known)}${'~!#$%^*()_+|{}:?<>[];,./`=@ABCDEFGHIJK'.slice(known, secret.length)}`,
      ),
    )

    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(4)
  })
})
