import { describe, expect, test } from 'vitest'
import { createMemoryStore, refuse } from '../../index.ts'
import type { SellerStore } from '../../index.ts'
import { assertDone, assertRefused } from '../../testing.ts'
import { accessKey, issue, now, startLicenses } from '../../tried-licenses.ts'

describe('Authorisation codes', () => {
  const hear = () => {
    const heard: unknown[] = []
    const note = (what: string) => (asked: object) => void heard.push({ what, ...asked })
    const licenseCode = {
      changeEnd: note('changeEnd'),
      freeze: note('freeze'),
      unfreeze: note('unfreeze'),
      release: note('release'),
    }
    return { heard, licenseCode }
  }

  test('are changed by the handlers, each once, with what was ordered', async () => {
    const { heard, licenseCode } = hear()
    const { market } = startLicenses('license-code', { licenseCode })
    const code = market.code()
    const renewal = await market.changeEnd(code)

    for (const reply of [renewal, await market.repeat(renewal)]) assertDone(reply)
    for (const reply of [await market.freeze(code), await market.freeze(code)]) assertDone(reply)
    assertDone(await market.unfreeze(code))
    for (const reply of [await market.release(code), await market.release(code)]) assertDone(reply)
    assertRefused(await market.freeze(code), '000003')

    expect(heard).toMatchObject([
      { what: 'changeEnd', code, reason: 'renewal', purchase: { kind: 'renewal' }, isTest: false },
      { what: 'freeze', code },
      { what: 'unfreeze', code },
      { what: 'release', code },
    ])
    expect(heard[0]).not.toHaveProperty('instance')
  })

  test('are in no row and in no problem', async () => {
    const written: unknown[] = []
    const memory = createMemoryStore({ now })
    const store = Object.fromEntries(
      Object.entries(memory).map(([name, method]) => [
        name,
        (...given: never[]) => (written.push(given), (method as (...all: never[]) => unknown)(...given)),
      ]),
    ) as SellerStore
    const freeze = (): never => {
      throw new Error('out of order')
    }
    const { market, problems } = startLicenses('license-code', { store, licenseCode: { freeze } })
    const code = market.code()

    assertRefused(await market.freeze(code), '000005')
    assertDone(await market.release(code))

    expect(written.length).toBeGreaterThan(5)
    expect(problems).toMatchObject([{ code: 'handler_failed', activity: 'freeze' }])
    expect(JSON.stringify([written, problems])).not.toContain(code)
  })

  test('of a buyer are not touched by a test call', async () => {
    const { heard, licenseCode } = hear()
    const { market } = startLicenses('license-code', { licenseCode })
    const code = market.code()
    assertDone(await market.freeze(code))

    assertDone(await market.release(code, { isTest: true }))
    assertDone(await market.unfreeze(code))
    assertDone(await market.release('A-CODE-OF-THE-CONSOLE', { isTest: true }))

    expect(heard).toMatchObject([
      { what: 'freeze' },
      { what: 'unfreeze' },
      { what: 'release', code: 'A-CODE-OF-THE-CONSOLE', isTest: true },
    ])
  })

  test('may be unknown to the seller', async () => {
    const { market } = startLicenses('license-code', { licenseCode: { freeze: () => refuse('unknownCode') } })

    assertRefused(await market.freeze(market.code()), '000003')
  })

  test('are signed with their own key, and nothing else is', async () => {
    const { market } = startLicenses('license-code', {
      licenseCode: hear().licenseCode,
      licenseV1: { issue },
    })

    assertRefused(await market.freeze(market.code(), { accessKey }), '000001')
    assertDone(await market.freeze(market.code()))
  })
})
