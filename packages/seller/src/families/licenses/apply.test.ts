import { describe, expect, test, vi } from 'vitest'
import { answerLater, createMemoryStore, LicenseApiError, refuse } from '../../index.ts'
import type { ApplyAsked, License, LicenseApi, SellerStore } from '../../index.ts'
import { assertDone, assertOpened, assertRefused } from '../../testing.ts'
import type { TestReply } from '../../testing.ts'
import { apply, clock, issue, now, startLicenses } from '../../tried-licenses.ts'

const deviceOf = ({ sent }: TestReply): { fingerprint: string } => ({
  fingerprint: (sent.message as { deviceFingerprint: string }).deviceFingerprint,
})

describe('Online activation', () => {
  test('tells the device and its dates, and uploads the license as a text or a file', async () => {
    const asked: ApplyAsked[] = []
    const file = { fileName: '许可 1.lic', content: new Uint8Array([0, 13, 10, 255]) }
    const licenses: License[] = ['DL-1', file]
    const { market, problems } = startLicenses('license-online', {
      licenseOnline: { apply: (one) => (asked.push(one), licenses[asked.length - 1] ?? '') },
    })
    const id = assertOpened(await market.open({ quantity: 2 }))

    const first = await market.apply(id, { eventId: 'e-1', fingerprint: 'MAC|硬盘' })
    const second = await market.apply(id, { eventId: 'e-2' })

    expect(await market.licenseFor(assertDone(first))).toBe('DL-1')
    expect(await market.licenseFor(assertDone(second))).toEqual(file)
    expect(asked[0]).toMatchObject({
      eventId: 'e-1',
      fingerprint: 'MAC|硬盘',
      effectiveAtMs: now(),
      instance: { instanceId: id, purchase: { quantity: 2 } },
    })
    expect(problems).toEqual([])
  })

  test('makes one license for an event and a device, however often it is applied for', async () => {
    let made = 0
    const { market } = startLicenses('license-online', {
      licenseOnline: { apply: () => `DL-${(made += 1)}` },
    })
    const id = assertOpened(await market.open())
    const device = { eventId: 'e-1', fingerprint: 'MAC' }

    const replies = await Promise.all([1, 2, 3, 4].map(() => market.apply(id, device)))
    replies.push(await market.apply(id, device))

    for (const reply of replies) assertDone(reply)
    expect(await market.licenseFor(replies[0] as (typeof replies)[0])).toBe('DL-1')
    expect(made).toBe(1)
    assertDone(await market.apply(id, { ...device, fingerprint: 'another' }))
    expect(made).toBe(2)
  })

  test('is made once, also if the process died before its work had ended', async () => {
    const memory = createMemoryStore({ now })
    // The license is stored, but the process ends before its work is, and before it is sent.
    const dying = {
      ...memory,
      settle: (one: Parameters<SellerStore['settle']>[0]) =>
        one.result === undefined ? memory.settle(one) : new Promise<boolean>(() => undefined),
    }
    const never = { upload: () => new Promise(() => undefined) } as unknown as LicenseApi
    let made = 0
    const licenseOnline = { apply: () => `DL-${(made += 1)}` }
    const { market: first } = startLicenses('license-online', { store: memory, licenseOnline })
    const id = assertOpened(await first.open())
    const { market } = startLicenses('license-online', {
      store: dying,
      licenseOnline,
      licenseApi: never,
      budgetMs: 20,
    })
    const applied = await market.apply(id, { eventId: 'e-1' })
    assertRefused(applied, '000004')
    clock.advance({ minutes: 2 })

    const again = assertDone(await first.apply(id, { ...deviceOf(applied), eventId: 'e-1' }))

    expect(await first.licenseFor(again)).toBe('DL-1')
    expect(made).toBe(1)
  })

  test('is promised by answerLater(), even if the license is there before the handler has ended', async () => {
    const said: boolean[] = []
    const { market, seller } = startLicenses('license-online', {
      licenseOnline: {
        apply: async ({ licenseId }) => {
          said.push(
            await seller.licensed(licenseId, 'the first'),
            await seller.licensed(licenseId, 'another'),
          )
          return answerLater()
        },
      },
    })
    const id = assertOpened(await market.open())

    const applied = await market.apply(id)

    expect(await market.licenseFor(assertDone(applied))).toBe('the first')
    expect(said).toEqual([true, false])
    expect(await seller.licensed('nobody', 'x')).toBe(false)
    await expect(seller.licensed('nobody', '')).rejects.toThrow(TypeError)
  })

  test('is under way until seller.licensed gives what was promised', async () => {
    let waiting = ''
    const { market, seller } = startLicenses('license-online', {
      licenseOnline: { apply: ({ licenseId }) => ((waiting = licenseId), answerLater()) },
    })
    const id = assertOpened(await market.open())
    const applied = await market.apply(id)
    assertRefused(applied, '000004')

    expect(await seller.licensed(waiting, 'DL-later')).toBe(true)

    expect(await market.licenseFor(applied)).toBe('DL-later')
    assertDone(await market.repeat(applied))
  })

  test('is listed while it is promised, so that the next process makes what the last one did not', async () => {
    const store = createMemoryStore({ now })
    const asked: ApplyAsked[] = []
    const { market } = startLicenses('license-online', {
      store,
      licenseOnline: {
        apply: (one) => (asked.push(one), one.eventId === 'e-2' ? refuse('quotaUsedUp') : answerLater()),
      },
    })
    const id = assertOpened(await market.open())
    const applied = await market.apply(id, { eventId: 'e-1', fingerprint: 'MAC|硬盘' })
    assertRefused(await market.apply(id, { eventId: 'e-2' }), '000900')
    const { seller: next } = startLicenses('license-online', {
      store,
      licenseOnline: { apply },
      licenseApi: market.licenseApi,
    })

    const [promised, ...others] = await next.promised()

    expect(others).toEqual([])
    expect(promised).toEqual(asked[0])
    expect(JSON.stringify(await store.findLicense(promised?.licenseId ?? ''))).not.toContain('MAC')
    expect(await next.licensed(promised?.licenseId ?? '', 'DL-next')).toBe(true)
    expect(await market.licenseFor(applied)).toBe('DL-next')
    expect(await next.promised()).toEqual([])
  })

  test('goes on with a license that could not be uploaded, in another process too, and tells both ends of it', async () => {
    const failing = vi.fn<LicenseApi['upload']>(async () => {
      throw new LicenseApiError('unreachable', 'no way')
    })
    const store = createMemoryStore({ now })
    const licenseOnline = { apply }
    const { market, seller, problems } = startLicenses('license-online', {
      store,
      licenseOnline,
      licenseApi: { upload: failing } as unknown as LicenseApi,
    })
    const applied = await market.apply(assertOpened(await market.open()))
    await seller.uploadLicenses()
    await seller.uploadLicenses()
    expect(failing).toHaveBeenCalledTimes(1)
    expect(problems).toMatchObject([{ code: 'upload_failed', detail: 'unreachable' }])
    await seller.close()
    clock.advance({ minutes: 1 })

    const upload = vi.fn<LicenseApi['upload']>(async () => ({ ok: true }))
    const { seller: next } = startLicenses('license-online', {
      store,
      licenseOnline,
      licenseApi: { upload } as unknown as LicenseApi,
    })
    await next.uploadLicenses()
    await next.uploadLicenses()

    const { eventId } = applied.sent.message as { eventId: string }
    expect(upload.mock.calls).toEqual([[eventId, expect.stringMatching(/^DL-/)]])
  })

  test('gives up what the marketplace denies, and tries again if it is applied for again', async () => {
    const answers = [
      { ok: false, code: 'denied', marketCode: '91381038', message: 'denied' },
      { ok: true },
    ] as const
    let at = 0
    const upload = vi.fn<LicenseApi['upload']>(async () => answers[(at += 1) - 1] ?? { ok: true })
    const { market, seller, problems } = startLicenses('license-online', {
      licenseOnline: { apply },
      licenseApi: { upload } as unknown as LicenseApi,
    })
    const applied = await market.apply(assertOpened(await market.open()))
    await seller.uploadLicenses()
    clock.advance({ days: 2 })
    await seller.uploadLicenses()
    expect(upload).toHaveBeenCalledTimes(1)
    expect(problems).toMatchObject([{ code: 'upload_failed', detail: 'denied' }])

    assertDone(await market.repeat(applied))
    await seller.uploadLicenses()

    expect(upload).toHaveBeenCalledTimes(2)
  })

  test('never says that an application is accepted which nothing will answer', async () => {
    const { market } = startLicenses('license-online', { licenseOnline: { apply: () => refuse('busy') } })
    const id = assertOpened(await market.open())

    assertRefused(await market.apply(id), '000005')
  })

  test('refuses with the codes of its own table', async () => {
    const { market } = startLicenses('license-online', {
      licenseOnline: {
        apply: ({ fingerprint }) =>
          fingerprint === '' || fingerprint === undefined
            ? refuse('fingerprintMissing')
            : refuse('quotaUsedUp'),
      },
    })
    const id = assertOpened(await market.open())
    const device = { eventId: 'e', effectiveAtMs: now(), expiresAtMs: now() + 1_000 }
    const { message } = (await market.apply(id, device)).sent
    const { expireTime: _end, ...endless } = message as { expireTime: string } & typeof message
    const { deviceFingerprint: _none, ...blank } = message as { deviceFingerprint: string } & typeof message

    assertRefused(await market.apply(id), '000900')
    assertRefused(await market.send({ protocol: 'license-online', message: blank as never }), '000903')
    assertRefused(await market.send({ protocol: 'license-online', message: endless as never }), '000902')
    assertRefused(await market.apply(id, { expiresAtMs: now() }), '000901')
    assertRefused(await market.apply('no-such-instance'), '000003')
  })

  test('answers a slow handler after four seconds, and uploads what it returns', async () => {
    vi.useFakeTimers()
    let finish: ((license: string) => void) | undefined
    const { market, problems } = startLicenses('license-online', {
      licenseOnline: { apply: () => new Promise<string>((resolve) => (finish = resolve)) },
    })
    const id = assertOpened(await market.open())
    const asking = market.apply(id)
    await vi.waitUntil(() => finish !== undefined)
    await vi.advanceTimersByTimeAsync(4_501)
    vi.useRealTimers()

    assertRefused(await asking, '000004')
    finish?.('DL-slow')

    expect(await market.licenseFor(await asking)).toBe('DL-slow')
    expect(problems).toMatchObject([{ code: 'over_budget', activity: 'apply' }])
  })

  test('lists what a slow handler was asked for, so that the next process makes it if this one ends', async () => {
    const store = createMemoryStore({ now })
    const { market } = startLicenses('license-online', {
      store,
      budgetMs: 20,
      licenseOnline: { apply: () => new Promise<string>(() => undefined) },
    })
    const id = assertOpened(await market.open())
    assertRefused(await market.apply(id, { eventId: 'e-slow', fingerprint: 'MAC' }), '000004')

    const { seller } = startLicenses('license-online', { store, licenseOnline: { apply } })
    const [promised, ...more] = await seller.promised()

    expect([promised?.eventId, promised?.fingerprint, more]).toEqual(['e-slow', 'MAC', []])
    expect(await seller.licensed(promised?.licenseId ?? '', 'DL-next')).toBe(true)
    expect(await seller.promised()).toEqual([])
  })

  test('knows no instance of another kind of product in the same store', async () => {
    const store = createMemoryStore({ now })
    const { market } = startLicenses('license-v1', { store, licenseV1: { issue } })
    const id = assertOpened(await market.open())
    const { market: online } = startLicenses('license-online', { store, licenseOnline: { apply } })

    assertRefused(await online.apply(id), '000003')
    assertRefused(await online.freeze(id), '000003')
  })
})
