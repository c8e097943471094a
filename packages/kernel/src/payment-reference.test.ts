import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createReference,
  drawReference,
  formatReference,
  hasReferenceForm,
  readReference,
} from './payment-reference.ts'

const bodies = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
  .map((digits) => digits.join(''))

test('the check digits are those of ISO 11649', () => {
  // The example of the standard: RF18 5390 0754 7034.
  expect(createReference('539007547034')).toBe('RF18539007547034')
})

test('a reference is read as it is printed, pasted or typed', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const reference = createReference(body)
      const printed = formatReference(reference)
      expect(printed).toMatch(/^RF\d\d( \d{4}){3}$/)
      for (const typed of [reference, printed, reference.toLowerCase(), ` ${printed.replaceAll(' ', '-')} `])
        expect(readReference(typed)).toBe(reference)
    }),
  )
})

test('every wrong digit is noticed', () => {
  fc.assert(
    fc.property(
      bodies,
      fc.integer({ min: 2, max: 15 }),
      fc.integer({ min: 1, max: 9 }),
      (body, at, shift) => {
        const reference = createReference(body)
        const digit = (Number(reference[at]) + shift) % 10
        const wrong = reference.slice(0, at) + digit + reference.slice(at + 1)
        expect(readReference(wrong)).toBeUndefined()
        expect(hasReferenceForm(wrong)).toBe(true)
      },
    ),
  )
})

test('any two different digits that changed places are noticed, wherever they are', () => {
  fc.assert(
    fc.property(
      bodies,
      fc.integer({ min: 2, max: 15 }),
      fc.integer({ min: 2, max: 15 }),
      (body, first, second) => {
        const digits = [...createReference(body)]
        const [one = '', other = ''] = [digits[first], digits[second]]
        fc.pre(one !== other)
        digits[first] = other
        digits[second] = one
        expect(readReference(digits.join(''))).toBeUndefined()
      },
    ),
  )
})

test('each digit is drawn equally often', () => {
  const counts = Array.from({ length: 10 }, () => 0)
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  let at = 0
  for (let drawn = 0; drawn < 1250; drawn += 1) {
    const next = drawReference((length) => Uint8Array.from({ length }, () => every[at++ % 256] ?? 0))
    for (const digit of next.slice(4)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
  }

  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(30)
})

test.each([
  '',
  'RF',
  'RF18',
  'RF18 5390 0754 703',
  'RF18 5390 0754 70345',
  'CS2611290250ABCDE',
  'rf18 ５390 0754 7034',
])('%j is no reference', (typed) => {
  expect(readReference(typed)).toBeUndefined()
  expect(hasReferenceForm(typed)).toBe(false)
})

test('a body of another length is a fault of the caller', () => {
  expect(() => createReference('12345')).toThrow('no body of a reference')
})
