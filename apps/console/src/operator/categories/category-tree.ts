import type { Category } from '@loggia/protocol/console'

/** A category in the tree: its level, and whether there are categories above, beside or below it. */
export type Placed = {
  readonly category: Category
  readonly level: number
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly hasBelow: boolean
}

const siblingsOf = (categories: readonly Category[], parent: string | undefined): Category[] =>
  categories
    .filter((one) => one.parent === parent)
    .toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1))

/** Parents before their children; siblings by their positions, as the market shows them. */
export function arrangeCategories(categories: readonly Category[], parent?: string, level = 1): Placed[] {
  const siblings = siblingsOf(categories, parent)
  return siblings.flatMap((category, i) => {
    const below = arrangeCategories(categories, category.code, level + 1)
    const placed = {
      category,
      level,
      isFirst: i === 0,
      isLast: i === siblings.length - 1,
      hasBelow: below.length > 0,
    }
    return [placed, ...below]
  })
}

const step = 10

/** The categories whose positions change when one moves up or down among its siblings by some places. */
export function moveCategory(categories: readonly Category[], code: string, by: number): Category[] {
  const moved = categories.find((one) => one.code === code)
  if (!moved) return []
  const siblings = siblingsOf(categories, moved.parent)
  const at = siblings.indexOf(moved)
  if (!siblings[at + by] || by === 0) return []
  return siblings
    .toSpliced(at, 1)
    .toSpliced(at + by, 0, moved)
    .map((category, i) => ({ category, position: (i + 1) * step }))
    .filter(({ category, position }) => category.position !== position)
    .map(({ category, position }) => ({ ...category, position }))
}

/** How many places one is from its sibling; undefined if they are no siblings. */
export function findDistance(categories: readonly Category[], from: string, to: string): number | undefined {
  const parent = categories.find(({ code }) => code === from)?.parent
  const codes = siblingsOf(categories, parent).map(({ code }) => code)
  const [start, end] = [codes.indexOf(from), codes.indexOf(to)]
  return start < 0 || end < 0 ? undefined : end - start
}

/** The listed products of a category and of all below it. */
export function countWithin(
  categories: readonly Category[],
  counts: ReadonlyMap<string, number>,
  code: string,
): number {
  const below = categories.filter(({ parent }) => parent === code)
  return below.reduce((sum, one) => sum + countWithin(categories, counts, one.code), counts.get(code) ?? 0)
}

/** The position of a new category: after its siblings. */
export const findLastPosition = (categories: readonly Category[], parent: string | undefined): number =>
  Math.max(0, ...siblingsOf(categories, parent).map(({ position }) => position)) + step

/** The possible parents of a category: all except itself and the categories below it. */
export function listPossibleParents(categories: readonly Category[], code: string | undefined): Placed[] {
  const within = new Set(code === undefined ? [] : [code])
  return arrangeCategories(categories).filter(({ category }) => {
    if (category.parent !== undefined && within.has(category.parent)) within.add(category.code)
    return !within.has(category.code)
  })
}
