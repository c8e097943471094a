import type { RouteReply } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { PasswordInput, SubmitButton, TextInput, hasFault, isEmail, useSending } from '../account/form.tsx'
import { useApi } from '../frame.tsx'
import { paths } from '../links.ts'
import { linkTexts } from './link-texts.ts'
import { Notice } from './notice.tsx'
import { Refused } from './refused.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Asks for the link to choose a new password; opened by that link, for the password. */
export function ResetPassword({ sendsMail }: { readonly sendsMail: boolean }) {
  const texts = linkTexts.use()
  const token = useLinkToken()
  if (token) return <ChoosePassword key={token} token={token} isFirst={false} />
  if (!sendsMail)
    return (
      <Notice
        title={texts.noMailTitle}
        text={texts.noMail}
        action={{ name: texts.signIn, href: paths.signIn() }}
        other={{ name: texts.home, href: paths.home }}
      />
    )
  return <AskLink />
}

/** Opened by the link of an invitation: the first password of a member. */
export function AcceptInvitation() {
  const texts = linkTexts.use()
  const token = useLinkToken()
  if (token === undefined) return <Door title={texts.welcomeTitle} lead={texts.loading} />
  if (token === null) return <Unusable />
  return <ChoosePassword key={token} token={token} isFirst />
}

export function Door(props: {
  readonly title: string
  readonly lead: string
  readonly children?: ReactNode
}) {
  const texts = linkTexts.use()
  return (
    <main id="main" className="wrap door">
      <section className="door__form" aria-labelledby="door-title">
        <h1 id="door-title">{props.title}</h1>
        <p className="dim">{props.lead}</p>
        {props.children}
        <noscript>
          <p className="note note--warn">{texts.noScript}</p>
        </noscript>
      </section>
    </main>
  )
}

function AskLink() {
  const texts = linkTexts.use()
  const api = useApi()
  const [email, setEmail] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [sentTo, setSentTo] = useState<string>()
  const { busy, problem, send } = useSending()
  const error = isEmail(email) ? undefined : texts.emailMissing
  if (sentTo !== undefined)
    return (
      <Notice
        title={texts.sentTitle}
        text={texts.sent(sentTo)}
        action={{ name: texts.signIn, href: paths.signIn() }}
        other={{ name: texts.again, href: paths.resetPassword }}
      />
    )
  const onSubmit = () => {
    setChecked(true)
    if (hasFault({ email: error })) return
    void send(async () => {
      await api.request('POST /api/password-reset-requests', { body: { email: email.trim() } })
      setSentTo(email.trim())
    })
  }
  return (
    <Door title={texts.title} lead={texts.lead}>
      <CheckedForm className="door__fields" onSubmit={onSubmit}>
        <TextInput
          id="email"
          type="email"
          label={texts.email}
          error={isChecked ? error : undefined}
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        {problem && <Refused problem={problem} />}
        <SubmitButton busy={busy} text={texts.send} doing={texts.sending} />
      </CheckedForm>
    </Door>
  )
}

type Owner = RouteReply<'POST /api/password-resets/owner'>

/** The account of a link; `unusable` if the link is over. */
function useOwner(token: string) {
  const api = useApi()
  const [owner, setOwner] = useState<Owner | 'unusable'>()
  useEffect(() => {
    let isGone = false
    void api
      .request('POST /api/password-resets/owner', { body: { token } })
      .catch(() => 'unusable' as const)
      .then((found) => {
        if (!isGone) setOwner(found)
      })
    return () => {
      isGone = true
    }
  }, [api, token])
  return owner
}

function ChoosePassword({ token, isFirst }: { readonly token: string; readonly isFirst: boolean }) {
  const texts = linkTexts.use()
  const api = useApi()
  const owner = useOwner(token)
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const { busy, problem, send } = useSending()
  const error = [...password].length < 10 ? texts.passwordMissing : undefined
  const title = isFirst ? texts.welcomeTitle : texts.newTitle
  if (isSaved)
    return (
      <Notice
        title={texts.savedTitle}
        text={texts.saved}
        action={{ name: texts.signIn, href: paths.signIn() }}
      />
    )
  if (owner === undefined) return <Door title={title} lead={texts.loading} />
  if (owner === 'unusable' || problem?.code === 'parties.link_unusable') return <Unusable />
  const onSubmit = () => {
    setChecked(true)
    if (hasFault({ password: error })) return
    void send(async () => {
      await api.request('POST /api/password-resets', { body: { token, password } })
      setSaved(true)
    })
  }
  const lead = isFirst ? texts.welcomeLead : texts.newLead
  return (
    <Door title={title} lead={lead(owner.name, owner.email)}>
      <CheckedForm className="door__fields" onSubmit={onSubmit}>
        {/* Tells password managers which account the password is for. */}
        <input type="hidden" name="username" autoComplete="username" value={owner.email} readOnly />
        <PasswordInput
          id="password"
          label={texts.password}
          hint={texts.passwordHint}
          error={isChecked ? error : undefined}
          show={texts.show}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        {problem && <Refused problem={problem} />}
        <SubmitButton busy={busy} text={texts.save} doing={texts.saving} />
      </CheckedForm>
    </Door>
  )
}

/** In the frame of the form that it takes the place of, so that nothing moves. */
export function Unusable() {
  const texts = linkTexts.use()
  return (
    <Door title={texts.unusableTitle} lead={texts.unusable}>
      <div className="row row--wrap door__acts">
        <a className="btn btn--primary btn--lg" href={paths.resetPassword}>
          {texts.getAnother}
        </a>
        <a className="btn btn--lg" href={paths.signIn()}>
          {texts.signIn}
        </a>
      </div>
    </Door>
  )
}
