import { describe, expect, test } from 'vitest'
import type { Fault, Sent } from '@loggia/outbound'
import { createProofToken, describeProof, findFileFault, findRecordFault, proofBytes } from './proof.ts'

const token = createProofToken(new Uint8Array(proofBytes).fill(0xa0))
const line = `loggia-verification=${token}`
const received = (status: number, text = '', more: { readonly truncated?: boolean } = {}): Sent => ({
  durationMs: 1,
  received: { status, headers: {}, body: Buffer.from(text), ...more },
})
const failed = (fault: Fault): Sent => ({ durationMs: 1, fault })

describe('R259: what a seller publishes', () => {
  test.each([
    ['https://saas.example/produce', 'https://saas.example', '_loggia.saas.example'],
    ['https://saas.example:8443/a?r=produce', 'https://saas.example:8443', '_loggia.saas.example'],
    ['https://saas.example./', 'https://saas.example.', '_loggia.saas.example'],
    // Without a domain name there is nothing to add a record to.
    ['http://127.0.0.1:8090/', 'http://127.0.0.1:8090', undefined],
    ['http://[::1]:8090/', 'http://[::1]:8090', undefined],
    ['http://localhost:8090/', 'http://localhost:8090', undefined],
  ])('for %s', (url, origin, recordName) => {
    const { fileUrl, ...rest } = describeProof({ url, token })

    expect(fileUrl).toBe(`${origin}/.well-known/loggia-verification.txt`)
    expect(rest).toEqual(recordName === undefined ? { line } : { line, recordName })
  })

  test('the token is 128 random bits, and is no part of what is asked for', () => {
    expect(token).toBe('a0'.repeat(16))
    expect(describeProof({ url: 'https://saas.example/', token }).fileUrl).not.toContain(token)
  })
})

describe('R259: the file', () => {
  test.each([line, `${line}\n`, `other\r\n  ${line}\r\n`, `\uFEFF${line}`])('%j proves it', (text) => {
    expect(findFileFault(received(200, text), line)).toBeUndefined()
  })

  test.each([
    [received(200, ''), 'other_text'],
    [received(200, token), 'other_text'],
    // A page that repeats it among other text.
    [received(200, `Not found: ${line}!`), 'other_text'],
    [received(200, line.slice(0, -1)), 'other_text'],
    [received(200, line, { truncated: true }), 'file_too_long'],
    [received(301, line), 'redirected'],
    [received(302, line), 'redirected'],
    [received(404, line), 'file_not_found'],
    [received(410), 'file_not_found'],
    [received(403, line), 'wrong_status'],
    [received(500), 'wrong_status'],
    [received(206, line), 'wrong_status'],
    [failed({ code: 'dns_not_found', host: 'saas.example' }), 'name_not_found'],
    [failed({ code: 'dns_failed', host: 'saas.example', reason: 'EAI_AGAIN' }), 'name_failed'],
    [failed({ code: 'address_forbidden', address: '10.0.0.1' }), 'address_forbidden'],
    [failed({ code: 'plain_http', host: 'saas.example' }), 'plain_http'],
    [failed({ code: 'connection_refused' }), 'connection_refused'],
    [failed({ code: 'connection_reset' }), 'connection_failed'],
    [failed({ code: 'timed_out', phase: 'tls', ms: 10_000 }), 'timed_out'],
    [failed({ code: 'tls_missing' }), 'tls_missing'],
    [failed({ code: 'tls_too_old' }), 'tls_too_old'],
    [failed({ code: 'certificate_expired' }), 'certificate_expired'],
    [failed({ code: 'certificate_self_signed' }), 'certificate_self_signed'],
    [failed({ code: 'not_http', reason: 'Expected HTTP/' }), 'not_http'],
    [failed({ code: 'body_too_long', limitBytes: 4096 }), 'file_too_long'],
  ] as const)('%j does not: %s', (sent, fault) => {
    expect(findFileFault(sent, line)).toBe(fault)
  })
})

test.each([
  [[], 'record_not_found'],
  [['v=spf1 -all'], 'other_record'],
  [[`${line} `], undefined],
  [['v=spf1 -all', line], undefined],
  [[token], 'other_record'],
] as const)('R259: of the TXT records %j says %s', (records, fault) => {
  expect(findRecordFault(records, line)).toBe(fault)
})
