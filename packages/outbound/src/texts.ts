import { Resolver } from 'node:dns/promises'
import type { DurationMs } from '@loggia/kernel'

/** The TXT records of a name, each joined of its parts; none if there is no such name. Rejects if the resolver fails. */
export type LookupTexts = (name: string) => Promise<readonly string[]>

const none: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA'])
const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** Asks the resolvers of this machine. */
export const createTextLookup =
  (timeLimitMs: DurationMs): LookupTexts =>
  async (name) => {
    const resolver = new Resolver({ timeout: timeLimitMs, tries: 1 })
    const timer = setTimeout(() => resolver.cancel(), timeLimitMs)
    try {
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    } catch (error) {
      if (none.has(codeOf(error))) return []
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
