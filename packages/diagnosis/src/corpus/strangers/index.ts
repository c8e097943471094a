import type { CorpusCase } from '../case.ts'
import { strangersAkSk } from './ak-sk.ts'
import { strangersReplies } from './replies.ts'
import { strangersStamped } from './stamped.ts'
import { strangersTokens } from './tokens.ts'

/** Cases by somebody who knew the pages of the protocols and not what is looked for. */
export const strangers: readonly CorpusCase[] = [
  ...strangersStamped,
  ...strangersTokens,
  ...strangersReplies,
  ...strangersAkSk,
]
