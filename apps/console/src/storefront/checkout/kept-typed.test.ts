import { expect, test } from 'vitest'
import { findKeptTyped, forgetTyped, saveTyped, withStorage } from './kept-typed.ts'

function createPlace() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

test('what was typed for a product comes back to its member, until it is ordered', () => {
  const place = createPlace()
  saveTyped(place, 'prd_1', { memberId: 'mbr_1', typed: { domain: 'a.example', constructor: 'x' } })

  expect(findKeptTyped(place, 'prd_1', 'mbr_1')).toEqual({ domain: 'a.example', constructor: 'x' })
  expect(findKeptTyped(place, 'prd_2', 'mbr_1')).toBeUndefined()
  forgetTyped(place, 'prd_1')
  expect(place.kept.size).toBe(0)
})

test('another member of the same browser does not get it, and it is removed', () => {
  const place = createPlace()
  saveTyped(place, 'prd_1', { memberId: 'mbr_1', typed: { domain: 'a.example' } })

  expect(findKeptTyped(place, 'prd_1', 'mbr_2')).toBeUndefined()
  expect(place.kept.size).toBe(0)
})

test.each(['', '{', 'null', '1', '{"memberId":"mbr_1"}', '{"memberId":"mbr_1","typed":null}'])(
  'a storage that holds %j holds nothing',
  (text) => {
    const place = createPlace()
    place.setItem('loggia-checkout-prd_1', text)

    expect(findKeptTyped(place, 'prd_1', 'mbr_1')).toBeUndefined()
  },
)

test('without a storage nothing is kept', () => {
  expect(
    withStorage(() => {
      throw new Error('Access is denied')
    }),
  ).toBeUndefined()
})
