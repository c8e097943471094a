import { describe, expect, test, vi } from 'vitest'
import { LicenseApiError, answerLater, createLicenseApi } from '../../index.ts'
import type { LicenseApi } from '../../index.ts'
import { assertOpened } from '../../testing.ts'
import { apply, clock, startLicenses } from '../../tried-licenses.ts'

type Upload = LicenseApi['upload']

const refuseSignature: Upload = async () => {
  throw new LicenseApiError('unauthenticated', 'Incorrect IAM authentication information')
}

/** Starts a seller that uploads with `upload`, and returns what applies for a number of licenses at once. */
async function startUploads(upload: Upload) {
  const licenseApi = { upload } as unknown as LicenseApi
  const started = startLicenses('license-online', { licenseOnline: { apply }, licenseApi })
  const id = assertOpened(await started.market.open())
  const applyFor = async (count: number): Promise<void> => {
    await Promise.all(Array.from({ length: count }, () => started.market.apply(id)))
  }
  return { ...started, applyFor }
}

describe('A wrong secret key', () => {
  test('is tried once in five minutes, whatever is due, and all is uploaded when it is right again', async () => {
    const upload = vi.fn<Upload>(refuseSignature)
    const { seller, problems, applyFor } = await startUploads(upload)

    await applyFor(8)
    await seller.uploadLicenses()
    for (let minute = 1; minute < 5; minute += 1) {
      clock.advance({ minutes: 1 })
      await seller.uploadLicenses()
    }
    expect(upload).toHaveBeenCalledTimes(1)
    expect(problems).toMatchObject([{ code: 'upload_failed', detail: 'unauthenticated' }])

    clock.advance({ minutes: 1 })
    await seller.uploadLicenses()
    expect(upload).toHaveBeenCalledTimes(2)

    upload.mockReset().mockResolvedValue({ ok: true })
    clock.advance({ minutes: 5 })
    await seller.uploadLicenses()
    expect(new Set(upload.mock.calls.map(([eventId]) => eventId)).size).toBe(8)
  })

  test('is not locked by uploads that go out while it changes', async () => {
    const upload = vi.fn<Upload>(async () => ({ ok: true }))
    const { seller, applyFor } = await startUploads(upload)
    await applyFor(2)
    await seller.uploadLicenses()
    upload.mockReset().mockImplementation(refuseSignature)

    await applyFor(20)
    await seller.uploadLicenses()

    // More than five refusals in a row lock a key (ak-sk-signing §6).
    expect(upload.mock.calls.length).toBeLessThanOrEqual(5)
  })
})

test('A seller that closes while the marketplace does not answer waits for one upload; the others stay due', async () => {
  let pass: () => void = () => undefined
  const passed = new Promise<void>((resolve) => (pass = resolve))
  const upload = vi.fn<Upload>(async () => {
    await passed
    throw new LicenseApiError('timedOut', 'no answer')
  })
  const { seller, store, applyFor } = await startUploads(upload)
  await applyFor(5)

  const closing = seller.close()
  pass()
  await closing

  expect(upload).toHaveBeenCalledTimes(1)
  expect(await store.listLicenses({ state: 'made', untilMs: clock.now(), most: 9 })).toHaveLength(4)
})

test('The marketplace of tests takes the same license again, and no other one', async () => {
  const { market } = startLicenses('license-online', { licenseOnline: { apply: () => answerLater() } })
  const id = assertOpened(await market.open())
  await market.apply(id, { eventId: 'e-1' })
  const api = createLicenseApi(market.licenseApi)
  const file = { fileName: 'a.lic', content: new TextEncoder().encode('license') }

  expect(await api.upload('e-1', file)).toMatchObject({ ok: true })
  expect(await api.upload('e-1', file)).toMatchObject({ ok: true })
  expect(await api.upload('e-1', { ...file, fileName: 'b.lic' })).toMatchObject({ ok: false })
})
