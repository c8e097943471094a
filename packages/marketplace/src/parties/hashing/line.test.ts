import { expect, test } from 'vitest'
import { createLine } from './line.ts'
import type { LineLimits } from './line.ts'

/** A line whose jobs end when the test says so; `began` lists them in the order in which they started. */
function openLine(limits: Partial<LineLimits> = {}) {
  const line = createLine({ atOnce: 1, mostWaiting: 6, mostOfOne: 3, ...limits }, () => new Error('full'))
  const began: string[] = []
  const ends: (() => void)[] = []
  const refused: string[] = []
  const ask = (name: string, of: string | undefined): void => {
    const work = () =>
      new Promise<void>((resolve) => {
        began.push(name)
        ends.push(resolve)
      })
    void line.run(of, work).catch(() => void refused.push(name))
  }
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    began,
    refused,
    async asks(...names: string[]) {
      for (const name of names) ask(name, name[0])
      await turn()
    },
    async asksForNobody(name: string) {
      ask(name, undefined)
      await turn()
    },
    async endAll() {
      for (let next = ends.shift(); next; next = ends.shift()) {
        next()
        await turn()
      }
    },
  }
}

test('as many as are allowed are worked on at once, the others wait', async () => {
  const line = openLine({ atOnce: 2 })

  await line.asks('a1', 'b1', 'c1')

  expect(line.began).toEqual(['a1', 'b1'])
  await line.endAll()
  expect(line.began).toEqual(['a1', 'b1', 'c1'])
})

test('sixty of one stand behind one of another: they are served in turn, and most are refused before they begin', async () => {
  const line = openLine({ atOnce: 2, mostWaiting: 20, mostOfOne: 4 })
  const sixty = Array.from({ length: 60 }, (_, i) => `a${i}`)

  await line.asks(...sixty, 'b1')
  await line.endAll()

  expect(line.refused).toHaveLength(54)
  expect(line.began).toEqual(['a0', 'a1', 'a2', 'b1', 'a3', 'a4', 'a5'])
})

test('in a full line whoever holds most gives a place to one who holds fewer', async () => {
  const line = openLine()
  await line.asks('x0', 'a1', 'a2', 'a3', 'b1', 'b2', 'b3')

  await line.asks('c1', 'd1', 'e1', 'f1', 'g1')
  await line.endAll()

  expect(line.refused).toEqual(['a3', 'b3', 'a2', 'b2', 'g1'])
  expect(line.began).toEqual(['x0', 'a1', 'b1', 'c1', 'd1', 'e1', 'f1'])
})

test('what nobody asked for is never refused and takes nobody’s place', async () => {
  const line = openLine({ mostWaiting: 1 })
  await line.asks('x0', 'a1')

  for (const name of ['1', '2', '3', '4', '5']) await line.asksForNobody(name)
  await line.endAll()

  expect(line.refused).toEqual([])
  expect(line.began).toEqual(['x0', 'a1', '1', '2', '3', '4', '5'])
})

test('a work that fails lets the next one in', async () => {
  const line = createLine({ atOnce: 1, mostWaiting: 1, mostOfOne: 1 }, () => new Error('full'))

  const failed = line.run('a', () => Promise.reject(new Error('broken')))
  const after = line.run('b', async () => 'done')

  await expect(failed).rejects.toThrow('broken')
  await expect(after).resolves.toBe('done')
})
