import type { MailSubscription as Subscription } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useEffect, useState } from 'react'
import { mailSettingTexts } from '../../centre/messages/mail-texts.ts'
import { useSending } from '../account/form.tsx'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { Notice } from './notice.tsx'
import { Door } from './reset-password.tsx'
import { Refused } from './refused.tsx'
import { subscriptionTexts } from './subscription-texts.ts'
import { useLinkToken } from './use-link-token.ts'

/** Opened by the links in emails to receivers without an account: to confirm the address, or to unsubscribe. */
export function MailSubscription() {
  const texts = subscriptionTexts.use()
  const api = useApi()
  const token = useLinkToken()
  const [found, setFound] = useState<Subscription | null>()
  const { busy, problem, send } = useSending()
  useEffect(() => {
    if (!token) return
    void api.request('POST /api/mail-subscription', { body: { token } }).then(setFound, () => setFound(null))
  }, [api, token])
  if (token === null || found === null || problem?.code === 'mail.subscription_unusable')
    return (
      <Notice
        title={texts.unusableTitle}
        text={texts.unusable}
        action={{ name: texts.home, href: paths.home }}
      />
    )
  const change = (what: 'confirmation' | 'end') => {
    if (!token) return
    void send(async () =>
      setFound(await api.request(`POST /api/mail-subscription/${what}`, { body: { token } })),
    )
  }
  return (
    <Door title={texts.title} lead={texts.lead}>
      {found ? <Shown of={found} busy={busy} onChange={change} /> : <div className="door__wait" />}
      {problem && <Refused problem={problem} />}
    </Door>
  )
}

type ShownProps = {
  readonly of: Subscription
  readonly busy: boolean
  readonly onChange: (what: 'confirmation' | 'end') => void
}

function Shown({ of: { email, organisation, topics, state }, busy, onChange }: ShownProps) {
  const texts = subscriptionTexts.use()
  const names = mailSettingTexts.use().topics
  const text = useText()
  const button = (what: 'confirmation' | 'end', name: string, isMain = false) => (
    <button
      type="button"
      className={isMain ? 'btn btn--primary btn--lg' : 'btn btn--lg'}
      aria-busy={busy}
      disabled={busy}
      onClick={() => onChange(what)}
    >
      {busy ? texts.busy : name}
    </button>
  )
  return (
    <div className="door__fields" aria-live="polite">
      <p>{organisation ? texts.from(text(organisation)) : texts.fromMarket}</p>
      <p>
        <b className="strong">{topics.map((topic) => names[topic]).join(' · ')}</b>
      </p>
      {state === 'waiting' && (
        <>
          <p className="dim">{texts.waitingLead(email)}</p>
          <div className="row row--wrap">
            {button('confirmation', texts.confirm, true)}
            {button('end', texts.refuse)}
          </div>
        </>
      )}
      {state === 'confirmed' && (
        <>
          <p className="dim">{texts.confirmedLead(email)}</p>
          <div className="row row--wrap">{button('end', texts.end, true)}</div>
        </>
      )}
      {state === 'unsubscribed' && (
        <>
          <p className="dim">{texts.endedLead(email)}</p>
          <div className="row row--wrap">{button('confirmation', texts.again)}</div>
        </>
      )}
    </div>
  )
}
