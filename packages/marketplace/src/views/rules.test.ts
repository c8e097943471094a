import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { createIds, toInstant, toIso } from '@loggia/kernel'
import { consoleApi, facts } from '@loggia/protocol/console'
import type { Instant } from '@loggia/kernel'
import type { HistoryEntry } from '../platform/index.ts'
import type { CallState } from '../calls/index.ts'
import {
  findAbsence,
  fromCatalogueCursor,
  fromGateCursor,
  fromSeenCursor,
  isOpen,
  findLowest,
  mayRestart,
  toResult,
  showEntries,
  toCatalogueCursor,
  toGateCursor,
  toSeenCursor,
  toOrderNumber,
  clampToCalendar,
} from './rules.ts'
import type { Side, Viewer } from './rules.ts'
import { toPageRequest } from './routes/filters.ts'

const lin = { kind: 'member', id: 'mbr_lin', name: '林晓' } as const
const entry = (
  kind: string,
  data: HistoryEntry['data'] = {},
  actor: HistoryEntry['actor'] = lin,
): HistoryEntry => ({
  subject: 'ord_1',
  sequence: 1,
  at: 0 as Instant,
  actor,
  kind,
  data,
})
const buyer: Side = { role: 'buyer', partyId: 'byr_1', name: { zh: '买家', en: 'The buyer' } }
const seller: Side = { role: 'seller', partyId: 'sel_1', name: { zh: '商家', en: 'The seller' } }
const sight = (changes: Partial<Viewer>): Viewer => ({
  audience: 'buyer',
  partyId: 'byr_1',
  language: 'en',
  alone: true,
  sides: new Map([['mbr_lin', [buyer]]]),
  sellerOfCall: new Map(),
  ...changes,
})
const asBuyer = sight({})
const asSeller = sight({ audience: 'seller', partyId: 'sel_1' })
const asOneOfSeveral = sight({
  audience: 'seller',
  partyId: 'sel_1',
  alone: false,
  sellerOfCall: new Map([
    ['cal_1', 'sel_1'],
    ['cal_2', 'sel_2'],
  ]),
})
const { partyId: _none, ...nobody } = sight({ audience: 'operator' })
const asOperator: Viewer = nobody

const verdict = { code: 'succeeded', params: {}, sentence: { zh: '成功', en: 'Success' } }
const attempted = (callId: string) =>
  entry(
    'call.attempted',
    { callId, activity: 'newInstance', n: 1, verdict, durationMs: 12 },
    { kind: 'system' },
  )
const paid = entry('order.paid', { amount: { amount: '10.00' }, balanceAfter: { amount: '90.00' } })
const submitted = entry('order.submitted', { total: { amount: '10.00' }, lines: [{ name: 'a' }] })
const dataOf = (one: HistoryEntry, reader: Viewer) => showEntries([one], reader)[0]?.data

describe('what a reader sees of a fact', () => {
  test('a buyer sees interface, verdict and duration of a call', () => {
    expect(dataOf(attempted('cal_1'), asBuyer)).toEqual({
      callId: 'cal_1',
      activity: 'newInstance',
      n: 1,
      verdict,
      durationMs: 12,
    })
  })

  test.each([
    ['a seller', asSeller],
    ['an operator', asOperator],
    ['a buyer', asBuyer],
  ])('%s is told which attempts belong to one call', (_who, reader) => {
    expect(dataOf(attempted('cal_1'), reader)).toHaveProperty('callId', 'cal_1')
  })

  test('what is left on the buyer’s balance is not a seller’s affair', () => {
    expect(dataOf(paid, asBuyer)).toHaveProperty('balanceAfter')
    expect(dataOf(paid, asOperator)).toHaveProperty('balanceAfter')
    expect(dataOf(paid, asSeller)).toEqual({ amount: { amount: '10.00' } })
  })

  test('that an instance may stand orphaned is not told to the buyer', () => {
    const orphan = entry('instance.orphan_possible')

    expect(showEntries([orphan], asBuyer)).toEqual([])
    for (const reader of [asSeller, asOperator]) expect(showEntries([orphan], reader)).toHaveLength(1)
  })

  test('whose fact it is does not leave the house', () => {
    for (const reader of [asBuyer, asSeller, asOperator])
      expect(dataOf(entry('instance.opened', { sellerId: 'sel_1', reference: 'r' }), reader)).toEqual({
        reference: 'r',
      })
  })
})

describe('what leaks of no fact', () => {
  const readers = { buyer: asBuyer, seller: asSeller, one_of_sellers: asOneOfSeveral, operator: asOperator }
  // Who must not read members of these names, whatever the declaration of a fact says.
  const secrets: Readonly<Record<string, readonly (keyof typeof readers)[]>> = {
    sellerId: ['buyer', 'seller', 'one_of_sellers', 'operator'],
    buyerId: ['buyer'],
    balanceAfter: ['seller', 'one_of_sellers'],
  }
  const sums = ['total', 'amount', 'lines', 'product']
  const shownKinds = Object.entries(facts).filter(([, { on }]) => ['ord', 'sub', 'prd', 'spc'].includes(on))
  const full = (kind: string, members: object) =>
    entry(kind, {
      ...Object.fromEntries(Object.keys(members).map((name) => [name, `the ${name}`])),
      sellerId: 'sel_1',
      undeclared: 'a note of before',
    })

  test.each(shownKinds)('of %s', (kind, { data, isOfWholeOrder }) => {
    for (const [name, reader] of Object.entries(readers)) {
      const shown = dataOf(full(kind, data), reader) ?? {}
      const kept = Object.keys(secrets).filter((secret) => secrets[secret]?.some((who) => who === name))
      if (name === 'one_of_sellers' && isOfWholeOrder) kept.push(...sums)

      expect(Object.keys(shown).filter((member) => kept.includes(member) || member === 'undeclared')).toEqual(
        [],
      )
    }
  })

  test('an id that two services share is the seller’s matter and the market’s', () => {
    const shared = entry('instance.shared', { sellerId: 'sel_1', reference: 'i-1', what: 'release' })

    expect(showEntries([shared], asBuyer)).toEqual([])
    expect(dataOf(shared, asSeller)).toEqual({ reference: 'i-1', what: 'release' })
  })
})

describe('an order with lines of several sellers', () => {
  test('shows each the order’s own facts without its sums and lines', () => {
    expect(dataOf(submitted, asOneOfSeveral)).toEqual({})
    expect(dataOf(paid, asOneOfSeveral)).toEqual({})
    expect(dataOf(entry('order.cancelled', { by: 'buyer' }), asOneOfSeveral)).toEqual({ by: 'buyer' })
  })

  test('shows each the calls and facts of their own lines only; a fact that names nobody is shown to none', () => {
    const told = [
      attempted('cal_1'),
      attempted('cal_2'),
      attempted('cal_unknown'),
      entry('instance.opened', { sellerId: 'sel_1', reference: 'own' }),
      entry('instance.opened', { sellerId: 'sel_2', reference: 'other' }),
      entry('order.refunded', { refundNumber: 'CS1' }),
    ]

    const shown = showEntries(told, asOneOfSeveral)

    expect(shown.map((one) => one.data.callId ?? one.data.reference)).toEqual(['cal_1', 'own'])
  })

  test('shows the seller of all lines everything', () => {
    expect(dataOf(submitted, asSeller)).toHaveProperty('total')
    expect(showEntries([attempted('cal_2')], asSeller)).toHaveLength(1)
  })
})

describe('who did it', () => {
  const actorFor = (sides: readonly Side[], reader: Viewer) =>
    showEntries([paid], { ...reader, sides: new Map([['mbr_lin', sides]]) })[0]?.actor

  test.each([
    ['one’s own member', [buyer], asBuyer, '林晓'],
    ['a member of the buyer', [buyer], asSeller, 'The buyer'],
    ['a member of another buyer', [{ ...buyer, partyId: 'byr_2' }], asBuyer, 'The buyer'],
    ['a member of the seller', [seller], asBuyer, 'The seller'],
    ['somebody who acts for both sides', [buyer, seller], asSeller, '林晓'],
    ['an operator', [{ role: 'operator' }], asOperator, '林晓'],
    ['an operator', [{ role: 'operator' }], asBuyer, undefined],
    ['a member of the buyer', [buyer], asOperator, 'The buyer'],
    ['somebody who acts for nobody', [], asBuyer, undefined],
  ] as [string, Side[], Viewer, string | undefined][])(
    '%s is told by name to their own side only',
    (_who, sides, reader, name) => {
      expect(actorFor(sides, reader)).toEqual({ kind: 'member', ...(name !== undefined && { name }) })
    },
  )

  test('an organisation is named in the reader’s language', () => {
    expect(actorFor([buyer], { ...asSeller, language: 'zh' })).toEqual({ kind: 'member', name: '买家' })
  })

  test('what happens by itself has no name', () => {
    expect(showEntries([attempted('cal_1')], asBuyer)[0]?.actor).toEqual({ kind: 'system' })
  })
})

describe('the catalogue’s cursor', () => {
  test('survives its text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (position) => {
        const place = { position, id: 'prd_01jd0000000000000000000000' as const }

        expect(fromCatalogueCursor(toCatalogueCursor(place))).toEqual(place)
      }),
    )
  })

  test.each(['', 'prd_1', '1', '1~', '~prd_1', '1~ord_1', "1~prd_1'; --", '99999999999~prd_1'])(
    '%j is none',
    (text) => {
      expect(fromCatalogueCursor(text)).toBeUndefined()
    },
  )
})

test('the lowest price is shown, and of equal ones the first', () => {
  const price = (unit_price_e8: bigint, at: number) => ({ unit_price_e8, at })

  expect(findLowest([price(3n, 0), price(2n, 1), price(2n, 2)]).at).toBe(1)
  expect(() => findLowest([])).toThrow('without a price')
})

describe('R250: how a call stands for its readers', () => {
  test.each([
    ['waiting', false, 0, 'under_way', false],
    ['waiting', false, 2, 'under_way', false],
    ['waiting', true, 1, 'open_failure', true],
    ['sending', false, 1, 'under_way', false],
    ['sending', true, 2, 'open_failure', false],
    ['confirmed', false, 1, 'succeeded', false],
    ['refused', false, 1, 'closed_failure', false],
    ['stopped', false, 90, 'closed_failure', false],
    ['stopped', false, 0, 'closed_failure', false],
    ['stopped', true, 90, 'open_failure', true],
    ['superseded', false, 3, 'closed_failure', false],
    ['superseded', false, 0, 'not_needed', false],
    ['stuck', true, 1, 'open_failure', false],
    ['stuck', false, 1, 'open_failure', false],
  ] as [CallState, boolean, number, string, boolean][])(
    '%s (open failure: %s, tries: %i) is %s; may be restarted: %s',
    (state, openFailure, tries, result, restart) => {
      expect(toResult({ state, openFailure, tries })).toBe(result)
      expect(mayRestart({ state, openFailure })).toBe(restart)
    },
  )

  test('a closed call’s window moves no more', () => {
    const states: CallState[] = [
      'waiting',
      'sending',
      'confirmed',
      'refused',
      'stopped',
      'superseded',
      'stuck',
    ]

    expect(states.filter(isOpen)).toEqual(['waiting', 'sending', 'stuck'])
  })
})

test.each([
  ['CS2611241433ABCDE', 'CS2611241433ABCDE'],
  [' cs2611241433abcde\t', 'CS2611241433ABCDE'],
  ['', undefined],
  ['CS%', undefined],
  ['CS\u0000', undefined],
  ['C'.repeat(65), undefined],
])('the order number of %j is %j', (typed, number) => {
  expect(toOrderNumber(typed)).toBe(number)
})

test('every time can be asked of a database, and one within the calendar is itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (ms) => {
      const moment = clampToCalendar(ms as Instant)

      expect(toIso(moment)).toMatch(/^\d{4}-/)
      if (ms >= 0 && ms < Date.UTC(10_000, 0)) expect(moment).toBe(ms)
    }),
  )
})

describe('the cursor of a page of sellers', () => {
  const sellerId = createIds({ nowMs: () => 0, randomBytes: (length) => new Uint8Array(length) }).next('sel')

  test('survives its text', () => {
    const due = fc.option(fc.integer({ min: 0, max: 99_999_999_999_999 }), { nil: undefined })
    fc.assert(
      fc.property(fc.boolean(), due, (parked, dueAt) => {
        const place = { parked, dueAt: dueAt as Instant | undefined, sellerId }

        expect(fromGateCursor(toGateCursor(place))).toEqual(place)
      }),
    )
  })

  test.each([
    '',
    sellerId,
    `open~1~${sellerId}`,
    `parked~~${sellerId}`,
    `parked~1.5~${sellerId}`,
    `parked~01~${sellerId}`,
    'parked~1~sel_1',
    `parked~1~${sellerId}~`,
  ])('%j is none', (text) => {
    expect(fromGateCursor(text)).toBeUndefined()
  })
})

describe('the cursor of a list whose order moves', () => {
  const rank = fc.integer({ min: 1, max: 30_000 })

  test('survives its text, which a route takes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(rank), (ranks) => {
        const text = toSeenCursor(ranks)

        expect(fromSeenCursor(text)).toEqual(ranks.toSorted((a, b) => a - b))
        expect(consoleApi['GET /api/buyer/services'].query.parse({ after: text }).after).toBe(text)
        expect(toPageRequest({ limit: 1, after: text }).after).toBe(text)
      }),
    )
  })

  test('any text is one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const one of fromSeenCursor(text)) expect(Number.isInteger(one)).toBe(true)
      }),
    )
  })
})

const sold = { delisted: false, hidden: false, asked: false }
test.each([
  ['listed', [sold], undefined],
  ['hidden', [sold], undefined],
  ['listed', [{ ...sold, hidden: true }], 'hidden'],
  ['listed', [{ ...sold, hidden: true, asked: true }], undefined],
  ['listed', [sold, { ...sold, delisted: true, asked: true }], 'specification_delisted'],
  ['listed', [sold, { ...sold, delisted: true }], undefined],
  ['suspended', [sold], 'suspended'],
  ['delisted', [], 'delisted'],
  ['in_review', [sold], undefined],
  ['draft', [sold], undefined],
] as const)('R50–R53: of a product that is %s with %j it is said: %s', (state, specifications, absence) => {
  expect(findAbsence({ state, listed_at: toInstant(0) }, specifications)).toBe(absence)
  const stopped = { state, listed_at: toInstant(0), interface_frozen: true, interface_delisted: true }
  const why = { suspended: 'frozen', delisted: 'interface_delisted' }[state as string] ?? absence
  expect(findAbsence(stopped, specifications)).toBe(why)
  // A product that never was on sale has no absence.
  expect(findAbsence({ state, listed_at: null }, specifications)).toBeUndefined()
})
