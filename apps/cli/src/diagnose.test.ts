import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signSaasV2 } from '@loggia/signing'
import { runLine } from './line-in-test.ts'
import type { Ran } from './line-in-test.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-diagnose-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = 'a-key-of-the-tests-0001'
const timestampMs = 1_729_566_664_115
const body = '{"activity":"newInstance","name":"企业/版"}'

const cli = (words: readonly string[], stdin: string): Promise<Ran> =>
  runLine(folder, ['diagnose', ...words], { stdin, io: { nowMs: () => timestampMs } })

/** A raw request with this body. It may be signed over another body or with another key. */
function raw(signed: { body?: string; key?: string } = {}): string {
  const { query } = signSaasV2({
    accessKey: signed.key ?? key,
    body: signed.body ?? body,
    nonce: 'n',
    timestampMs,
  })
  return `POST /saas?${query} HTTP/1.1\nHost: s.example\n\n${body}\n`
}

test('a request that is right is said to be, with exit code 0', async () => {
  const { code, out } = await cli(['--key', key, '--now', String(timestampMs)], raw())

  expect({ code, out }).toEqual({
    code: 0,
    out: 'saas-v2: request\nEverything that can be checked is correct.\n',
  })
})

test('the cause is named with its remedy, and a mark stands under the first different byte, wide letters counted twice', async () => {
  writeFileSync(join(folder, 'request.http'), raw({ body: body.replace('/', '\\/') }))

  const { code, out } = await cli(['request.http', '--key', key], '')

  expect(code).toBe(1)
  expect(out).toContain('Request: proved\n')
  expect(out).toContain('[body_slash_escaped]')
  const lines = out.split('\n')
  const mark = (lines.find((line) => line.trim() === '^') ?? '').indexOf('^')
  const received = lines.find((line) => line.startsWith('    received')) ?? ''
  // Two letters before the mark are two columns wide each.
  expect(received[mark - 2]).toBe('/')
  expect(out).toContain('offset 40, signed 0x5c (\\), received 0x2f (/)')
})

test('JSON holds the facts, the sentence and the remedy, and no output holds a key', async () => {
  const other = 'the-key-of-another-class'
  const words = ['--key', key, '--other-key', `joint kit=${other}`, '--json']

  const { code, out } = await cli(words, raw({ key: other }))

  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    protocol: 'saas-v2',
    problems: [
      {
        subject: 'request',
        explanations: [{ certainty: 'proved', findings: [{ kind: 'key_other', name: 'joint kit' }] }],
      },
    ],
  })
  expect(out).not.toContain(other)
  expect(out).not.toContain(key)
})

test('another key without a name may end with equals signs', async () => {
  const other = 'b3RoZXIta2V5LTE=='

  const { out } = await cli(['--key', key, '--other-key', other], raw({ key: other }))

  expect(out).toContain('[key_other]')
  expect(out).not.toContain(other.replaceAll('=', ''))
})

test('what the receiver’s own code came to is explained beside a request that is right', async () => {
  const computed = signSaasV2({ accessKey: `${key}\n`, body, nonce: 'n', timestampMs }).signature

  const { code, out } = await cli(['--key', key, '--computed', computed], raw())

  expect(code).toBe(1)
  expect(out).toContain('Computed signature: proved\n')
  expect(out).toContain('[key_newline]')
})

test('a body that came as another one than was sent is told apart', async () => {
  const sent = '{"activity":"newInstance","name":"企业/版!"}'
  writeFileSync(join(folder, 'sent.json'), sent)

  const { code, out } = await cli(['--key', key, '--sent', 'sent.json'], raw({ body: sent }))

  expect(code).toBe(1)
  expect(out).toContain('[body_differs]')
})

test.each<[string, string[], string, RegExp]>([
  ['no key', [], raw(), /access key is required/],
  ['an input that is none', ['--key', key], 'Dear all\nhello', /is not a header/],
  ['an unknown protocol', ['--key', key, '--protocol', 'soap'], raw(), /Allowed choices are saas-v2/],
  ['a time that is none', ['--key', key, '--now', 'noon'], raw(), /--now/],
  ['an entry that is none', ['--key', key, '--entry', 'last'], raw(), /--entry/],
])('with %s it cannot run', async (_, words, stdin, why) => {
  const { code, err } = await cli(words, stdin)

  expect(code).toBe(2)
  expect(err).toMatch(why)
})
