import { describe, expect, test } from 'vitest'
import { judgeCarried } from './judge-carried.ts'
import { judgePrices } from './judge-prices.ts'
import { createPriceList, createPricedLife } from './judged-prices.ts'
import type { Bought } from './judged-prices.ts'
import type { PriceList } from './price-lists.ts'

const carried = (bought: readonly Bought[], lists: readonly PriceList[]) => {
  const { lives, exported, known } = createPricedLife(bought, lists)
  return judgeCarried(lives, exported, known)
}
const prices = (bought: readonly Bought[], lists: readonly PriceList[]) => {
  const { lives, exported, known } = createPricedLife(bought, lists)
  return judgePrices(lives, exported, known)
}

const always = createPriceList('2026-01-01', { basicMonth: 10, basicYear: 100, proMonth: 30, proYear: 300 })
const doubled = createPriceList('2026-06-10', { basicMonth: 20, basicYear: 200, proMonth: 60, proYear: 600 })

/** Ten seats for a month of 30 days, renewed by the year, as in the worked example of R121. */
const mixed: readonly Bought[] = [
  {
    kind: 'new',
    on: '2026-06-01',
    item: 'basicMonth',
    quantity: 10,
    unit: 10,
    paid: '100',
    term: ['2026-06-01', '2026-07-01'],
  },
  {
    kind: 'renewal',
    on: '2026-06-01',
    item: 'basicYear',
    quantity: 10,
    unit: 100,
    paid: '1000',
    term: ['2026-07-01', '2027-07-01'],
  },
]
type Shown = NonNullable<Bought['shown']>
const seatMore = (shown: Partial<Shown> = {}): Bought => ({
  kind: 'change',
  on: '2026-06-01',
  item: 'basicMonth',
  quantity: 11,
  unit: 10,
  paid: '110',
  shown: { before: 10, newPart: '1210', oldPart: '1100', oldPartIs: 'price', ...shown },
})
const upgrade = (shown: Partial<Shown> = {}, of: Partial<Bought> = {}): Bought => ({
  kind: 'change',
  on: '2026-06-01',
  item: 'proYear',
  quantity: 11,
  unit: 300,
  paid: '2361.23',
  shown: { before: 11, newPart: '3571.23287671', oldPart: '1210', oldPartIs: 'paid', ...shown },
  ...of,
})

describe('a service that was bought by the month and renewed by the year', () => {
  test('R121, R122: a seat more costs each term’s own period, and an upgrade credits it', () => {
    const verdict = carried([...mixed, seatMore(), upgrade()], [always])

    expect(verdict).toEqual({
      faults: [],
      fees: { judged: 2, notJudged: 0, mixed: 2, ofTrials: 0 },
      returns: { judged: 0, notJudged: 0 },
    })
  })

  test('R111: a renewal that is returned after a change gives back what its days carry', () => {
    const [first, renewal] = mixed
    const given = (gave: string): readonly Bought[] => [
      first as Bought,
      { ...(renewal as Bought), returned: { on: '2026-06-02', gave } },
      seatMore(),
    ]

    expect(carried(given('1100'), [always])).toMatchObject({ faults: [], returns: { judged: 1 } })
    expect(carried(given('1000'), [always]).faults).toEqual([
      expect.stringMatching(
        /CS2R: gave back 100000, and other than that was paid for the days of CS2-000001/,
      ),
    ])
  })

  const planted: [string, readonly Bought[], RegExp][] = [
    [
      'a seat more for which all days are priced by the month',
      [seatMore({ newPart: '1448.33333333', oldPart: '1316.66666667' })],
      /CS3-000001: shows 1448.33333333 as its newPart/,
    ],
    [
      'a seat more for which all days are priced by the year',
      [seatMore({ newPart: '1190.41095890', oldPart: '1082.19178082' })],
      /CS3-000001: shows 1190.41095890 as its newPart/,
    ],
    [
      'an upgrade by the month though a year is left',
      [seatMore(), upgrade({ newPart: '4345' }, { item: 'proMonth', unit: 30, paid: '3135' })],
      /CS4-000001: is charged by the month, not by the year/,
    ],
    [
      'an upgrade that forgets the seat that was paid for before',
      [seatMore(), upgrade({ oldPart: '1100' })],
      /CS4-000001: shows 1100 as its oldPart/,
    ],
    [
      'an upgrade that credits a seat whose seller did not make it',
      [{ ...seatMore(), failed: true }, upgrade()],
      /CS4-000001: shows 1210 as its oldPart/,
    ],
    [
      'a seat more after an upgrade that is priced as if each term went on by its own period',
      [
        upgrade({ before: 10, oldPart: '1100' }, { paid: '2471.23' }),
        {
          ...seatMore({ before: 11, newPart: '3960', oldPart: '3630' }),
          item: 'proYear',
          quantity: 12,
          unit: 300,
          paid: '330',
        },
      ],
      /CS4-000001: shows 3960 as its newPart/,
    ],
  ]
  test.each(planted)('%s is found', (_, changes, complaint) => {
    expect(carried([...mixed, ...changes], [always]).faults.join('\n')).toMatch(complaint)
  })
})

describe('a product whose prices were doubled on 10 June', () => {
  const [bought] = mixed as [Bought, Bought]
  // On the 11th, twenty of thirty days are left.
  const more = (shown: Partial<Shown> = {}, unit = 20): Bought => ({
    ...seatMore({ newPart: '146.66666667', oldPart: '133.33333333', ...shown }),
    on: '2026-06-11',
    unit,
    paid: '13.33',
  })
  const lists = [always, doubled]

  test('R122: a seat more is charged at the new price, and an upgrade credits what was paid', () => {
    const better: Bought = {
      ...upgrade({ newPart: '440', oldPart: '80' }, { item: 'proMonth', unit: 60, paid: '360' }),
      on: '2026-06-11',
    }

    const atToday = { ...better, shown: { ...(better.shown as Shown), oldPart: '146.66666667' } }

    expect(carried([bought, more(), better], lists)).toMatchObject({ faults: [], fees: { judged: 2 } })
    expect(carried([bought, more(), atToday], lists).faults).toEqual([
      expect.stringMatching(/CS3-000001: shows 146.66666667 as its oldPart/),
    ])
  })

  test.each([
    [
      'both quantities at the old price',
      more({ newPart: '73.33333333', oldPart: '66.66666667' }),
      /as its newPart/,
    ],
    ['what is held at the old price', more({ oldPart: '66.66666667' }), /as its oldPart/],
  ])('a seat more with %s is found', (_, change, complaint) => {
    expect(carried([bought, change], lists).faults.join('\n')).toMatch(complaint)
  })

  test('R54: an order, a renewal and a change at another price than that of their moment are found', () => {
    const late = { ...bought, on: '2026-06-11' }

    expect(prices([bought, more()], lists)).toEqual([])
    expect(prices([late], lists)).toEqual([
      expect.stringMatching(
        /CS1-000001: has the price 1000000000 a month, and at 2026-06-11.* it was 2000000000 a month/,
      ),
    ])
    expect(prices([bought, { ...bought, kind: 'renewal', on: '2026-06-11' }], lists)).toHaveLength(1)
    expect(prices([bought, more({}, 10)], lists)).toHaveLength(1)
    expect(prices([{ ...bought, unit: 20 }], lists)).toHaveLength(1)
  })

  test('while prices are changed both are right, and no mixture of them', () => {
    const changing = [
      always,
      createPriceList(
        '2026-06-10',
        { basicMonth: 20, basicYear: 200, proMonth: 60, proYear: 600 },
        '2026-06-12',
      ),
    ]
    const old = more({ newPart: '73.33333333', oldPart: '66.66666667' }, 10)

    expect(carried([bought, more()], changing).faults).toEqual([])
    expect(carried([bought, old], changing).faults).toEqual([])
    expect(carried([bought, more({ oldPart: '66.66666667' })], changing).faults).toHaveLength(1)
    expect(prices([bought, old], changing)).toEqual([])
  })

  test('what nobody knows the price of is counted, and not judged', () => {
    const verdict = carried([bought, more({ newPart: '1', oldPart: '2' })], [])

    expect(verdict).toMatchObject({ faults: [], fees: { judged: 0, notJudged: 1 } })
  })
})

describe('a trial of seven days that became paid on the second', () => {
  const tried: readonly Bought[] = [
    {
      kind: 'new',
      on: '2026-06-01',
      item: 'basicMonth',
      quantity: 1,
      unit: 10,
      paid: '0',
      trial: true,
      term: ['2026-06-01', '2026-06-08'],
    },
    {
      kind: 'conversion',
      on: '2026-06-02',
      item: 'basicMonth',
      quantity: 1,
      unit: 10,
      paid: '10',
      term: ['2026-06-08', '2026-07-08'],
    },
  ]
  // Six days of the trial and thirty paid days.
  const better = (shown: Partial<Shown> = {}): Bought => ({
    ...upgrade({ before: 1, newPart: '36', oldPart: '12', ...shown }),
    on: '2026-06-02',
    item: 'proMonth',
    quantity: 1,
    unit: 30,
    paid: '24',
  })
  const more = (shown: Partial<Shown> = {}): Bought => ({
    ...seatMore({ before: 1, newPart: '24', oldPart: '12', ...shown }),
    on: '2026-06-02',
    quantity: 2,
    paid: '12',
  })

  test('R121, R122: its days are free as it was converted; what is more than that is charged, and credited later', () => {
    const both = { ...better({ before: 2, newPart: '72', oldPart: '24' }), quantity: 2, paid: '48' }

    expect(carried([...tried, better()], [always])).toMatchObject({ faults: [], fees: { judged: 1 } })
    expect(carried([...tried, more(), both], [always])).toMatchObject({ faults: [], fees: { judged: 2 } })
  })

  test('R121: what is free pays for nothing else', () => {
    const cheap = createPriceList('2026-01-01', { basicMonth: 10, basicYear: 100, proMonth: 5, proYear: 300 })
    // The six days cost 1.00, and are free up to 2.00.
    const cheaper = { ...better({ newPart: '6', oldPart: '11' }), unit: 5 }

    expect(carried([...tried, cheaper], [cheap]).faults).toEqual([])
    expect(
      carried([...tried, { ...cheaper, shown: { ...(cheaper.shown as Shown), oldPart: '12' } }], [cheap])
        .faults,
    ).toHaveLength(1)
  })

  test.each([
    [
      'charges the days of the trial whole',
      [better({ oldPart: '10' })],
      /CS3-000001: shows 10 as its oldPart/,
    ],
    [
      'gives the days of the trial away',
      [better({ newPart: '30', oldPart: '10' })],
      /CS3-000001: shows 30 as its newPart/,
    ],
    [
      'forgets what was paid for more seats on the days of the trial',
      [more(), { ...better({ before: 2, newPart: '72', oldPart: '22' }), quantity: 2, paid: '50' }],
      /CS4-000001: shows 22 as its oldPart/,
    ],
  ])('a change that %s is found', (_, changes, complaint) => {
    expect(carried([...tried, ...changes], [always]).faults.join('\n')).toMatch(complaint)
  })
})
