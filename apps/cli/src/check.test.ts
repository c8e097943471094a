import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCheck } from './line-in-test.ts'
import type { Ran } from './line-in-test.ts'

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loggia-check-'))
  // A seller that refuses every proof: correct for wrong proofs, and not for right ones.
  server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end('{"resultCode":"000001","resultMsg":"<no> & never"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  server.closeAllConnections()
  server.close()
})

const check = (...words: string[]): Promise<Ran> => runCheck(words, { nowMs: Date.now }, folder)

const usual = ['--protocol', 'saas-v2', '--key', 'k']
type Printed = {
  url: string
  protocol: string
  passed: number
  failed: number
  warned: number
  skipped: number
  checks: { id: string; outcome: string; why: string | null; fix: string | null; exchanges: object[] }[]
}

test('a check that holds is green, and the answer is yes', async () => {
  const { code, out, err } = await check(url, ...usual, '--only', 'v2.activity.unknown')

  expect(code).toBe(0)
  expect(out).toMatch(/pass {2}v2\.activity\.unknown/)
  expect(out).toContain(
    'The selected checks passed; the others were not run. 1 passed, 0 failed, 0 warned, 0 skipped.',
  )
  expect(err).toContain('with 1 saas-v2 check')
})

test('a broken must is red with its reason, its remedy and its exchange, and the answer is no', async () => {
  const { code, out } = await check(url, ...usual, '--only', 'v2.new.accepted,v2.new.repeat.same-id')

  expect(code).toBe(1)
  expect(out).toMatch(/FAIL {2}v2\.new\.accepted/)
  expect(out).toMatch(/The first newInstance was answered with resultCode 000001 \(“<no> & never”\)/)
  expect(out).toContain('Fix: Answer newInstance with 000000')
  expect(out).toContain(`POST ${url}?signature=`)
  expect(out).toMatch(/skip {2}v2\.new\.repeat\.same-id/)
  // The skip has the same cause, so it is listed with it.
  expect(out).toContain('1 more check is affected: v2.new.repeat.same-id')
})

test('what a whole red run comes from is said once, at the end', async () => {
  const { out } = await check(url, ...usual, '--only', 'v2.new.accepted,v2.proof.fresh,v2.proof.wrong-key')
  const few = await check(url, ...usual, '--only', 'v2.new.accepted')

  expect(out).toMatch(
    /1\. To fix: Nothing was carried out; most requests were answered with resultCode 000001.*\n +Fix: Check the key first/,
  )
  expect(out.match(/Fix:/g)).toHaveLength(1)
  expect(out).not.toContain('NTP')
  expect(few.out).not.toContain('Nothing was carried out')
})

test('where what had to be judged could not be, the answer is no unless skips are allowed', async () => {
  const { code, out } = await check(url, ...usual, '--only', 'v2.new.repeat', '--report', 'h.html')

  const allowed = await check(url, ...usual, '--only', 'v2.new.repeat', '--allow-skips')

  expect([code, allowed.code]).toEqual([1, 0])
  expect(out).toMatch(/No required check failed, but \d required checks could not be judged.*--allow-skips/)
  expect(out).toMatch(/0 passed, 0 failed, 0 warned, \d skipped/)
  expect(out).not.toContain('The server conforms')
  expect(readFileSync(join(folder, 'h.html'), 'utf8')).toContain('Conformance not proved')
})

test('--json prints the report alone', async () => {
  const { code, out } = await check(url, ...usual, '--json', '--only', 'v2.new.accepted,v2.activity.unknown')

  expect(code).toBe(1)
  const report = JSON.parse(out) as Printed
  expect(report).toMatchObject({ url, protocol: 'saas-v2', passed: 1, failed: 1, warned: 0, skipped: 0 })
  expect(Object.keys(report)).toEqual([
    'url',
    'protocol',
    'passed',
    'failed',
    'warned',
    'skipped',
    'leftOpen',
    'stopped',
    'instances',
    'causes',
    'checks',
  ])
  const failed = report.checks.find(({ outcome }) => outcome === 'fail')
  expect(Object.keys(failed ?? {})).toEqual([
    'id',
    'title',
    'level',
    'source',
    'outcome',
    'why',
    'fix',
    'exchanges',
  ])
  expect(failed?.exchanges).toHaveLength(1)
})

test('reports are written for machines, for continuous integration and for people', async () => {
  const names = ['r.json', 'r.xml', 'r.html']
  const { code } = await check(
    url,
    ...usual,
    '--only',
    'v2.new.accepted,v2.new.repeat,v2.proof.wrong-key',
    ...names.flatMap((name) => ['--report', name]),
  )

  const [json = '', xml = '', html = ''] = names.map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(code).toBe(1)
  expect((JSON.parse(json) as Printed).failed).toBe(1)
  expect(xml).toMatch(/<testsuites name="loggia check" tests="\d+" failures="1" skipped="\d+" errors="0">/)
  expect(xml).toContain('&lt;no&gt; &amp; never')
  expect(html).toContain('Does not conform')
  expect(html).toContain('&lt;no&gt; &amp; never')
  expect(html).not.toMatch(/(src|href)="http/)
})

test('no report holds the access key, though the seller repeats it and the address has it', async () => {
  const key = 'geheim-"秘密"-key'
  const parrot = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'Content-Type': 'application/json', 'X-Debug': encodeURIComponent(key) })
    response.end(JSON.stringify({ resultCode: '000005', resultMsg: `${key} is wrong` }))
  })
  await new Promise<void>((resolve) => parrot.listen(0, '127.0.0.1', resolve))
  const at = `http://127.0.0.1:${(parrot.address() as AddressInfo).port}/saas?token=${encodeURIComponent(key)}`
  const names = ['k.json', 'k.xml', 'k.html']

  const words = [at, '--protocol', 'saas-v2', '--key', key, '--only', 'v2.new.accepted']
  const { code, out } = await check(...words, ...names.flatMap((name) => ['--report', name]))

  parrot.close()
  parrot.closeAllConnections()
  expect(code).toBe(1)
  expect(out).toContain('[access key] is wrong')
  for (const text of [out, ...names.map((name) => readFileSync(join(folder, name), 'utf8'))])
    expect(text).not.toMatch(/geheim/)
})

test.each([
  ['no such check', [...usual, '--only', 'v2.nothing'], /has no check v2\.nothing/],
  ['no protocol', ['--key', 'k'], /--protocol/],
  ['no key', ['--protocol', 'saas-v2'], /access key is required/],
  ['a report of no known kind', [...usual, '--report', 'r.pdf'], /end with \.json, \.xml, \.html/],
  ['a report in no folder', [...usual, '--report', 'none/r.xml'], /^none\/r\.xml cannot be written/],
  ['a wait that is no number', [...usual, '--ready-within', 'soon'], /number of seconds/],
  ['key bits that no cipher has', [...usual, '--key-bits', '192'], /128, 256/],
])('cannot run with %s', async (_, words, why) => {
  const { code, err } = await check(url, ...words)

  expect(code).toBe(2)
  expect(err).toMatch(why)
})

test.each([
  [
    'nobody listens',
    'http://127.0.0.1:9/saas',
    /cannot be reached \(ECONNREFUSED\)\..*nothing listens on this address/,
  ],
  ['the address has Chinese letters', 'http://127.0.0.1:9/接口', /percent-encoded/],
  ['the address is none', 'seller', /URL must start with http/],
])('cannot run where %s', async (_, address, why) => {
  const { code, err } = await check(address, ...usual)

  expect(code).toBe(2)
  expect(err).toMatch(why)
})
