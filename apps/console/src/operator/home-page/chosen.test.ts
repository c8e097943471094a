import type { ChosenProduct } from '@loggia/protocol/console'
import { expect, test } from 'vitest'
import { findHomeWordsFault, findNoteFault, moveChosen, toChange, toNote } from './chosen.ts'

const both = (text: string) => ({ zh: text, en: text })
const product = (name: string): ChosenProduct => ({
  id: `prd_${name}`,
  name: both(name),
  seller: { id: 'sel_1', name: both('澄澜') },
  state: 'listed',
  isPublic: true,
})
const products = ['a', 'b', 'c'].map(product)
const names = (of: readonly ChosenProduct[] | undefined) => of?.map(({ name }) => name.zh).join('')

test('a product goes up and down, also past several, and not beyond the ends', () => {
  expect(names(moveChosen(products, 'prd_c', -1))).toBe('acb')
  expect(names(moveChosen(products, 'prd_a', 2))).toBe('bca')
  expect(moveChosen(products, 'prd_a', -1)).toBeUndefined()
  expect(moveChosen(products, 'prd_c', 1)).toBeUndefined()
  expect(moveChosen(products, 'prd_x', 1)).toBeUndefined()
})

test('a change sends the version, the dates and the notes that there are', () => {
  const [first = product('a')] = products
  const noted = { ...first, note: both('好') }

  expect(toChange({ version: 3, from: '2027-02-06', products: [noted, product('b')] })).toEqual({
    version: 3,
    from: '2027-02-06',
    products: [{ productId: 'prd_a', note: both('好') }, { productId: 'prd_b' }],
  })
})

test('a note is in both languages or in none', () => {
  expect(findNoteFault({ zh: '好', en: ' ' })).toBe('half')
  expect(findNoteFault({ zh: '', en: '' })).toBeUndefined()
  expect(findNoteFault({ zh: '好', en: 'x'.repeat(61) })).toBe('long')
  expect([toNote(both(' 好 ')), toNote(both(' '))]).toEqual([both('好'), undefined])
})

test('there are at most eight words of twenty characters', () => {
  expect(findHomeWordsFault(Array.from({ length: 9 }, (_, at) => `${at}`))).toBe('many')
  expect(findHomeWordsFault(['x'.repeat(21)])).toBe('long')
  expect(findHomeWordsFault([])).toBeUndefined()
})
