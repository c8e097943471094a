import { readOwnPath } from '@loggia/protocol/console/identity/kinds'
import type { Session } from '@loggia/protocol/console'
import { Icon, useText } from '@loggia/ui'
import { useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { leaveFor } from '../leave-for.ts'
import { getSiteName } from '../../site.ts'
import { accountTexts } from './texts.ts'
import { Choice, PasswordInput, SubmitButton, TextInput, hasFault, useSending } from './form.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { getHome, paths } from '../links.ts'
import { Refused } from '../entrance/refused.tsx'
import { CompaniesPart } from './companies-part.tsx'
import { ConnectionsPart } from './connections-part.tsx'
import { EmailPart } from './email-part.tsx'
import { Part } from './part.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { FactorsPart } from '../factors/lazy.tsx'

/** The member's own account; with an initial password only its change, and then only the second factor that is required. */
export function Account({ next }: { readonly next: string }) {
  const texts = accountTexts.use()
  const { session } = useFrame()
  if (!session) return null
  const goOn = () => leaveFor(onward(next, session))
  return (
    <main id="main" className="wrap account">
      <h1>{texts.title}</h1>
      {session.mustChangePassword ? (
        <>
          <Must text={texts.mustChange} />
          <PasswordPart session={session} onChanged={goOn} />
        </>
      ) : session.mustAddFactor ? (
        <>
          <Must text={texts.mustAddFactor} />
          <FactorsPart onAdded={() => void goOn()} />
        </>
      ) : (
        <>
          <p className="dim">{texts.lead}</p>
          <AccountParts session={session} />
        </>
      )}
    </main>
  )
}

/** Everything that members change of their own account; the centres show it in their own frame. */
export const AccountParts = ({ session }: { readonly session: Session }) => (
  <>
    <Parties session={session} />
    <ProfilePart session={session} />
    <EmailPart session={session} />
    <PasswordPart session={session} />
    <FactorsPart />
    <SessionsPart />
    <ConnectionsPart />
    <CompaniesPart />
  </>
)

/** What has to be done before anything else. */
const Must = ({ text }: { readonly text: string }) => (
  <div className="note note--warn">
    <Icon name="lock" />
    <p>{text}</p>
  </div>
)

const onward = (next: string, session: Session): string => {
  const path = readOwnPath(next)
  return path === undefined || path === paths.home ? getHome(session) : path
}

/** The parties of the member, and whether it is their main account. */
function Parties({ session }: { readonly session: Session }) {
  const texts = accountTexts.use()
  const text = useText()
  const siteName = getSiteName(useFrame())
  const { rights } = session
  const rows = [
    session.buyer && ([texts.buyer, text(session.buyer.name), rights.buyer, paths.buyerCentre] as const),
    session.seller && ([texts.seller, text(session.seller.name), rights.seller, paths.sellerCentre] as const),
    session.operator && ([texts.operator, siteName, rights.operator, paths.operatorArea] as const),
  ].filter((row) => row !== undefined && row !== false)
  return (
    <Part title={texts.organisations}>
      {rows.length === 0 && <p className="dim">{texts.noParty}</p>}
      <ul className="account__rows">
        {rows.map(([kind, name, of, href]) => (
          <li key={href}>
            <a href={href}>{name}</a>
            <span className="dim">
              {kind} · {of?.main ? texts.main : texts.member}
            </span>
          </li>
        ))}
      </ul>
      {rights.buyer?.main && !session.seller && (
        <p>
          <a href={paths.sell}>{texts.sell}</a>
        </p>
      )}
    </Part>
  )
}

function ProfilePart({ session }: { readonly session: Session }) {
  const texts = accountTexts.use()
  const api = useApi()
  const frame = useFrame()
  const [name, setName] = useState(session.member.name)
  const [language, setLanguage] = useState(session.member.language)
  const [isChecked, setChecked] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const { busy, problem, send } = useSending()
  const error = name.trim() === '' ? texts.nameMissing : undefined
  const onSubmit = () => {
    setChecked(true)
    setSaved(false)
    if (hasFault({ name: error })) return
    void send(async () => {
      await api.request('PUT /api/profile', { body: { name: name.trim(), language } })
      // The language of the pages follows the preference; the server stores it in its cookie.
      if (language === frame.language) setSaved(true)
      else await leaveFor(`/preferences?language=${language}&next=${encodeURIComponent(location.pathname)}`)
    })
  }
  return (
    <Part title={texts.profile}>
      <CheckedForm className="account__form" onSubmit={onSubmit}>
        <TextInput
          id="name"
          label={texts.name}
          error={isChecked ? error : undefined}
          autoComplete="name"
          value={name}
          onChange={setName}
        />
        <Choice
          id="language"
          label={texts.language}
          value={language}
          options={[
            ['zh-CN', texts.languages['zh-CN']],
            ['en-US', texts.languages['en-US']],
          ]}
          onChange={setLanguage}
        />
        {problem && <Refused problem={problem} />}
        <div className="row">
          <SubmitButton plain busy={busy} text={texts.save} doing={texts.saving} />
          <output className="t13 dim">{isSaved && texts.saved}</output>
        </div>
      </CheckedForm>
    </Part>
  )
}

function PasswordPart({
  session,
  onChanged,
}: {
  readonly session: Session
  readonly onChanged?: () => Promise<void>
}) {
  const texts = accountTexts.use()
  const api = useApi()
  const [given, setGiven] = useState({ current: '', next: '' })
  const [isChecked, setChecked] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const { busy, problem, send } = useSending()
  const faults = {
    current: given.current === '' ? texts.passwordMissing : undefined,
    next: [...given.next].length < 10 ? texts.nextHint : undefined,
  }
  const onSubmit = () => {
    setChecked(true)
    setChanged(false)
    if (hasFault(faults)) return
    void send(async () => {
      await api.request('PUT /api/profile/password', { body: given })
      setGiven({ current: '', next: '' })
      setChecked(false)
      setChanged(true)
      await onChanged?.()
    })
  }
  return (
    <Part title={texts.password}>
      <CheckedForm className="account__form" onSubmit={onSubmit}>
        {/* A password manager needs the user name. */}
        <input
          className="sr"
          type="text"
          autoComplete="username"
          value={session.member.email}
          readOnly
          hidden
        />
        <PasswordInput
          id="current"
          label={texts.current}
          show={texts.show}
          error={isChecked ? faults.current : undefined}
          autoComplete="current-password"
          value={given.current}
          onChange={(current) => setGiven({ ...given, current })}
        />
        <PasswordInput
          id="next"
          name="password"
          label={texts.next}
          hint={texts.nextHint}
          show={texts.show}
          error={isChecked ? faults.next : undefined}
          autoComplete="new-password"
          value={given.next}
          onChange={(next) => setGiven({ ...given, next })}
        />
        {problem && <Refused problem={problem} />}
        <div className="row row--wrap">
          <SubmitButton busy={busy} text={texts.change} doing={texts.changing} />
          <output className="t13 dim">{isChanged && texts.changed}</output>
        </div>
      </CheckedForm>
    </Part>
  )
}
