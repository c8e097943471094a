import { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { PageData, Session } from '@loggia/protocol/console'
import { CopyText, Icon, useLanguage } from '@loggia/ui'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { signInTexts } from './texts.ts'
import type { Credentials } from './demo-accounts.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
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
  return (
    <main id="main" className="wrap door">
      <section className="door__form" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">{confirmation ? links.firstTitle : texts.title}</h1>
        <p className="dim">{confirmation ? links.firstLead : texts.lead}</p>
        {session && !confirmation && <Continue session={session} next={page.next} />}
        <Form next={page.next} confirmation={confirmation} given={given} onChange={setGiven} />
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
  readonly next: string
  /** The token of the link that confirms the address of a new account. */
  readonly confirmation: string | undefined
  readonly given: Credentials
  readonly onChange: (given: Credentials) => void
}

function Form({ next, confirmation, given, onChange }: FormProps) {
  const texts = signInTexts.use()
  const links = linkTexts.use()
  const { missing, busy, problem, onSubmit } = useSignIn({ next, confirmation }, given)
  const { session } = useFrame()
  const [shown, setShown] = useState(false)
  return (
    <form className="door__fields" onSubmit={onSubmit} noValidate>
      <div className="field">
        <label htmlFor="email">{texts.email}</label>
        <input
          id="email"
          className="input"
          type="email"
          autoComplete="username"
          value={given.email}
          aria-invalid={missing === 'email'}
          aria-describedby={missing === 'email' ? 'email-error' : undefined}
          onChange={(event) => onChange({ ...given, email: event.target.value })}
        />
        <FieldError id="email-error" text={missing === 'email' && texts.emailMissing} />
      </div>
      <div className="field">
        <label htmlFor="password">{texts.password}</label>
        <div className="peek">
          <input
            id="password"
            className="input"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            value={given.password}
            aria-invalid={missing === 'password'}
            aria-describedby={missing === 'password' ? 'password-error' : undefined}
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
        <FieldError id="password-error" text={missing === 'password' && texts.passwordMissing} />
        <p className="hint">
          <a href={paths.resetPassword}>{links.forgot}</a>
        </p>
      </div>
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
    </form>
  )
}

export function FieldError({ id, text }: { readonly id: string; readonly text: string | false }) {
  if (!text) return null
  return (
    <p className="error" id={id} role="alert">
      <Icon name="alert" />
      {text}
    </p>
  )
}

export function Refused({ problem }: { readonly problem: ApiProblem }) {
  const texts = signInTexts.use()
  const unreachable = problem.code === 'client.unreachable'
  return (
    <div className="note note--bad" role="alert">
      <Icon name="alert" />
      <div className="stack">
        <p>{unreachable ? texts.unreachable : problem.detail || texts.unreadable}</p>
        {problem.status >= 500 && problem.requestId && (
          <p className="t12 dim">
            {texts.requestId} <CopyText value={problem.requestId} />
          </p>
        )}
      </div>
    </div>
  )
}

function useSignIn({ next, confirmation }: Pick<FormProps, 'next' | 'confirmation'>, given: Credentials) {
  const api = useApi()
  const [missing, setMissing] = useState<'email' | 'password'>()
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { session } = await api.request('POST /api/session', {
        body: omitUndefined({ email: given.email.trim(), password: given.password, confirmation }),
      })
      location.assign(getPathAfterSignIn(next, session))
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ status: 0, code: 'client.unreadable', detail: '' }, error),
      )
      setBusy(false)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const empty = !given.email.includes('@') ? 'email' : given.password ? undefined : 'password'
    setMissing(empty)
    if (empty) document.getElementById(empty)?.focus()
    else if (!busy) void enter()
  }
  return { missing, busy, problem, onSubmit }
}
