import { describe, expect, expectTypeOf, test } from 'vitest'
import { defineFacts } from './facts.ts'
import {
  defineAdded,
  flag,
  hide,
  defineList,
  money,
  defineOneOf,
  defineOptional,
  readMembers,
  string,
  text,
  time,
} from './members.ts'
import type { Shown, Written } from './members.ts'
import { facts, messages, parts } from './parts.ts'

const amount = { amount: '10.00', currency: 'CNY' } as const

describe('the list of parts', () => {
  test('each kind is declared by one domain', () => {
    const all = Object.values(parts)
    const kinds = all.flatMap((part) => [...Object.keys(part.facts), ...Object.keys(part.messages)])

    expect(kinds.filter((kind, at) => kinds.indexOf(kind) !== at)).toEqual([])
    expect(kinds).toHaveLength(Object.keys(facts).length + Object.keys(messages).length)
  })

  test('a fact is named by its area and what happened, a message by one word', () => {
    expect(Object.keys(facts).filter((kind) => !/^[a-z_]{1,40}\.[a-z_]{1,40}$/.test(kind))).toEqual([])
    expect(Object.keys(messages).filter((kind) => !/^[a-z_]+$/.test(kind))).toEqual([])
  })

  test('a fact that somebody is not shown at all is not shown them in parts', () => {
    const whole = Object.entries(facts).filter(([, { hiddenFrom }]) => hiddenFrom.length > 0)

    const outsiders = ['buyer', 'seller', 'one_of_sellers']
    expect(whole.map(([kind, { hiddenFrom }]) => [kind, hiddenFrom])).toEqual([
      ['seller.suspension_proposed', outsiders],
      ['seller.suspension_withdrawn', outsiders],
      ['instance.orphan_possible', ['buyer']],
      ['instance.shared', ['buyer']],
    ])
  })
})

describe('reading data', () => {
  const members = {
    total: hide(money, 'seller'),
    by: defineOneOf(['buyer', 'market'], 'buyer'),
    name: text,
    since: defineAdded(time),
    note: defineOptional(string),
    tags: defineList(string),
  }
  const whole = { total: amount, by: 'market', name: { zh: '甲', en: 'A' }, tags: ['a'] }

  test('gives what is declared, and nothing else', () => {
    expect(readMembers(members, { ...whole, more: 1 })).toEqual(whole)
  })

  test.each([
    ['hidden', { ...whole, total: undefined }],
    ['older than a member', { ...whole, since: undefined }],
    ['without what is optional', { ...whole, note: 7 }],
  ])('data that is %s is read without it', (_what, data) => {
    expect(readMembers(members, data)).toMatchObject({ by: 'market' })
  })

  test.each([
    ['no name', { ...whole, name: undefined }],
    ['a name that is none', { ...whole, name: { zh: '甲' } }],
  ])('data with %s is not as declared', (_what, data) => {
    expect(readMembers(members, data)).toBeUndefined()
  })

  test('a word of a later version becomes the one that stands for it, a text of one language both', () => {
    expect(readMembers(members, { ...whole, by: 'robot', name: '甲', tags: 'a' })).toMatchObject({
      by: 'buyer',
      name: { zh: '甲', en: '甲' },
      tags: [],
    })
  })

  test('what is written and what is read are types of the same members', () => {
    type Data = Written<typeof members>
    type Read = Shown<typeof members>

    expectTypeOf<Data['total']>().toEqualTypeOf<NonNullable<Read['total']>>()
    expectTypeOf<undefined>().not.toExtend<Data['since']>()
    expectTypeOf<undefined>().toExtend<Read['since']>()
    expectTypeOf<undefined>().toExtend<Data['note']>()
    expectTypeOf<Read['by']>().toEqualTypeOf<'buyer' | 'market'>()
    expect(Object.keys(readMembers(members, whole) ?? {})).toEqual(['total', 'by', 'name', 'tags'])
  })

  test('a subject that there is not does not compile, and one that there is is declared', () => {
    // @ts-expect-error there is no such subject
    defineFacts('xyz', { 'a.b': { isLate: flag } })

    expect(defineFacts('ord', { 'a.b': { isLate: flag } })['a.b'].on).toBe('ord')
  })
})
