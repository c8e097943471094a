import { expect, test } from 'vitest'
import { createProduct } from '../example-product.ts'
import { parseKept } from './browser-list.ts'

const { id, name, seller } = createProduct()
const kept = { id, name, seller }

test('what was stored is read again, without what does not belong to it', () => {
  expect(parseKept(JSON.stringify([{ ...kept, price: 'old' }]))).toEqual([kept])
})

test.each([
  ['nothing', ''],
  ['no list', '{"id":"prd_1"}'],
  ['another id', JSON.stringify([{ ...kept, id: 'sel_1' }])],
  ['a picture of another host', JSON.stringify([{ ...kept, logo: 'https://evil.example/a.png' }])],
  ['no name', JSON.stringify([{ ...kept, name: 'Docs' }])],
  ['no seller', JSON.stringify([{ id, name }])],
])('%s is read as an empty list', (_, text) => {
  expect(parseKept(text)).toEqual([])
})
