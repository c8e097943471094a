import { ApiProblem } from '@loggia/client'
import { readOwnPath } from '@loggia/protocol/console/identity/kinds'
import { omitUndefined } from '@loggia/kernel'
import type { SignUpMode } from '@loggia/protocol/console/settings/kinds'
import { Icon, useLanguage } from '@loggia/ui'
import { useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { leaveFor } from '../leave-for.ts'
import { signUpTexts } from './sign-up-texts.ts'
import {
  Agreement,
  CountryChoice,
  PasswordInput,
  SubmitButton,
  TextInput,
  hasFault,
  isEmail,
  useSending,
} from '../account/form.tsx'
import type { Country } from '../account/form.tsx'
import { useApi } from '../frame.tsx'
import { getPathAfterSignIn, paths } from '../links.ts'
import { linkTexts } from './link-texts.ts'
import { Notice } from './notice.tsx'
import { Refused } from './refused.tsx'

/** There was an account with this email already. */
const ofOtherAccount: ReadonlySet<string> = new Set([
  'parties.sign_in_refused',
  'parties.second_factor_needed',
])

type Outcome = { readonly state: 'ready' | 'unconfirmed' | 'waiting'; readonly email: string }

/**
 * A buyer signs up, and is signed in at once where that is possible. If an operator has to confirm accounts, the page
 * says so before and after.
 */
export function SignUp({ mode, next }: { readonly mode: SignUpMode; readonly next: string }) {
  const texts = signUpTexts.use()
  const links = linkTexts.use()
  const gap = useLanguage() === 'zh-CN' ? '' : ' '
  const [outcome, setOutcome] = useState<Outcome>()
  const toSignIn = { name: texts.signIn, href: paths.signIn(next) }
  if (mode === 'closed') return <Notice title={texts.closedTitle} text={texts.closed} action={toSignIn} />
  if (outcome?.state === 'unconfirmed')
    return <Notice title={links.unconfirmedTitle} text={links.unconfirmed(outcome.email)} action={toSignIn} />
  if (outcome)
    return (
      <Notice
        title={outcome.state === 'ready' ? texts.readyTitle : texts.waitingTitle}
        text={outcome.state === 'ready' ? texts.ready : texts.waiting}
        action={toSignIn}
      />
    )
  return (
    <main id="main" className="wrap door">
      <section className="door__form" aria-labelledby="sign-up-title">
        <h1 id="sign-up-title">{texts.title}</h1>
        <p className="dim">{texts.lead}</p>
        {mode === 'approval' && (
          <div className="note note--info">
            <Icon name="clock" />
            <p>{texts.approval}</p>
          </div>
        )}
        <Form next={next} onDone={setOutcome} />
        <p className="door__other">
          {texts.already}
          {gap}
          <a href={paths.signIn(next)}>{texts.signIn}</a>
        </p>
        <noscript>
          <p className="note note--warn">{texts.noScript}</p>
        </noscript>
      </section>
    </main>
  )
}

const blank = {
  kind: 'enterprise' as 'enterprise' | 'personal',
  organisation: '',
  name: '',
  email: '',
  password: '',
  country: 'CN' as Country,
  agreed: false,
}
type Given = typeof blank

const none: Readonly<Record<'organisation' | 'name' | 'email' | 'password' | 'agreed', undefined>> = {
  organisation: undefined,
  name: undefined,
  email: undefined,
  password: undefined,
  agreed: undefined,
}

type FormProps = { readonly next: string; onDone(outcome: Outcome): void }

function useSignUp({ next, onDone }: FormProps) {
  const api = useApi()
  const language = useLanguage()
  const { missing } = signUpTexts.use()
  const [given, setGiven] = useState(blank)
  const [checked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const faults = {
    organisation:
      given.kind === 'enterprise' && given.organisation.trim() === '' ? missing.organisation : undefined,
    name: given.name.trim() === '' ? missing.name : undefined,
    email: isEmail(given.email) ? undefined : missing.email,
    password: [...given.password].length < 10 ? missing.password : undefined,
    agreed: given.agreed ? undefined : missing.agreed,
  }
  const onSubmit = () => {
    setChecked(true)
    if (hasFault(faults)) return
    const { organisation, email, agreed: _, ...rest } = given
    void send(async () => {
      const { state } = await api.request('POST /api/sign-up', {
        body: omitUndefined({
          ...rest,
          email: email.trim(),
          language,
          agreed: true,
          organisation: given.kind === 'enterprise' ? organisation : undefined,
          next: readOwnPath(next),
        }),
      })
      if (state === 'ready' && (await signIn(email.trim(), given.password))) return
      onDone({ state, email: email.trim() })
    })
  }
  /** Fails if there was an account with this email already, which has its own password. */
  const signIn = async (email: string, password: string): Promise<boolean> => {
    try {
      const { session } = await api.request('POST /api/session', { body: { email, password } })
      await leaveFor(getPathAfterSignIn(next, session))
      return true
    } catch (error) {
      if (error instanceof ApiProblem && ofOtherAccount.has(error.code)) return false
      throw error
    }
  }
  const set = (change: Partial<Given>) => setGiven({ ...given, ...change })
  return { given, set, shown: checked ? faults : none, busy, problem, onSubmit } as const
}

function Form(props: FormProps) {
  const texts = signUpTexts.use()
  const { given, set, shown, busy, problem, onSubmit } = useSignUp(props)
  return (
    <CheckedForm className="door__fields" onSubmit={onSubmit}>
      <KindChoice kind={given.kind} onChange={(kind) => set({ kind })} />
      {given.kind === 'enterprise' && (
        <TextInput
          id="organisation"
          label={texts.organisation}
          hint={texts.organisationHint}
          error={shown.organisation}
          autoComplete="organization"
          value={given.organisation}
          onChange={(organisation) => set({ organisation })}
        />
      )}
      <TextInput
        id="name"
        label={texts.name}
        error={shown.name}
        autoComplete="name"
        value={given.name}
        onChange={(name) => set({ name })}
      />
      <TextInput
        id="email"
        type="email"
        label={texts.email}
        hint={texts.emailHint}
        error={shown.email}
        autoComplete="username"
        value={given.email}
        onChange={(email) => set({ email })}
      />
      <PasswordInput
        id="password"
        label={texts.password}
        hint={texts.passwordHint}
        error={shown.password}
        show={texts.show}
        autoComplete="new-password"
        value={given.password}
        onChange={(password) => set({ password })}
      />
      <CountryChoice
        id="country"
        label={texts.country}
        hint={texts.countryHint}
        value={given.country}
        onChange={(country) => set({ country })}
      />
      <p className="t13 dim">{texts.terms}</p>
      <Agreement
        id="agreed"
        text={texts.agree}
        kinds={['user', 'privacy']}
        error={shown.agreed}
        checked={given.agreed}
        onChange={(agreed) => set({ agreed })}
      />
      {problem && <Refused problem={problem} />}
      <SubmitButton busy={busy} text={texts.submit} doing={texts.submitting} />
    </CheckedForm>
  )
}

function KindChoice(props: {
  readonly kind: Given['kind']
  readonly onChange: (kind: Given['kind']) => void
}) {
  const texts = signUpTexts.use()
  return (
    <fieldset className="kinds">
      <legend className="label">{texts.kind}</legend>
      {(['enterprise', 'personal'] as const).map((kind) => (
        <label key={kind} className="kinds__one" htmlFor={`kind-${kind}`}>
          <input
            type="radio"
            id={`kind-${kind}`}
            name="kind"
            checked={props.kind === kind}
            onChange={() => props.onChange(kind)}
          />
          <b>{texts.kinds[kind]}</b>
          <span className="t12 dim">{texts.kindHints[kind]}</span>
        </label>
      ))}
    </fieldset>
  )
}
