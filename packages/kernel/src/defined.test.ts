import { expect, expectTypeOf, test } from 'vitest'
import { omitUndefined } from './defined.ts'

const maybe = (value: string | undefined): string | undefined => value

test('what is undefined is left out, whatever else is empty stays', () => {
  const made = omitUndefined({
    id: 'a',
    reason: maybe(undefined),
    note: maybe(''),
    count: 0,
    gone: null,
    is: false,
  })
  expect(made).toStrictEqual({ id: 'a', note: '', count: 0, gone: null, is: false })
  expect(Object.keys(made)).not.toContain('reason')
})

test('a member called __proto__ is a member, and makes nothing of the object', () => {
  const made = omitUndefined({ ...(JSON.parse('{"__proto__":{"admin":true}}') as { readonly id?: string }) })
  expect(Object.keys(made)).toEqual(['__proto__'])
  expect((made as { admin?: boolean }).admin).toBeUndefined()
})

test('a member that may be undefined becomes an optional one, as exact optional members want it', () => {
  const made = omitUndefined({ id: 'a', reason: maybe('late') })
  expectTypeOf(made.id).toEqualTypeOf<string>()
  const row: { readonly id: string; readonly reason?: string } = made
  expect(row).toStrictEqual({ id: 'a', reason: 'late' })
  // @ts-expect-error It may be absent.
  const whole: { readonly reason: string } = made
  expect(whole.reason).toBe('late')
})

test('the wanted type reaches the literal', () => {
  type Row = {
    readonly state: 'open' | 'closed'
    readonly pair: readonly [string, number]
    readonly reason?: string
  }

  const row: Row = omitUndefined({ state: 'open', pair: ['a', 1], reason: maybe('late') })

  expect(row).toStrictEqual({ state: 'open', pair: ['a', 1], reason: 'late' })
})
