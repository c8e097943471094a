import { describe, expect, test } from 'vitest'
import { findFaults } from './check.ts'
import { toForm } from './content.ts'
import { written } from './example-draft.ts'
import { emptyForm } from './form.ts'
import type { Form } from './form.ts'
import { addSpecification } from './grid.ts'
import { isSameForm, mergeForms, takeParts } from './merge.ts'
import { countProgress } from './progress.ts'

const base = toForm(written)
const both = (zh: string) => ({ zh, en: zh })

describe('two forms of one draft', () => {
  test('what only one has changed is taken from it', () => {
    const mine: Form = { ...base, name: both('mine') }
    const theirs: Form = { ...base, summary: both('theirs'), tags: ['theirs'] }

    const merged = mergeForms(base, mine, theirs)

    expect(merged).toEqual({ form: { ...mine, summary: both('theirs'), tags: ['theirs'] }, both: [] })
  })

  test('what both have changed is mine and is named; it may be taken from the other', () => {
    const mine: Form = { ...base, name: both('mine') }
    const theirs: Form = { ...base, name: both('theirs') }

    const merged = mergeForms(base, mine, theirs)

    expect(merged).toEqual({ form: mine, both: ['name'] })
    expect(takeParts(merged.form, theirs, merged.both).name).toEqual(both('theirs'))
  })

  test('the same change by both is none that is to be decided', () => {
    const changed: Form = { ...base, name: both('same') }

    expect(mergeForms(base, changed, changed).both).toEqual([])
  })

  test('attributes, specifications and prices go together, and keys that are given out stay unique', () => {
    const theirs = addSpecification(base)
    const mine: Form = { ...base, summary: both('mine') }

    const { form } = mergeForms(base, mine, theirs)

    expect(form.specifications).toHaveLength(3)
    expect(form.keys).toBe(theirs.keys)
  })

  test('of specifications that both have changed, what is gone is left out, what is new is added, and the rest is merged', () => {
    const [first, second] = base.specifications
    const known: Form = {
      ...base,
      specifications: [
        { ...first!, id: 'spc_1' },
        { ...second!, id: 'spc_2' },
      ],
    }
    const [one, two] = known.specifications
    const mine: Form = { ...known, specifications: [{ ...one!, name: both('mine') }, two!] }
    const added = { ...two!, id: 'spc_3', key: 'k900', name: both('added') } as const
    const theirs: Form = { ...known, specifications: [{ ...one!, hidden: true }, added] }

    const { form } = mergeForms(known, mine, theirs)

    expect(form.specifications).toMatchObject([
      { id: 'spc_1', name: both('mine'), hidden: true },
      { id: 'spc_3', name: both('added') },
    ])
    const keys = form.specifications.flatMap(({ key, features }) => [key, ...features.map((of) => of.key)])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('specifications that were typed on while they got their ids keep both', () => {
    const mine: Form = {
      ...base,
      specifications: base.specifications.map((one, i) => (i === 0 ? { ...one, hidden: true } : one)),
    }
    const theirs: Form = {
      ...base,
      specifications: base.specifications.map((one, i) => ({
        ...one,
        key: `k90${i}`,
        id: `spc_${i}` as const,
      })),
    }

    const { form } = mergeForms(base, mine, theirs)

    expect(form.specifications.map(({ id, hidden }) => [id, hidden])).toEqual([
      ['spc_0', true],
      ['spc_1', false],
    ])
  })

  test('no member of a form is left out of the merge', () => {
    const full: Required<Form> = {
      ...base,
      logo: '/media/l.webp',
      quantity: base.quantity,
      supervision: { flow: 'saas', template: both('ask'), criteria: both('accept') },
    }
    const { keys: _count, ...members } = full

    for (const name of Object.keys(members))
      expect(isSameForm(full, { ...full, [name]: undefined }), name).toBe(false)
  })

  test('which keys were given out makes no difference, and which text a name has does', () => {
    const more = { ...base, keys: base.keys + 1 }
    const rekeyed: Form = {
      ...more,
      specifications: base.specifications.map((one) => ({ ...one, key: `${one.key}0` })),
    }
    const renamed: Form = {
      ...base,
      specifications: base.specifications.map((one) => ({ ...one, name: both('k1') })),
    }

    expect(isSameForm(base, rekeyed)).toBe(true)
    expect(isSameForm(base, renamed)).toBe(false)
  })
})

test('the progress counts the parts without a fault', () => {
  expect(countProgress(findFaults(base))).toEqual({ done: 11, of: 11 })
  expect(countProgress(findFaults(emptyForm))).toEqual({ done: 4, of: 11 })
  expect(countProgress([{ field: 'specifications.0.name.zh' }, { field: 'support.email' }]).done).toBe(9)
  expect(countProgress([{ field: 'specifications.0.skus.0.year.0' }]).done).toBe(10)
})
