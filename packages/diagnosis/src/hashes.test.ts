import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { computeHmac, otherAlgorithms, computeHash } from './hashes.ts'
import { createChance } from './planted/random.ts'

const algorithms = ['sha256', ...otherAlgorithms]

test('digests are those of the runtime, for keys and texts of every length', () => {
  const chance = createChance(1)
  const lengths = [0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 135, 136, 137, 300, 2047, 2048, 2049, 5000]
  for (const algorithm of algorithms)
    for (const length of lengths) {
      const text = Buffer.from(chance.text(length))
      const key = Buffer.from(chance.text(chance.below(300)))

      expect(computeHash(text, algorithm)).toEqual(createHash(algorithm).update(text).digest())
      for (const by of [key, key.toString()])
        for (const data of [text, text.toString()])
          expect(computeHmac(by, data, algorithm)).toEqual(createHmac(algorithm, by).update(data).digest())
    }
})

test('one key serves several algorithms in turn', () => {
  const key = Buffer.from('a-key-of-the-tests')

  for (const algorithm of [...algorithms, ...algorithms])
    expect(computeHmac(key, computeHmac(key, 'a', algorithm), algorithm)).toEqual(
      createHmac(algorithm, key).update(createHmac(algorithm, key).update('a').digest()).digest(),
    )
})
