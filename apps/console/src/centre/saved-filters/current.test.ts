import { describe, expect, test } from 'vitest'
import { filterListNames, filterLists } from '@loggia/protocol/console/saved-filters/kinds'
import { createServerRouter } from '../router.ts'
import { areSame, pickFilters } from './current.ts'

describe('filters that can be saved', () => {
  const { routesByPath } = createServerRouter('/')
  const routes = routesByPath as Readonly<
    Record<
      string,
      { readonly options: { readonly validateSearch?: { readonly parameters?: readonly string[] } } }
    >
  >
  /** Chosen parts of a page, which are no filters. */
  const parts = new Set(['attempt'])

  test.each(filterListNames)('of %s are those that its page reads', (list) => {
    const read = routes[list]?.options.validateSearch?.parameters ?? []
    const known: readonly string[] = filterLists[list]
    expect(known.filter((name) => !read.includes(name))).toEqual([])
    // Filters of operators only, and of buyers only.
    const isForOthers = (name: string) =>
      (list === '/seller/calls' && ['state', 'sellerId'].includes(name)) ||
      (list !== '/buyer/orders' && name === 'costCentreId')
    expect(read.filter((name) => !known.includes(name) && !parts.has(name) && !isForOthers(name))).toEqual([])
  })

  test('are picked from the address without its other parameters', () => {
    const search = { state: 'completed', text: '  a', attempt: 3, kind: undefined, unknown: 'x' }
    expect(pickFilters('/buyer/orders', search)).toEqual({ state: 'completed', text: '  a' })
    expect(pickFilters('/buyer/orders', {})).toEqual({})
  })

  test('are the same if each has the same value', () => {
    expect(areSame({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
    expect(areSame({ a: '1' }, { a: '2' })).toBe(false)
    expect(areSame({ a: '1' }, { a: '1', b: '2' })).toBe(false)
    expect(areSame({ a: '1' }, { b: '1' })).toBe(false)
  })
})
