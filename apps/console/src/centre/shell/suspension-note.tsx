import { Icon, Time } from '@loggia/ui'
import { useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { suspensionNoteTexts } from './suspension-texts.ts'

/** Tells the members of a suspended party why, until when, what goes on, and whom to ask. */
export function SuspensionNote({ area }: { readonly area: Area }) {
  const texts = suspensionNoteTexts.use()
  const { session } = useFrame()
  const suspension = area === 'operator' ? undefined : session?.[area]?.suspension
  if (!suspension || area === 'operator') return null
  return (
    <section className="note note--bad cm__suspended" aria-label={texts.title[area]}>
      <Icon name="alert" />
      <div className="grow">
        <p>
          <b className="strong">{texts.title[area]}</b>{' '}
          {suspension.until !== undefined && (
            <span>
              {texts.until} <Time at={suspension.until} precision="minute" />
            </span>
          )}
        </p>
        <p className="written">{texts.reason(suspension.reason)}</p>
        <p className="t13">{texts.effects[area]}</p>
        <p className="t13">{texts.contact}</p>
      </div>
    </section>
  )
}
