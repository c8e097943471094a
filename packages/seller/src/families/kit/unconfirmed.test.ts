import { describe, expect, test } from 'vitest'
import { refuse } from '../../index.ts'
import { clock, listCodes, startKit } from '../../tried-kit.ts'

describe('a handler that is slower than the budget', () => {
  /** A seller whose additions of people take until `go`, and what its handlers were called with. */
  function startSlowly({ refuses = false } = {}) {
    const [calls, gates]: [string[], (() => void)[]] = [[], []]
    const { kit } = startKit(
      {
        syncEnterprise: ({ change }) => void calls.push(`enterprise ${change}`),
        syncPeople: async ({ change }) => {
          calls.push(`people ${change}`)
          await new Promise<void>((resolve) => void gates.push(resolve))
          return refuses ? refuse('noResource') : undefined
        },
      },
      { options: { budgetMs: 50 } },
    )
    const go = async (): Promise<void> => {
      gates.splice(0).forEach((open) => open())
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { kit, calls, go }
  }
  const person = [{ userName: 'a' }]

  test('is called once, and its repeat, sent later, is told how it ended', async () => {
    const { kit, calls, go } = startSlowly()

    const first = await kit.people(person)
    await go()
    clock.advance({ seconds: 1 })
    const repeat = await kit.people(person)

    expect(listCodes([first, repeat])).toEqual(['000004', '000000'])
    expect(calls).toEqual(['people add'])
  })

  test('tells a refusal to the repeat', async () => {
    const { kit, calls, go } = startSlowly({ refuses: true })

    const first = await kit.people(person)
    await go()

    expect(listCodes([first, await kit.people(person)])).toEqual(['000004', '000100'])
    expect(calls).toHaveLength(1)
  })

  test('is called again after its outcome was told, or after another call', async () => {
    const { kit, calls, go } = startSlowly()

    await kit.people(person)
    await go()
    await kit.enterprise({ change: 'delete' })
    const again = await kit.people(person)
    await go()
    const told = await kit.people(person)
    const anew = await kit.people(person)
    await go()

    expect(listCodes([again, told, anew])).toEqual(['000004', '000000', '000004'])
    expect(calls).toEqual(['people add', 'enterprise delete', 'people add', 'people add'])
  })
})
