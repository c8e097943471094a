import { expect, test } from 'vitest'
import type { Wall, WallInstant } from '@loggia/kernel'
import { createAdmission } from './admission.ts'

function givenAdmission(mostAMinute: number) {
  let now = 1_000_000
  const wall: Wall = { source: 'wall', now: () => now as WallInstant }
  return { ...createAdmission({ wall, mostAMinute }), pass: (ms: number) => void (now += ms) }
}

test('so many requests a minute are let in, then the next waits for the oldest to be a minute old', () => {
  const { admit, pass } = givenAdmission(3)
  for (let n = 0; n < 3; n += 1) {
    expect(admit('sel_1')).toBeUndefined()
    pass(1000)
  }

  pass(27_000)
  expect(admit('sel_1')).toBe(30)
  pass(29_999)
  expect(admit('sel_1')).toBe(1)
  pass(1)
  expect(admit('sel_1')).toBeUndefined()
  expect(admit('sel_1')).toBe(1)
})

test('one who has asked too often keeps nobody else out', () => {
  const { admit } = givenAdmission(1)

  const told = ['sel_1', 'sel_1', 'sel_2', 'sel_1'].map((who) => admit(who))

  expect(told).toEqual([undefined, 60, undefined, 60])
})

test('several at once are let in together or not at all', () => {
  const { admit, pass } = givenAdmission(4)
  expect(admit('sel_1', 2)).toBeUndefined()
  pass(10_000)
  expect(admit('sel_1')).toBeUndefined()

  expect(admit('sel_1', 2)).toBe(50)
  expect(admit('sel_1', 4)).toBe(60)
  expect(admit('sel_1')).toBeUndefined()
  pass(50_000)
  expect(admit('sel_1', 2)).toBeUndefined()
})
