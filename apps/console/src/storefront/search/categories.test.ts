import { expect, test } from 'vitest'
import { findCategory } from './categories.ts'

test('a known category has a name in both languages, whichever way it was written', () => {
  expect(findCategory('办公协同').name).toEqual(findCategory('office').name)
})

test('an unknown one keeps the name that it was given', () => {
  expect(findCategory('地质勘探')).toMatchObject({ name: { zh: '地质勘探', en: '地质勘探' }, icon: 'box' })
})
