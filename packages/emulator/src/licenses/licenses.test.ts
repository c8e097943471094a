import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startEmulator } from '../index.ts'
import type { Acted, Emulator } from '../index.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ startsAt: '2026-01-31T02:00:00.000Z' })
})
afterAll(() => emulator.close())
beforeEach(() => emulator.reset())

const told = ({ exchanges }: Pick<Acted, 'exchanges'>): string[] =>
  exchanges.map(({ activity, outcome }) => `${activity} ${outcome}`)
const codeOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  )

test('a code is delivered, collected, activated and queried, and its server hears how its term goes on', async () => {
  const bought = await emulator.buy({ product: 'license-code', quantity: 3 })
  const early = await emulator.license({ act: 'activate' })
  const delivered = await emulator.supervise({ act: 'deliver' })
  const opened = await emulator.license({ act: 'open' })
  const activated = await emulator.license({ act: 'activate' })
  const again = await emulator.license({ act: 'activate' })

  expect(bought).toMatchObject({
    delivery: { stage: 'performing' },
    license: { way: 'code', state: 'waiting', quantity: 3, devices: [] },
    exchanges: [],
  })
  expect(early.license?.answer).toEqual({ code: '92020004' })
  expect(delivered).toMatchObject({ delivery: { stage: 'activation' }, license: { state: 'issued' } })
  expect(opened).toMatchObject({ delivery: { stage: 'activation' }, license: { state: 'collected' } })
  expect(opened.license?.text).toMatch(/^[\w-]{20,64}$/)
  expect(activated).toMatchObject({
    order: { state: 'completed' },
    license: { state: 'active', answer: { code: '92020000', status: 'ALIVE' } },
  })
  expect(again.license?.answer).toEqual({ code: '92020003' })

  emulator.faults.add({ fault: 'wrong-key', activity: 'refreshLicenseCode' })
  expect(told(await emulator.renew())).toEqual(['refreshLicenseCode refused'])
  expect(told(await emulator.advance({ minutes: 2 }))).toEqual(['refreshLicenseCode confirmed'])
  await emulator.freeze()
  const frozen = await emulator.license({ act: 'query' })
  await emulator.release()
  const released = await emulator.license({ act: 'query' })

  expect(frozen.license?.answer?.status).toBe('EXPIRED')
  expect(released.license?.answer?.status).toBe('RELEASED')
  expect(emulator.exchanges().map(({ activity }) => activity)).toEqual([
    'refreshLicenseCode',
    'refreshLicenseCode',
    'updateLicenseCodeStatus',
    'releaseLicenseCode',
  ])
})

test('devices get licenses by uploads, up to the quantity, each one once', async () => {
  const device = 'MAC-1'
  const bought = await emulator.buy({
    product: 'license-online',
    quantity: 2,
    params: { identificationCode: device },
  })
  const accepted = await emulator.supervise({ act: 'accept' })
  const applied = await emulator.license({ act: 'apply', device: 'MAC-2' })
  const again = await emulator.license({ act: 'apply', device: 'MAC-2' })
  const third = await codeOf(emulator.license({ act: 'apply', device: 'MAC-3' }))
  const opened = await emulator.license({ act: 'open' })

  expect(told(bought)).toEqual(['newInstance confirmed', 'getLicenseAsync confirmed'])
  expect(bought).toMatchObject({
    delivery: { stage: 'acceptance' },
    license: { way: 'online', devices: [{ device, state: 'delivered' }] },
  })
  expect(accepted.order?.state).toBe('completed')
  expect(told(applied)).toEqual(['getLicenseAsync confirmed'])
  expect(told(again)).toEqual([])
  expect(third).toBe('license.quota_used')
  expect(opened.license?.devices.map(({ text }) => text)).toEqual([
    'A license for MAC-1',
    'A license for MAC-2',
  ])
})

test('a machine gets its license in the response of License 1.0, once its code is given', async () => {
  const bought = await emulator.buy({ product: 'license-v1' })
  emulator.faults.add({ fault: 'bad-signature' })
  const refused = await emulator.license({ act: 'apply', device: 'HW-1' })
  const retried = await emulator.advance({ hours: 1 })
  const opened = await emulator.license({ act: 'open' })

  expect(bought).toMatchObject({
    delivery: { stage: 'demand' },
    license: { state: 'waiting' },
    exchanges: [],
  })
  expect(refused).toMatchObject({
    delivery: { stage: 'performing' },
    exchanges: [
      { activity: 'getLicense', protocol: 'license-v1', outcome: 'refused', fault: 'bad-signature' },
    ],
  })
  expect(told(retried)).toEqual(['getLicense confirmed'])
  expect(opened).toMatchObject({
    delivery: { stage: 'acceptance' },
    license: { text: `A license for ${bought.order?.number}` },
  })
})

test('a server of one’s own is called from then on, also after a reset; what has no license is refused', async () => {
  await emulator.useLicenses({ url: 'http://127.0.0.1:9/license', codeKey: 'another' })
  await emulator.reset()
  const { exchanges } = await emulator.buy({ product: 'license-online' })
  await emulator.buy({ product: 'flat' })

  expect((await emulator.state()).licenses).toMatchObject({
    url: 'http://127.0.0.1:9/license',
    standIn: false,
  })
  expect(exchanges).toMatchObject([{ activity: 'newInstance', outcome: 'unreachable' }])
  expect(await codeOf(emulator.license({ act: 'open' }))).toBe('emulator.no_license')
  expect(await codeOf(emulator.useLicenses({ url: 'ftp://x' }))).toBe('emulator.seller_url')
})
