import { expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import type { Id, WallInstant } from '@loggia/kernel'
import { system } from '../platform/index.ts'
import type { Actor } from '../platform/index.ts'
import {
  decideSignIn,
  normaliseEmail,
  requireBuyer,
  requireFitPassword,
  requireOperator,
  requireSeller,
  signInLimits,
} from './rules.ts'

const member = (roles: { buyerId?: Id<'byr'>; sellerId?: Id<'sel'>; operator?: boolean }): Actor => ({
  kind: 'member',
  memberId: 'mbr_1',
  name: '林知遥',
  operator: false,
  ...roles,
})
const buyer = member({ buyerId: 'byr_1' })
const seller = member({ sellerId: 'sel_1' })
const operator = member({ operator: true })

test('R1: each role answers for itself', () => {
  expect(requireBuyer(buyer)).toBe('byr_1')
  expect(requireSeller(seller)).toBe('sel_1')
  expect(() => requireOperator(operator)).not.toThrow()
})

test.each([
  { who: 'a seller', actor: seller, require: requireBuyer, code: 'parties.not_a_buyer' },
  { who: 'an operator', actor: operator, require: requireBuyer, code: 'parties.not_a_buyer' },
  { who: 'the market itself', actor: system, require: requireBuyer, code: 'parties.not_a_buyer' },
  { who: 'a buyer', actor: buyer, require: requireSeller, code: 'parties.not_a_seller' },
  { who: 'the market itself', actor: system, require: requireSeller, code: 'parties.not_a_seller' },
  { who: 'a buyer', actor: buyer, require: requireOperator, code: 'parties.not_an_operator' },
  { who: 'the market itself', actor: system, require: requireOperator, code: 'parties.not_an_operator' },
])('R1: $who is refused with $code', ({ actor, require, code }) => {
  expect(() => require(actor)).toThrow(expect.objectContaining({ code, kind: 'forbidden' }))
})

const at = (ms: number) => ms as WallInstant
const count = (failures: number, windowAt: number) => ({
  failures,
  windowAt: at(windowAt),
  most: 10,
  windowMs: fromMinutes(15),
})

test.each([
  { name: 'the tenth try passes', tries: count(10, 0), retryAfter: undefined },
  { name: 'the eleventh waits for the end of the window', tries: count(11, 0), retryAfter: 840 },
  { name: 'a moment before the end it is one second', tries: count(11, fromMinutes(-14) + 1), retryAfter: 1 },
])('sign-in limits: $name', ({ tries, retryAfter }) => {
  const decide = () => decideSignIn(tries, at(fromMinutes(1)))

  if (retryAfter === undefined) expect(decide).not.toThrow()
  else
    expect(decide).toThrow(
      expect.objectContaining({ code: 'parties.sign_in_limited', details: { retryAfter } }),
    )
})

test('an address, which many people may share, is allowed more than one account', () => {
  expect(signInLimits.address.most).toBeGreaterThan(signInLimits.email.most)
})

test('characters of a password are counted and not code units', () => {
  expect(() => requireFitPassword('😀😀😀😀')).toThrow(
    expect.objectContaining({ code: 'parties.password_unfit' }),
  )
  expect(() => requireFitPassword('桥下有水桥下有水')).not.toThrow()
})

test('an email is written small and without spaces around it', () => {
  expect(normaliseEmail('  Lin@Cangye.Example ')).toBe('lin@cangye.example')
})
