import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTurns } from './turns.ts'
import type { EndTurn, TurnLimits } from './turns.ts'

const limits: TurnLimits = { atOnce: 2, atOnceOfOwner: 1, waitingOfOwner: 5, waiting: 100, waitMs: 2000 }

/** Takes turns, and records which owners got theirs, in which order. */
function givenTurns(given: Partial<TurnLimits> = {}) {
  const turns = createTurns({ ...limits, ...given })
  const served: string[] = []
  const refused: string[] = []
  const open = new Map<string, EndTurn>()
  async function ask(owner: string, name = owner): Promise<void> {
    const end = await turns.take(owner)
    if (!end) return void refused.push(name)
    served.push(name)
    open.set(name, end)
  }
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const end = async (name: string): Promise<void> => {
    open.get(name)?.()
    await settle()
  }
  return { ask: (...names: [string, string?]) => void ask(...names), end, settle, served, refused }
}

describe('turns at something scarce', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('one owner who asks for much leaves the other places free', async () => {
    const { ask, settle, served } = givenTurns()
    for (let n = 0; n < 5; n += 1) ask('A', `A${n}`)

    ask('B')
    await settle()

    expect(served).toEqual(['A0', 'B'])
  })

  test('owners take turns: who comes later waits behind one of each other owner, not behind all that they asked', async () => {
    const { ask, end, settle, served } = givenTurns({ atOnce: 1 })
    for (const name of ['A0', 'A1', 'A2', 'B0', 'B1']) ask(name.slice(0, 1), name)
    await settle()

    for (const name of ['A0', 'A1', 'B0', 'A2']) await end(name)

    expect(served).toEqual(['A0', 'A1', 'B0', 'A2', 'B1'])
  })

  test('who has waited too long is refused, and the next in line has the turn', async () => {
    const { ask, end, served, refused } = givenTurns({ atOnce: 1 })
    ask('A')
    ask('B')
    await vi.advanceTimersByTimeAsync(1)
    ask('C')

    await vi.advanceTimersByTimeAsync(1999)
    await end('A')

    expect({ served, refused }).toEqual({ served: ['A', 'C'], refused: ['B'] })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('so many of one owner wait, and so many in all; the next is refused at once', async () => {
    const { ask, settle, refused } = givenTurns({ atOnce: 1, waitingOfOwner: 2, waiting: 3 })
    for (const name of ['A0', 'A1', 'A2', 'A3', 'B0', 'B1', 'C0']) ask(name.slice(0, 1), name)

    await settle()

    expect(refused).toEqual(['A3', 'B1', 'C0'])
  })

  test('without a limit of time they wait until it is their turn; a turn that ends twice makes one place', async () => {
    const turns = createTurns({ atOnce: 1, atOnceOfOwner: 1, waitingOfOwner: 5, waiting: 5 })
    const end = await turns.take('A')
    let served = 0
    for (const owner of ['B', 'C']) void turns.take(owner).then(() => (served += 1))

    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(served).toBe(0)
    end?.()
    end?.()
    await vi.advanceTimersByTimeAsync(0)

    expect(served).toBe(1)
  })
})
