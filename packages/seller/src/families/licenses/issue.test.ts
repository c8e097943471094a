import { describe, expect, test, vi } from 'vitest'
import { createMemoryStore, createSeller, refuse } from '../../index.ts'
import type { IssueAsked, SellerStore } from '../../index.ts'
import { assertDone, assertOpened, assertRefused, createTestMarketplace } from '../../testing.ts'
import { clock, issue, now, startLicenses } from '../../tried-licenses.ts'

describe('License 1.0', () => {
  test('tells the machine for which a license is issued, and what was bought', async () => {
    const asked: IssueAsked[] = []
    const { market } = startLicenses('license-v1', {
      licenseV1: { issue: (one) => (asked.push(one), issue(one)) },
    })

    const reply = await market.open({ quantity: 3, parameters: { identificationCode: 'HW 1+2/三' } })

    expect(reply.license).toBe(`PL-${assertOpened(reply)}`)
    expect(asked).toMatchObject([
      { identificationCode: 'HW 1+2/三', isTest: false, purchase: { quantity: 3, charging: 'period' } },
    ])
  })

  test('gives the same license after an issue whose process died before it answered', async () => {
    const memory = createMemoryStore({ now })
    let dies = true
    // The license is stored, but the process ends before its work is.
    const settle: SellerStore['settle'] = (one) =>
      dies && one.result !== undefined ? new Promise(() => undefined) : memory.settle(one)
    const issued: string[] = []
    const licenseV1 = { issue: () => (issued.push('one'), `PL-${issued.length}`) }
    const { market } = startLicenses('license-v1', { store: { ...memory, settle }, licenseV1, budgetMs: 20 })
    const order = market.order()
    const first = await market.open(order)
    assertRefused(first, '000004')
    clock.advance({ minutes: 2 })
    dies = false
    const { market: next } = startLicenses('license-v1', { store: memory, licenseV1 })

    const reply = await next.open(order)

    expect(reply.license).toBe('PL-1')
    expect(issued).toHaveLength(1)
  })

  test('keeps licenses sealed, and refuses a seller that has lost the key of one', async () => {
    const store = createMemoryStore({ now })
    const { market } = startLicenses('license-v1', { store, licenseV1: { issue } })
    const order = market.order()
    const { license } = await market.open(order)
    const kept = vi.fn<SellerStore['findLicense']>(store.findLicense)
    const other = createSeller({
      accessKey: 'another key',
      store: { ...store, findLicense: kept },
      now,
      licenseV1: { issue },
      onProblem: () => undefined,
    })
    const market2 = createTestMarketplace({
      seller: other,
      accessKey: 'another key',
      now,
      protocol: 'license-v1',
    })

    assertRefused(await market2.open(order), '000005')

    const [row] = await Promise.all(
      kept.mock.results.map(({ value }) => value as Promise<{ content: string }>),
    )
    expect(row?.content).toMatch(/^[\w+/=]{40,}$/)
    expect(row?.content).not.toContain(license)
  })

  test('hears of a cancelled renewal, which differs from the renewal by its end only', async () => {
    const ends: number[] = []
    const changeEnd = ({ expiresAtMs, ...asked }: { expiresAtMs: number }): void => {
      expect(asked).not.toHaveProperty('reason')
      ends.push(expiresAtMs)
    }
    const { market, seller } = startLicenses('license-v1', { licenseV1: { issue, changeEnd } })
    const id = assertOpened(await market.open())
    const order = market.order({ expiresAtMs: 1_780_000_000_000 })

    assertDone(await market.changeEnd(id, { order }))
    assertDone(await market.changeEnd(id, { order }))
    assertDone(await market.changeEnd(id, { order: { ...order, expiresAtMs: 1_775_000_000_000 } }))

    expect(ends).toEqual([1_780_000_000_000, 1_775_000_000_000])
    expect((await seller.find(id))?.expiresAtMs).toBe(1_775_000_000_000)
  })

  test('is refused without a license, and with one that cannot be sent', async () => {
    const answers = [refuse('noResource'), '', 7, 'PL-1'] as const
    let at = 0
    const { market, problems } = startLicenses('license-v1', {
      licenseV1: { issue: () => answers[(at += 1) - 1] as string },
    })
    const order = market.order()

    assertRefused(await market.open(order), '000100')
    assertRefused(await market.open(order), '000005')
    assertRefused(await market.open(order), '000005')
    expect((await market.open(order)).license).toBe('PL-1')

    expect(problems.map(({ code }) => code)).toEqual(['answer_invalid', 'answer_invalid'])
  })
})
