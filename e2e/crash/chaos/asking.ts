import { ApiProblem } from '@loggia/client'
import type { ServiceDetail } from '@loggia/protocol/console'
import type { Chance } from '../../harness/chance.ts'
import type { Member } from '../../harness/client.ts'
import { isLimited, askUntilAnswered } from '../../harness/patience.ts'

/** A member who looks at the page of a service. */
export type Seen = { readonly member: Member; readonly service: ServiceDetail; readonly chance: Chance }

/** Refusals that have a 5xx status although the server is healthy. */
const unavailable = new Set(['quote.seller_unreachable'])
/** `later`: refused only for the moment. */
export type Answered<T> = { readonly reply: T } | { readonly refused: string; readonly later: boolean }

/** Repeats a request until it is answered; a refusal is an answer. */
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
