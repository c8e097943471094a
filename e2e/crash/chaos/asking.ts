import { ApiProblem } from '@loggia/client'
import type { ServiceDetail } from '@loggia/protocol/console'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import { isLimited, askUntilAnswered } from '../../harness/patience.ts'

/** Somebody before the page of a service. */
export type Seen = { readonly member: Member; readonly service: ServiceDetail; readonly chance: Chance }

/** Refusals with a status as of a server that is not itself. */
const unavailable = new Set(['quote.seller_unreachable'])
/** `later`: refused for the moment only. */
export type Answered<T> = { readonly reply: T } | { readonly refused: string; readonly later: boolean }

/** Asks until there is an answer; a refusal is one. */
export const askUntilDecided = <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<Answered<T>> =>
  askUntilAnswered(async (signal) => {
    try {
      return { reply: await ask(signal) }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const isRefusal = error.status >= 400 && error.status < 500 && error.code !== 'client.unreadable'
      const later = isLimited(error)
      if (isRefusal || later || unavailable.has(error.code)) return { refused: error.code, later }
      throw error
    }
  })
