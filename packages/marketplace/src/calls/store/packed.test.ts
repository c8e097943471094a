import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packBytes } from './packed.ts'

test('whatever the values are, each is where it is said to be', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined })), (values) => {
      const { bytes, starts, lengths } = packBytes(values)

      const read = values.map((_value, nth) => {
        const from = (starts[nth] ?? 0) - 1
        const length = lengths[nth]
        return length === null || length === undefined
          ? undefined
          : new Uint8Array(bytes.subarray(from, from + length))
      })
      expect(read).toEqual(values)
    }),
  )
})
