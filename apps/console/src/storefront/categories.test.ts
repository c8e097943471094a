import { expect, test } from 'vitest'
import { categoriesOf, categoryOf } from './categories.ts'
import { product } from './example-product.ts'

test('categories are those of the products, counted, in the order of the catalogue', () => {
  const products = ['安全合规', 'office', '安全合规'].map((category) => product({ category }))

  expect(categoriesOf(products).map(({ key, count }) => [key, count])).toEqual([
    ['安全合规', 2],
    ['office', 1],
  ])
})

test('a known category has a name in both languages, whichever way it was written', () => {
  expect(categoryOf('办公协同').name).toEqual(categoryOf('office').name)
})

test('an unknown one keeps the name that it was given', () => {
  expect(categoryOf('地质勘探')).toMatchObject({ name: { zh: '地质勘探', en: '地质勘探' }, icon: 'box' })
})
