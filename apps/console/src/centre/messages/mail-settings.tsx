import { Link, useLocation } from '@tanstack/react-router'
import type { MailPreferences, MessageTopic } from '@loggia/protocol/console'
import { useEffect, useId } from 'react'
import { useChange, useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { useRefusalToast } from '../parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../parts/loaded.tsx'
import { Card } from '../parts/page.tsx'
import { mailSettingTexts } from './mail-texts.ts'
import { ReceiversCard } from './receivers-card.tsx'

/** Emails lead to `#email`. */
const cardId = 'email'
const variable = 'LOGGIA_SMTP_HOST'

/** The topics about which the reader also gets emails. */
export function MailSettings({ area }: { readonly area: Area }) {
  const found = useRead(`GET /api/${area}/mail-preferences`, {})
  return (
    <Loaded of={found} skeleton={<CardSkeleton rows={6} />}>
      {(preferences) => <SettingsCard area={area} of={preferences} />}
    </Loaded>
  )
}

type OfCard = { readonly area: Area; readonly of: MailPreferences }

function SettingsCard({ area, of }: OfCard) {
  const texts = mailSettingTexts.use()
  useScrollTo(cardId)
  return (
    <>
      <Card id={cardId} title={texts.title}>
        {of.isOn ? <Topics area={area} of={of} /> : <Off area={area} />}
      </Card>
      {of.isOn && <ReceiversCard area={area} />}
    </>
  )
}

/** The router looks for the id before the card is loaded, so it does not find it. */
function useScrollTo(id: string): void {
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    if (hash === id) document.getElementById(id)?.scrollIntoView()
  }, [hash, id])
}

function Off({ area }: { readonly area: Area }) {
  const texts = mailSettingTexts.use()
  return (
    <div className="stack t13">
      <p>{texts.off}</p>
      {area === 'operator' && (
        <p className="dim">
          {texts.howOn} <span className="mono wire-id">{variable}</span>{' '}
          <Link to="/operator/settings">{texts.toSettings}</Link>
        </p>
      )}
    </div>
  )
}

function Topics({ area, of }: OfCard) {
  const texts = mailSettingTexts.use()
  return (
    <>
      <p className="t13 dim">{texts.lead}</p>
      <p className="t13">
        {texts.to} <span className="mono wire-id">{of.address}</span>
      </p>
      <ul className="topics">
        {of.preferences.map((preference) => (
          <Topic key={preference.topic} area={area} of={preference} />
        ))}
      </ul>
    </>
  )
}

type TopicProps = { readonly area: Area; readonly of: MailPreferences['preferences'][number] }

/** Each switch has a change of its own, so that several can be saved at the same time. */
function Topic({ area, of: { topic, wanted, isFixed } }: TopicProps) {
  const texts = mailSettingTexts.use()
  const covers: { readonly [T in MessageTopic]?: string } = texts.covers[area]
  const id = useId()
  const showRefusal = useRefusalToast()
  const change = useChange(`PUT /api/${area}/mail-preferences`, [`GET /api/${area}/mail-preferences`])
  const isOn = change.isPending ? change.variables.body.wanted : wanted
  const onSwitch = (next: boolean) => {
    // Two changes under way could be saved in the other order.
    if (change.isPending) return
    change.mutate({ body: { topic, wanted: next } }, { onError: showRefusal })
  }
  return (
    <li>
      <label className="switch">
        <span className="grow strong">{texts.topics[topic]}</span>
        <input
          type="checkbox"
          aria-describedby={id}
          checked={isOn}
          disabled={isFixed}
          onChange={(event) => onSwitch(event.target.checked)}
        />
      </label>
      <div className="below" id={id}>
        {covers[topic] !== undefined && <p>{covers[topic]}</p>}
        {isFixed && <p>{texts.fixed}</p>}
      </div>
    </li>
  )
}
