import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addBand, findBandStart, removeBand, setEdge, setPeriod } from './bands.ts'
import { findFaults } from './check.ts'
import { toForm } from './content.ts'
import { written, getFirst } from './example-draft.ts'

describe('bands', () => {
  test('a new band begins where the last one ends, and what it costs is to be written', () => {
    const specification = addBand(getFirst(toForm(written)), 2000)

    expect(specification.edges).toEqual(['49', '199', '398'])
    expect(specification.skus[0]?.amounts.year).toEqual(['468', '428', '388', ''])
    expect(findBandStart(specification, 3, 1)).toBe(399)
  })

  test('the band below one that is removed reaches up to where it did', () => {
    const specification = removeBand(getFirst(toForm(written)), 1)

    expect(specification.edges).toEqual(['199'])
    expect(specification.skus[0]?.amounts.year).toEqual(['468', '388'])
  })

  test('without the first band the second one begins at the least quantity', () => {
    const specification = removeBand(getFirst(toForm(written)), 0)

    expect(specification.edges).toEqual(['199'])
    expect(specification.skus[0]?.amounts.year).toEqual(['428', '388'])
    expect(findBandStart(specification, 0, 1)).toBe(1)
  })

  test('adding and removing keeps a price for each band, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 6 }), { nil: undefined }), { maxLength: 12 }), (acts) => {
        let specification = setPeriod(getFirst(toForm(written)), 'month', true)
        for (const act of acts)
          if (act === undefined) specification = addBand(specification, 2000)
          else if (act <= specification.edges.length && specification.edges.length > 0)
            specification = removeBand(specification, act)

        for (const list of Object.values(specification.skus[0]?.amounts ?? {}))
          expect(list).toHaveLength(specification.edges.length + 1)
      }),
    )
  })

  test('R22: bands that do not ascend, or begin after the greatest quantity, are faults of their fields', () => {
    const form = toForm(written)
    const wrong = setEdge(setEdge(getFirst(form), 0, '199'), 1, '2000')

    const faults = findFaults({ ...form, specifications: [wrong, ...form.specifications.slice(1)] })

    expect(faults).toEqual([{ field: 'specifications.0.edges.1', code: 'edge', values: [199, 2000] }])
  })
})
