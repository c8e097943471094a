import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { encodePercent, readQuery, writeQuery } from './query.ts'

type Encoder = {
  id: string
  character: string
  urlEncoder: string
  encodeURIComponent: string
  urlSearchParams: string
  ours: string
}
const { cases } = JSON.parse(
  readFileSync(new URL('../../protocol/vectors/encoders.json', import.meta.url), 'utf8'),
) as { cases: Encoder[] }

test.each(cases)('vector $id is read from every encoder alike, and written by ours', (vector) => {
  const { character, ours, urlEncoder, encodeURIComponent: uri, urlSearchParams } = vector

  expect(encodePercent(character)).toBe(ours)
  for (const form of [ours, urlEncoder, uri, urlSearchParams])
    expect(readQuery(`v=${form}`)).toEqual([{ name: 'v', value: character, raw: form }])
})

describe('a query', () => {
  test.each([
    ['an escape that is none', 'a=100%&b=%zz', ['100%', '%zz']],
    ['bytes that are no UTF-8', 'a=%ff', ['\ufffd']],
    ['an equals sign in a value', 'a=b=c&d=%zz=%41', ['b=c', '%zz=A']],
    ['a name without a value', 'a&b=', ['', '']],
    ['empty pairs', '&&a=1&', ['1']],
  ])('with %s is read as form parsers read it', (_, query, values) => {
    expect(readQuery(query).map(({ value }) => value)).toEqual(values)
    expect([...new URLSearchParams(query).values()]).toEqual(values)
  })

  test('of any parameters is read as it was written, and as URLSearchParams reads it', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 8 })
    fc.assert(
      fc.property(fc.array(fc.record({ name: anyText, value: anyText }), { maxLength: 4 }), (parameters) => {
        const query = writeQuery(parameters)
        const meant = parameters.map(({ name, value }) => ({
          name: name.toWellFormed(),
          value: value.toWellFormed(),
        }))

        expect(readQuery(query).map(({ name, value }) => ({ name, value }))).toEqual(meant)
        expect([...new URLSearchParams(query)]).toEqual(meant.map(({ name, value }) => [name, value]))
        expect(query).toMatch(/^[A-Za-z0-9\-._~%=&]*$/)
      }),
    )
  })
})
