import type { CorpusCase } from '../case.ts'
import { strangersAkSk } from './ak-sk.ts'
import { strangersReplies } from './replies.ts'
import { strangersStamped } from './stamped.ts'
import { strangersTokens } from './tokens.ts'

/** Cases by an author who knew the pages of the protocols but not which mistakes the diagnosis looks for. */
export const strangers: readonly CorpusCase[] = [
  ...strangersStamped,
  ...strangersTokens,
  ...strangersReplies,
  ...strangersAkSk,
]
