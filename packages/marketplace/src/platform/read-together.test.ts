import { describe, expect, test } from 'vitest'
import { readTogether } from './read-together.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('questions of one turn', () => {
  test('are one read, and each asker gets the answer to its own', async () => {
    const reads: (readonly number[])[] = []
    const double = readTogether(async (numbers: readonly number[]) => {
      reads.push(numbers)
      await nextTurn()
      return numbers.map((one) => one * 2)
    })

    const answers = await Promise.all([3, 1, 3, 2].map(double))
    const later = await double(5)

    expect(answers).toEqual([6, 2, 6, 4])
    expect(later).toBe(10)
    expect(reads).toEqual([[3, 1, 3, 2], [5]])
  })

  test('do not wait for a read that is under way', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const ask = readTogether(async (names: readonly string[]) => {
      if (names.includes('slow')) await held
      return names
    })
    const slow = ask('slow')
    await nextTurn()
    await nextTurn()

    expect(await ask('quick')).toBe('quick')
    release()
    expect(await slow).toBe('slow')
  })

  test('are split where there are too many', async () => {
    const sizes: number[] = []
    const ask = readTogether((numbers: readonly number[]) => {
      sizes.push(numbers.length)
      return Promise.resolve(numbers)
    }, 2)

    expect(await Promise.all([1, 2, 3, 4, 5].map(ask))).toEqual([1, 2, 3, 4, 5])
    expect(sizes).toEqual([2, 2, 1])
  })

  test('fail together, and the next ones are asked anew', async () => {
    let isDown = true
    const ask = readTogether((numbers: readonly number[]) =>
      isDown ? Promise.reject(new Error('down')) : Promise.resolve(numbers),
    )

    const failed = await Promise.allSettled([ask(1), ask(2)])
    isDown = false

    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask(3)).toBe(3)
  })
})
