import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Io } from './io.ts'
import { run } from './run.ts'

const io = (over: Partial<Io>): Io => ({
  stdin: Readable.from([]),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  cwd: '.',
  env: {},
  nowMs: Date.now,
  randomBytes: (length) => new Uint8Array(length),
  fetch: globalThis.fetch,
  ...over,
})

/** The lines that the running emulator prints. */
let printed: AsyncIterator<string>
let url = ''
let ended: Promise<number>
let stop: () => void

beforeAll(async () => {
  const stdout = new PassThrough()
  printed = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const words = ['emulate', '--port', '0', '--no-pages', '--json']
  ended = run(words, io({ stdout, untilStopped: () => stopped }))
  url = ((await nextLine()) as { url: string }).url
})
afterAll(async () => {
  stop()
  await ended
})

const nextLine = async (): Promise<unknown> => JSON.parse(String((await printed.next()).value))

async function trigger(...words: string[]) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const read = Promise.all([text(stdout), text(stderr)])
  const code = await run(['trigger', ...words], io({ stdout, stderr, env: { LOGGIA_EMULATOR: url } }))
  stdout.end()
  stderr.end()
  const [out, err] = await read
  return { code, out, err }
}

test('from its start to the first call: where it is, then each exchange as it happens', async () => {
  const { code, out } = await trigger('buy', '--product', 'flat')

  expect(code).toBe(0)
  expect(out).toMatch(/^order {4}CS\d{10}\w{5} {2}new {2}completed {2}500\.00 CNY$/m)
  expect(out).toMatch(/#1 {4}POST newInstance +confirmed +\d+ ms {2}The seller’s server confirmed success\./)
  expect(out).toContain('loggia trigger exchange 2')
  expect(await nextLine()).toMatchObject({ exchange: { id: 1, activity: 'newInstance' } })
  expect(await nextLine()).toMatchObject({ exchange: { id: 2, activity: 'queryInstance' } })
})

test('the bytes of an exchange are shown, and what there was so far as JSON', async () => {
  const bytes = await trigger('exchange', '1')
  const listed = await trigger('list', '--activity', 'newInstance', '--json')

  expect(bytes.out).toMatch(/^POST \/emulator\/stand-in\?signature=[0-9A-F]{64}&/m)
  expect(bytes.out).toContain('{"activity":"newInstance",')
  const { exchanges } = JSON.parse(listed.out) as { exchanges: { activity: string }[] }
  expect(exchanges.map(({ activity }) => activity)).toEqual(['newInstance'])
})

test('what a product asks of its buyer is given by name, and what is wrong with it is said', async () => {
  const given = ['--param', 'emailDomainName=mail.example.com', '--param', 'identificationCode=a=b']
  const bought = await trigger('buy', '--product', 'asks', ...given)
  const missing = await trigger('trial', '--product', 'asks')
  const unclear = await trigger('buy', '--product', 'asks', '--param', 'emailDomainName')
  const twice = await trigger('buy', '--product', 'asks', ...given, '--param', 'emailDomainName=again')

  expect(bought).toMatchObject({ code: 0, err: '' })
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('--param emailDomainName=…') })
  expect([unclear, twice]).toMatchObject([
    { code: 2, err: expect.stringContaining('Enter name=value.') },
    { code: 2, err: expect.stringContaining('emailDomainName is given twice.') },
  ])
})

test('a delivery is accepted by words, and shown at each step', async () => {
  const bought = await trigger('buy', '--product', 'accepted', '--wait')
  await trigger('supervise', 'deliver')
  const accepted = await trigger('supervise', 'accept')
  const unknown = await trigger('supervise', 'sell')

  expect(bought).toMatchObject({ code: 0, out: expect.stringMatching(/^delivery performing$/m) })
  expect(accepted).toMatchObject({ code: 0, out: expect.stringMatching(/^delivery done$/m) })
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('emulator.unreadable') })
})

test('a joint product is connected, assigned and shown by words', async () => {
  await trigger('buy', '--product', 'joint')
  const connected = await trigger('joint', 'connect')
  const assigned = await trigger('joint', 'assign', '--person', 'su.wan', '--person', 'zhou.yu')
  const shown = await trigger('company')
  const refused = await trigger('joint', 'leave', '--person', 'nobody')
  const set = await trigger('kit', 'http://127.0.0.1:9/', '--protocol', 'kit-v1', '--key', 'another key')

  expect(connected).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^service {2}sub_\w+ {2}connected$/m),
  })
  expect(assigned.out).toMatch(/people: 2 confirmed$/m)
  expect(assigned.out).toMatch(/POST authSync +confirmed/)
  expect(shown.out).toMatch(/^dept {5}rd-platform {2}平台组 {2}below rd$/m)
  expect(shown.out).toMatch(/^person {3}su\.wan +active +rd-platform +苏晚$/m)
  expect(shown.out).toContain('-----BEGIN PRIVATE KEY-----')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('emulator.person_unknown') })
  expect(set.out).toBe('people   http://127.0.0.1:9/  kit-v1  key another key\n')
})

test('exit code 1: the seller says no, and the market says no', async () => {
  await trigger('fault', 'wrong-key', '--activity', 'refreshInstance')
  const refusedBySeller = await trigger('renew')
  const refusedByMarket = await trigger('convert', '--json')

  expect(refusedBySeller).toMatchObject({ code: 1, err: '' })
  expect(refusedBySeller.out).toContain('[wrong-key]')
  expect(refusedByMarket.code).toBe(1)
  expect(refusedByMarket.err).toMatch(/^Refused \(subscription\.\w+\): /)
  expect(JSON.parse(refusedByMarket.out)).toMatchObject({ code: expect.stringContaining('subscription.') })
})

test('exit code 2: no emulator there, a word that it does not know, a port that is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const port = String((taken.address() as AddressInfo).port)

  const nobody = await trigger('buy', '--emulator', 'http://127.0.0.1:1')
  const unknown = await trigger('fault', 'earthquake')
  const onTaken = await run(['emulate', '--port', port, '--no-pages'], io({}))
  taken.close()

  expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining('loggia emulate') })
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('emulator.unreadable') })
  expect(onTaken).toBe(2)
})

test('the clock moves, the seller is another one, and a reset comes back to the beginning', async () => {
  const moved = await trigger('advance', '--days', '3')
  const pointed = await trigger('seller', 'http://127.0.0.1:9/saas', '--key', 'another key')
  const reset = await trigger('reset', '--json')

  expect(moved.out).toMatch(/^now {6}\d{4}-/)
  expect(pointed.out).toBe('calls    http://127.0.0.1:9/saas  saas-v2  key another key\n')
  expect(JSON.parse(reset.out)).toMatchObject({
    services: [],
    exchanges: 0,
    seller: { url: 'http://127.0.0.1:9/saas', standIn: false },
  })
})

test('it ends when it is told to, with exit code 0', async () => {
  stop()

  expect(await ended).toBe(0)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})
