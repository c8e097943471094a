import { formatCount, formatTime, useLanguage, useZone } from '@loggia/ui'
import { clockTexts } from './texts.ts'

/** The target of a move. */
export function MoveText({ target }: { readonly target: string }) {
  const language = useLanguage()
  const zone = useZone()
  return clockTexts.use().onTheWay(formatTime(target, { language, zone }))
}

/** What happened during the move. */
export function DoneText({ of }: { readonly of: { readonly wakeups: number; readonly calls: number } }) {
  const texts = clockTexts.use()
  if (of.wakeups + of.calls === 0) return texts.nothing
  return texts.done(formatCount(of.wakeups), formatCount(of.calls))
}
