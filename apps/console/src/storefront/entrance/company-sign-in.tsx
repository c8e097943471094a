import type { ApiProblem } from '@loggia/client'
import { omitUndefined } from '@loggia/kernel'
import type { CompanyConnection } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { leaveFor } from '../leave-for.ts'
import { SubmitButton, TextInput, toProblem, useSending } from '../account/form.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { companySignInTexts } from './company-texts.ts'
import { readDomain } from './email-domain.ts'
import { Refused } from './refused.tsx'
import { Door } from './reset-password.tsx'

type Asked = {
  readonly next: string
  /** The email or the code in the link that led here. */
  readonly given?: string | undefined
  /** The provider asks who they are, also if it knows. */
  readonly isAnew: boolean
}

/** Leads to the provider of a company; or connects the account that waits for its owner in this browser. */
export function CompanySignIn({ next, given, isAnew }: Asked) {
  const texts = companySignInTexts.use()
  const api = useApi()
  const [read, setRead] = useState<{
    connection?: CompanyConnection
    operators: boolean
    problem?: ApiProblem
  }>()
  useEffect(() => {
    let isGone = false
    void Promise.all([
      api.request('GET /api/session/company-connection', {}),
      api.request('GET /api/company-sign-in', { query: {} }),
    ])
      .then(([{ connection }, { operators }]) =>
        omitUndefined({ connection: connection ?? undefined, operators }),
      )
      .catch((error: unknown) => ({ operators: false, problem: toProblem(error) }))
      .then((found) => {
        if (!isGone) setRead(found)
      })
    return () => {
      isGone = true
    }
  }, [api])
  if (!read)
    return (
      <Door title={texts.title} lead={texts.lead}>
        <p className="door__wait dim">{texts.reading}</p>
      </Door>
    )
  if (read.connection) return <Connect of={read.connection} />
  return (
    <Door title={texts.title} lead={texts.lead}>
      {read.problem && <Refused problem={read.problem} />}
      <FindForm next={next} given={given} isAnew={isAnew} />
      <p className="door__other">
        <a href={paths.signIn(next, isAnew)}>{texts.password}</a>
      </p>
      {read.operators && (
        <p className="door__other">
          <a href={paths.companyStart({ operators: '1', next }, isAnew)}>{texts.operators}</a>
        </p>
      )}
    </Door>
  )
}

function FindForm({ next, given: linked = '', isAnew }: Asked) {
  const texts = companySignInTexts.use()
  const api = useApi()
  const [given, setGiven] = useState(linked)
  const [error, setError] = useState<string>()
  const { busy, problem, send } = useSending()
  const onSubmit = () => {
    const typed = given.trim()
    if (typed === '') return setError(texts.givenMissing)
    const domain = readDomain(typed)
    void send(async () => {
      if (domain === undefined) return leaveFor(paths.companyStart({ company: typed, next }, isAnew))
      const { company } = await api.request('GET /api/company-sign-in', { query: { domain } })
      if (company) await leaveFor(paths.companyStart({ domain, hint: typed, next }, isAnew))
      else setError(texts.unknown)
    })
  }
  return (
    <CheckedForm className="door__fields" onSubmit={onSubmit}>
      <TextInput
        id="company"
        label={texts.given}
        hint={texts.givenHint}
        error={error}
        autoComplete="email"
        value={given}
        onChange={(typed) => {
          setGiven(typed)
          setError(undefined)
        }}
      />
      {problem && <Refused problem={problem} />}
      <SubmitButton busy={busy} text={texts.go} doing={texts.going} />
    </CheckedForm>
  )
}

/** The owner of an account signs in to it in their own way, and says that it is theirs. */
function Connect({ of }: { readonly of: CompanyConnection }) {
  const texts = companySignInTexts.use().connect
  const api = useApi()
  const { session } = useFrame()
  const { busy, problem, send } = useSending()
  if (!of.isOwn)
    return (
      <Door title={texts.title} lead={session ? texts.other(of.email) : texts.guest(of.email)}>
        <div className="row row--wrap door__acts">
          <a className="btn btn--primary btn--lg" href={paths.signIn(paths.companySignIn())}>
            {texts.signIn}
          </a>
          <a className="btn btn--lg" href={paths.home}>
            {texts.later}
          </a>
        </div>
      </Door>
    )
  const onSubmit = () =>
    void send(async () => {
      const { next } = await api.request('POST /api/session/company-connection', {})
      await leaveFor(next)
    })
  return (
    <Door title={texts.title} lead={texts.lead(of.email, of.company ?? texts.operators)}>
      <CheckedForm className="door__fields" onSubmit={onSubmit}>
        <p className="dim t13">{texts.after}</p>
        {problem && <Refused problem={problem} />}
        <SubmitButton busy={busy} text={texts.act} doing={texts.busy} />
        <p className="door__other">
          <a href={paths.home}>{texts.later}</a>
        </p>
      </CheckedForm>
    </Door>
  )
}
