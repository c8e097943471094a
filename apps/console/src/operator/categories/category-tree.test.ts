import type { Category } from '@loggia/protocol/console'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  arrangeCategories,
  countWithin,
  findDistance,
  findLastPosition,
  listPossibleParents,
  moveCategory,
} from './category-tree.ts'

const category = (code: string, position: number, parent?: string): Category => ({
  code,
  name: { zh: code, en: code },
  position,
  ...(parent !== undefined && { parent }),
})
const tree = [
  category('b', 20),
  category('a', 10),
  category('a-2', 20, 'a'),
  category('a-1', 10, 'a'),
  category('c', 20),
]
const codes = (categories: readonly Category[]) =>
  arrangeCategories(categories).map((one) => one.category.code)
const after = (categories: readonly Category[], code: string, by: number) => {
  const moved = moveCategory(categories, code, by)
  return categories.map((one) => moved.find((other) => other.code === one.code) ?? one)
}

describe('R40: the tree of categories', () => {
  test('parents stand before their children, brothers by position, then by code', () => {
    expect(codes(tree)).toEqual(['a', 'a-1', 'a-2', 'b', 'c'])
    expect(arrangeCategories(tree).map(({ level }) => level)).toEqual([1, 2, 2, 1, 1])
    expect(arrangeCategories(tree)[0]).toMatchObject({ isFirst: true, isLast: false, hasBelow: true })
  })

  test('one goes up among its brothers, also past one with the same position', () => {
    expect(codes(after(tree, 'c', -1))).toEqual(['a', 'a-1', 'a-2', 'c', 'b'])
    expect(codes(after(tree, 'a-1', 1))).toEqual(['a', 'a-2', 'a-1', 'b', 'c'])
  })

  test('one is dragged past several at once, and only among its brothers', () => {
    const flat = ['a', 'b', 'c', 'd'].map((code, i) => category(code, (i + 1) * 10))

    expect(codes(after(flat, 'a', 3))).toEqual(['b', 'c', 'd', 'a'])
    expect(codes(after(flat, 'd', -2))).toEqual(['a', 'd', 'b', 'c'])
    expect(moveCategory(flat, 'a', 4)).toEqual([])
    expect(findDistance(tree, 'a', 'c')).toBe(2)
    expect(findDistance(tree, 'a-1', 'b')).toBeUndefined()
  })

  test('the products of a category are its own and those of all below it', () => {
    const counts = new Map([
      ['a', 1],
      ['a-1', 2],
      ['c', 4],
    ])
    const within = (code: string) => countWithin(tree, counts, code)

    expect([within('a'), within('a-2'), within('b'), within('c')]).toEqual([3, 0, 0, 4])
  })

  test('the first goes no further up, and the last no further down', () => {
    expect(moveCategory(tree, 'a', -1)).toEqual([])
    expect(moveCategory(tree, 'c', 1)).toEqual([])
    expect(moveCategory(tree, 'unknown', 1)).toEqual([])
  })

  test('down and up again is where it was', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 }),
        (positions) => {
          const flat = positions.map((position, i) => category(`c${i}`, position))
          const [first] = arrangeCategories(flat)
          const code = first?.category.code ?? ''
          expect(codes(after(after(flat, code, 1), code, -1))).toEqual(codes(flat))
        },
      ),
    )
  })

  test('a new one goes behind its brothers', () => {
    expect(findLastPosition(tree, 'a')).toBe(30)
    expect(findLastPosition(tree, 'a-1')).toBe(10)
  })

  test('one cannot be put below itself or below what stands below it', () => {
    expect(listPossibleParents(tree, 'a').map((one) => one.category.code)).toEqual(['b', 'c'])
    expect(listPossibleParents(tree, undefined)).toHaveLength(tree.length)
  })
})
