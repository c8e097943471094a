import { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { PageData, ProofKind, Session } from '@loggia/protocol/console'
import { Icon, useLanguage } from '@loggia/ui'
import { useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { leaveFor } from '../leave-for.ts'
import { FieldError, Refused } from './refused.tsx'
import { signInTexts } from './texts.ts'
import { CompanyNote, useCompanyWay } from './company-way.tsx'
import type { CompanyWay } from './company-way.tsx'
import { companySignInTexts } from './company-texts.ts'
import type { Credentials } from './demo-accounts.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { hasFault, toProblem, useSending } from '../account/form.tsx'
import { SecondStep } from '../factors/lazy.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { getPathAfterSignIn, paths } from '../links.ts'
import { linkTexts } from './link-texts.ts'
import { useLinkToken } from './use-link-token.ts'

type SignInData = Extract<PageData, { route: 'sign-in' }>

/** The sign-in page of buyers, sellers and operators. */
export function SignIn({ page }: { readonly page: SignInData }) {
  const texts = signInTexts.use()
  const gap = useLanguage() === 'zh-CN' ? '' : ' '
  const links = linkTexts.use()
  const { session } = useFrame()
  const confirmation = useLinkToken() ?? undefined
  const [given, setGiven] = useState<Credentials>({ email: '', password: '' })
  const [methods, setMethods] = useState<readonly ProofKind[]>()
  const onDone = (entered: Session) => leaveFor(getPathAfterSignIn(page.next, entered))
  if (methods)
    return (
      <main id="main" className="wrap door">
        <section className="door__form" aria-labelledby="sign-in-title">
          <SecondStep methods={methods} onDone={onDone} onAgain={() => setMethods(undefined)} />
        </section>
      </main>
    )
  return (
    <main id="main" className="wrap door">
      <section className="door__form" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">{confirmation ? links.firstTitle : texts.title}</h1>
        <p className="dim">{confirmation ? links.firstLead : texts.lead}</p>
        {session && !confirmation && page.isAnew && (
          <p className="note">{texts.again(session.member.name)}</p>
        )}
        {session && !confirmation && !page.isAnew && <Continue session={session} next={page.next} />}
        <Form
          next={page.next}
          isAnew={page.isAnew}
          confirmation={confirmation}
          given={given}
          onChange={setGiven}
          onDone={onDone}
          onSecond={setMethods}
        />
        {page.passkeys && !confirmation && <PasskeySignIn onDone={onDone} />}
        <CompanyLink next={page.next} isAnew={page.isAnew} />
        <p className="door__other">
          {texts.noAccount}
          {gap}
          <a href={paths.signUp(page.next)}>{texts.signUp}</a>
        </p>
        <noscript>
          <p className="note note--warn">{texts.noScript}</p>
        </noscript>
      </section>
      {page.demoAccounts.length > 0 && (
        <DemoAccounts accounts={page.demoAccounts} given={given} onUse={setGiven} />
      )}
    </main>
  )
}

function CompanyLink({ next, isAnew }: { readonly next: string; readonly isAnew: boolean }) {
  const texts = companySignInTexts.use()
  return (
    <div className="door__passkey door__company">
      <a className="btn btn--lg" href={paths.companySignIn(next, isAnew)}>
        <Icon name="bank" />
        {texts.way}
      </a>
    </div>
  )
}

/** Signs in without a password. */
function PasskeySignIn({ onDone }: { readonly onDone: (session: Session) => Promise<void> }) {
  const texts = signInTexts.use()
  const api = useApi()
  const { busy, problem, send } = useSending()
  const enter = () =>
    void send(async () => {
      const { signWithPasskey } = await import('../factors/browser-passkeys.ts')
      const { options } = await api.request('POST /api/session/passkey/challenge', {})
      const response = await signWithPasskey(options, texts.passkeys)
      const { session } = await api.request('POST /api/session/passkey', { body: { response } })
      await onDone(session)
    })
  return (
    <div className="door__passkey">
      {problem && <Refused problem={problem} />}
      <button type="button" className="btn btn--lg" aria-busy={busy} onClick={enter}>
        <Icon name="key" />
        {texts.withPasskey}
      </button>
    </div>
  )
}

/** A reader who is signed in goes on from here, or signs in with another account. */
function Continue({ session, next }: { readonly session: Session; readonly next: string }) {
  const texts = signInTexts.use()
  const { name } = session.member
  return (
    <div className="door__goon">
      <p>
        <Icon name="user" />
        {texts.already(name)}
      </p>
      <a className="btn btn--primary btn--lg" href={getPathAfterSignIn(next, session)}>
        {texts.goOn(name)}
      </a>
      <p className="dim t13">{texts.another}</p>
    </div>
  )
}

type FormProps = {
  /** Where the reader goes on to. */
  readonly next: string
  readonly isAnew: boolean
  /** The token of the link that confirms the address of a new account. */
  readonly confirmation: string | undefined
  readonly given: Credentials
  readonly onChange: (given: Credentials) => void
  readonly onDone: (session: Session) => Promise<void>
  /** The password was right, and the account has a second factor. */
  readonly onSecond: (methods: readonly ProofKind[]) => void
}

function Form(props: FormProps) {
  const { given, onChange, next, isAnew } = props
  const texts = signInTexts.use()
  const way = useCompanyWay(next)
  const { missing, busy, problem, onSubmit } = useSignIn(props, way)
  const { session } = useFrame()
  return (
    <CheckedForm className="door__fields" onSubmit={onSubmit}>
      <div className="field">
        <label htmlFor="email">{texts.email}</label>
        <input
          id="email"
          className="input"
          type="email"
          autoComplete="username"
          value={given.email}
          aria-invalid={missing.email !== undefined}
          aria-describedby={missing.email && 'email-error'}
          onChange={(event) => onChange({ ...given, email: event.target.value })}
          onBlur={() => void way.look(given.email)}
        />
        <FieldError id="email-error" text={missing.email ?? false} />
      </div>
      <CompanyNote way={way} email={given.email} next={next} isAnew={isAnew} />
      {!way.isBound && (
        <>
          <PasswordField given={given} error={missing.password} onChange={onChange} />
          {problem && <Refused problem={problem} />}
          <button
            type="submit"
            className={[session ? 'btn btn--lg' : 'btn btn--primary btn--lg', busy && 'is-busy']
              .filter(Boolean)
              .join(' ')}
            aria-busy={busy}
          >
            {busy ? texts.submitting : texts.submit}
          </button>
        </>
      )}
    </CheckedForm>
  )
}

function PasswordField({
  given,
  error,
  onChange,
}: Pick<FormProps, 'given' | 'onChange'> & { readonly error: string | undefined }) {
  const texts = signInTexts.use()
  const links = linkTexts.use()
  const [shown, setShown] = useState(false)
  return (
    <div className="field">
      <label htmlFor="password">{texts.password}</label>
      <div className="peek">
        <input
          id="password"
          className="input"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          value={given.password}
          aria-invalid={error !== undefined}
          aria-describedby={error && 'password-error'}
          onChange={(event) => onChange({ ...given, password: event.target.value })}
        />
        <button
          type="button"
          className="copy"
          aria-pressed={shown}
          aria-label={texts.show}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" />
        </button>
      </div>
      <FieldError id="password-error" text={error ?? false} />
      <p className="hint">
        <a href={paths.resetPassword}>{links.forgot}</a>
      </p>
    </div>
  )
}

const none: Readonly<Record<'email' | 'password', undefined>> = { email: undefined, password: undefined }

function useSignIn({ confirmation, given, onDone, onSecond }: FormProps, way: CompanyWay) {
  const api = useApi()
  const texts = signInTexts.use()
  const [isChecked, setChecked] = useState(false)
  const missing = {
    email: given.email.includes('@') ? undefined : texts.emailMissing,
    password: given.password === '' ? texts.passwordMissing : undefined,
  }
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    setProblem(undefined)
    // A password goes nowhere if the company of this email wants its people to come through its provider.
    if (!confirmation && (await way.look(given.email))?.enforced) return setBusy(false)
    try {
      const { session } = await api.request('POST /api/session', {
        body: omitUndefined({ email: given.email.trim(), password: given.password, confirmation }),
      })
      await onDone(session)
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'parties.second_factor_needed')
        onSecond(error.details['methods'] as readonly ProofKind[])
      else setProblem(toProblem(error))
      setBusy(false)
    }
  }
  const onSubmit = () => {
    setChecked(true)
    void way.look(given.email)
    if (!hasFault(missing) && !busy) void enter()
  }
  return { missing: isChecked ? missing : none, busy, problem, onSubmit }
}
