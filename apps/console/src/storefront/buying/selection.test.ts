import { describe, expect, test } from 'vitest'
import { createPriceItem, createProduct, createSpecification } from '../example-product.ts'
import {
  readChoice,
  createFirstChoice,
  listOptions,
  parseQuantity,
  toRange,
  formatSearch,
  findSelection,
  shiftQuantity,
  findMisfit,
  toChoice,
} from './selection.ts'

describe('quantity', () => {
  test.each([
    ['5', 5],
    [' 120 ', 120],
    ['1,204', 1204],
    ['１２０', 120],
    ['2000', 2000],
    ['4', undefined],
    ['2001', undefined],
    ['12.5', undefined],
    ['-8', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('%j within 5 to 2,000 reads %s', (typed, read) =>
    expect(parseQuantity(typed, createProduct())).toBe(read),
  )

  test('a product without a quantity attribute is bought once', () => {
    expect(parseQuantity('anything', {})).toBe(1)
  })

  test.each([
    ['5', -1, '5'],
    ['5', 1, '6'],
    ['2000', 1, '2000'],
    ['3000', -1, '2000'],
    ['x', 1, '5'],
  ] as const)('from %j by %i comes %j', (typed, by, next) =>
    expect(shiftQuantity(typed, by, createProduct())).toBe(next),
  )
})

describe('choice', () => {
  test('starts with the first specification, one year, and the least', () => {
    expect(createFirstChoice(createProduct())).toMatchObject({ quantity: '5', term: 'year-1' })
    expect(
      createFirstChoice(
        createProduct({ specifications: [createSpecification(1, [createPriceItem(1, '9')])] }),
      ),
    ).toMatchObject({
      term: 'month-1',
    })
  })

  test('comes back whole from the address', () => {
    const choice = { specificationId: 'spc_x', quantity: '1,2 & 3', term: 'month-6' }

    expect(readChoice(formatSearch(choice), createFirstChoice(createProduct()))).toEqual(choice)
    expect(readChoice('?quantity=7', createFirstChoice(createProduct()))).toEqual({
      ...createFirstChoice(createProduct()),
      quantity: '7',
    })
  })

  test('a term that the chosen specification lacks gives way, and an unknown specification to the first', () => {
    const second = createProduct().specifications[1]?.id ?? ''

    expect(
      findSelection(createProduct(), { specificationId: second, quantity: '5', term: 'month-1' })?.term?.key,
    ).toBe('year-1')
    expect(
      findSelection(createProduct(), { specificationId: 'spc_no', quantity: '5', term: '' })?.specification,
    ).toEqual(createProduct().specifications[0])
  })
})

describe('R20: combinations of attributes', () => {
  const both = (zh: string, en: string) => ({ zh, en })
  const sku = (n: number, values: number[]) => ({
    id: `sku_${n}` as const,
    code: `sku-${n}`,
    values,
    priceItems: [createPriceItem(n, '9')],
  })
  const attributed = createProduct({
    attributes: [
      {
        name: both('地域', 'Region'),
        values: [both('北京', 'Beijing'), both('上海', 'Shanghai'), both('广州', 'Guangzhou')],
      },
      { name: both('存储', 'Storage'), values: [both('小', 'small'), both('大', 'large')] },
    ],
    specifications: [
      { ...createSpecification(1, []), skus: [sku(1, [0, 0]), sku(2, [0, 1]), sku(3, [1, 1])] },
    ],
  })
  const select = (values?: number[]) => {
    const found = findSelection(attributed, { ...createFirstChoice(attributed), ...(values && { values }) })
    if (!found) throw new Error('Nothing is selected')
    return found
  }
  const missing = (values: number[], at: number) =>
    listOptions(attributed, select(values), at).map((option) => option.missing)

  test('the chosen values pick their sku; without a choice, the first', () => {
    expect(select([0, 1]).sku.id).toBe('sku_2')
    expect(select().sku.id).toBe('sku_1')
  })

  test('a value that is not offered with those before it gives way', () => {
    expect(select([1, 0]).sku.id).toBe('sku_3')
    expect(select([Number.NaN, 1]).sku.id).toBe('sku_2')
  })

  test('what is not offered cannot be chosen, and why is told', () => {
    expect(missing([0, 0], 0)).toEqual([undefined, undefined, 'never'])
    expect(missing([1, 1], 1)).toEqual(['apart', undefined])
  })

  test('whatever is chosen, each value that the specification has can be reached', () => {
    for (const { values } of attributed.specifications[0]?.skus ?? [])
      expect(missing(values, 0).filter((why) => why === 'apart')).toEqual([])
  })

  test('the choice comes back from the address', () => {
    const choice = { ...createFirstChoice(attributed), values: [1, 1] }

    expect(
      findSelection(attributed, readChoice(formatSearch(choice), createFirstChoice(attributed)))?.sku.id,
    ).toBe('sku_3')
  })
})

describe('what can be bought of a specification', () => {
  test('R29: one order is limited by the specification too', () => {
    expect(toRange(createProduct(), { maxQuantity: 50 }).quantity).toMatchObject({ min: 5, max: 50 })
    expect(toRange(createProduct(), {}).quantity).toMatchObject({ max: 2000 })
  })

  test('R30: what is sold out is not chosen first', () => {
    const [first, second] = createProduct().specifications
    if (!first || !second) throw new Error('The example has two specifications')
    const half = createProduct({ specifications: [{ ...first, soldOut: true }, second] })

    expect(createFirstChoice(half).specificationId).toBe(second.id)
  })

  test('R52: a specification whose own address was opened is chosen first', () => {
    const second = createProduct().specifications[1]?.id

    expect(createFirstChoice(createProduct(), second).specificationId).toBe(second)
  })
})

describe('what a checkout orders', () => {
  const product = createProduct()
  const [first, second] = product.specifications
  if (!first || !second) throw new Error('The example has two specifications')
  const fit = (search: string) =>
    findMisfit(search, findSelection(product, readChoice(search, createFirstChoice(product))))

  test('is exactly what its address names, or nothing', () => {
    expect(fit('')).toBeUndefined()
    expect(fit(`?specification=${first.id}&quantity=20&term=month-3`)).toBeUndefined()
    // The second one is sold by the year only.
    expect(fit(`?specification=${second.id}&quantity=20&term=month-3`)).toBe('gone')
    expect(fit('?specification=spc_0')).toBe('gone')
    expect(fit('?term=trial')).toBe('gone')
    expect(fit('?a0=0')).toBe('gone')
    for (const quantity of ['', '4', '2001', '-5', '1e9', '99999999999999999999'])
      expect(fit(`?quantity=${quantity}`)).toBe('quantity')
  })

  test('is what is selected, also if something else was asked for', () => {
    const selection = findSelection(product, {
      specificationId: second.id,
      quantity: '１２',
      term: 'month-3',
    })

    expect(selection && toChoice(selection)).toEqual({
      specificationId: second.id,
      quantity: '12',
      term: 'year-1',
    })
    const without = findSelection(product, { specificationId: first.id, quantity: '', term: 'year-1' })
    expect(without && toChoice(without)).toBeUndefined()
  })
})
