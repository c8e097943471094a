import type { Supervision } from '@loggia/protocol/console'
import { formatTime, useLanguage, useZone } from '@loggia/ui'
import { supervisionTexts } from './texts.ts'

/** Until when somebody acts, and what happens then. */
export function UntilText({
  of: { paused },
  until,
}: {
  readonly of: Pick<Supervision, 'paused'>
  readonly until: NonNullable<Supervision['until']>
}) {
  const texts = supervisionTexts.use().until
  const language = useLanguage()
  const zone = useZone()
  const at = formatTime(until.at, { language, zone, precision: 'minute' })
  const isRecheck = until.what === 'decision' && paused !== 'appeal'
  return <span className="num">{texts[isRecheck ? 'recheck' : until.what](at)}</span>
}
