import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Vector = {
  readonly id: string
  readonly accessKeyId: string
  readonly date: string
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signedHeaders: string
  readonly canonicalHash?: string
  readonly signature: string
}
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const page = read('../../../docs/spec/ak-sk-signing.md')
const { cases } = JSON.parse(read('../../protocol/vectors/ak-sk.json')) as { cases: readonly Vector[] }
const blocksOf = (text: string): string[] =>
  [...text.matchAll(/^```\n(.*?)\n```$/gms)].map(([, block = '']) => block)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

test.each(['V1', 'V3'])('the page prints vector %s in full, as it is in machine form', (id) => {
  const [, printed = ''] = page.split(`**${id}**, `)
  const [canonical = '', toSign = '', sent = ''] = blocksOf(printed)
  const vector = cases.find((one) => one.id === id)
  if (!vector) throw new Error(`There is no vector ${id}`)
  const { method, target, headers, date, body, accessKeyId, signedHeaders, signature } = vector

  expect(sha256(canonical)).toBe(vector.canonicalHash)
  expect(toSign).toBe(['SDK-HMAC-SHA256', date, vector.canonicalHash].join('\n'))
  expect(sent).toBe(
    [
      `${method} ${target} HTTP/1.1`,
      `Host: ${headers['host']}`,
      `Content-Type: ${headers['content-type']}`,
      `X-Sdk-Date: ${date}`,
      `Authorization: SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
      ...(body === '' ? [] : ['', body]),
    ].join('\n'),
  )
})

test('the page names the signature of every vector', () => {
  for (const { id, signature } of cases) expect(page).toMatch(new RegExp(`\\| ${id} \\| .*\`${signature}\``))
})
