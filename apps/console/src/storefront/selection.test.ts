import { describe, expect, test } from 'vitest'
import { priceItem, product, specification } from './example-product.ts'
import { choiceFrom, firstChoice, quantityOf, searchOf, selectionOf, stepped } from './selection.ts'

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
  ])('%j within 5 to 2,000 reads %s', (typed, read) => expect(quantityOf(typed, product())).toBe(read))

  test('a product without a quantity attribute is bought once', () => {
    expect(quantityOf('anything', {})).toBe(1)
  })

  test.each([
    ['5', -1, '5'],
    ['5', 1, '6'],
    ['2000', 1, '2000'],
    ['3000', -1, '2000'],
    ['x', 1, '5'],
  ] as const)('from %j by %i comes %j', (typed, by, next) => expect(stepped(typed, by, product())).toBe(next))
})

describe('choice', () => {
  test('starts with the first specification, one year, and the least', () => {
    expect(firstChoice(product())).toMatchObject({ quantity: '5', term: 'year-1' })
    expect(firstChoice(product({ specifications: [specification(1, [priceItem(1, '9')])] }))).toMatchObject({
      term: 'month-1',
    })
  })

  test('comes back whole from the address', () => {
    const choice = { specificationId: 'spc_x', quantity: '1,2 & 3', term: 'month-6' }

    expect(choiceFrom(searchOf(choice), firstChoice(product()))).toEqual(choice)
    expect(choiceFrom('?quantity=7', firstChoice(product()))).toEqual({
      ...firstChoice(product()),
      quantity: '7',
    })
  })

  test('a term that the chosen specification lacks gives way, and an unknown specification to the first', () => {
    const second = product().specifications[1]?.id ?? ''

    expect(
      selectionOf(product(), { specificationId: second, quantity: '5', term: 'month-1' })?.term?.key,
    ).toBe('year-1')
    expect(
      selectionOf(product(), { specificationId: 'spc_no', quantity: '5', term: '' })?.specification,
    ).toEqual(product().specifications[0])
  })
})
