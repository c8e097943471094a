import type { Watch } from '@loggia/protocol/console'
import { Icon, formatTime, useLanguage, useZone } from '@loggia/ui'
import { monitoringTexts } from './texts.ts'

/** That an operator has deferred the consequences for a product, until when and why; nothing if none are deferred. */
export function DeferralNote({ of: { deferred } }: { readonly of: Pick<Watch, 'deferred'> }) {
  const { card } = monitoringTexts.use()
  const language = useLanguage()
  const zone = useZone()
  if (!deferred) return null
  return (
    <div className="note note--info">
      <Icon name="clock" />
      <p className="written">
        {card.deferred(formatTime(deferred.until, { language, zone }), deferred.reason)}
      </p>
    </div>
  )
}
