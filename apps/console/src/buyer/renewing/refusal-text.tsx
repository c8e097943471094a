import type { ServiceAct, ServiceDetail } from '@loggia/protocol/console'
import { formatTime, useLanguage, useText, useZone } from '@loggia/ui'
import { renewingTexts } from './texts.ts'
import { formatChangeableFrom } from '../services/standing.ts'

/** Explains why an act is not possible now. */
export function useRefusalText(service: ServiceDetail): (act: ServiceAct) => string | undefined {
  const { refusals } = renewingTexts.use()
  const text = useText()
  const language = useLanguage()
  const zone = useZone()
  return ({ allowed, refusal }) => {
    if (allowed || !refusal) return undefined
    if (refusal.code === 'subscription.not_in_state') return refusals.state[service.state]
    if (refusal.code === 'subscription.too_early_to_change' && service.endsAt !== undefined) {
      const from = formatChangeableFrom(service.endsAt, zone)
      return refusals.tooEarly(formatTime(from, { language, zone, precision: 'minute' }))
    }
    const known: Readonly<Record<string, string>> = refusals.known
    return known[refusal.code] ?? text(refusal.sentence)
  }
}
