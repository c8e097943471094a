import type { ApiProblem } from '@loggia/client'
import type { RouteReply, Session } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { ScriptForm } from '../../centre/forms/script-form.tsx'
import { SubmitButton, toProblem, useSending } from '../account/form.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { joinTexts } from './join-texts.ts'
import { findKeptInvitation, forgetInvitation, keepInvitation } from './kept-invitation.ts'
import { Notice } from './notice.tsx'
import { Refused } from './refused.tsx'
import { Door } from './reset-password.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Opened by the link of a company’s invitation: links the reader’s account with their entry among its people. */
export function JoinCompany() {
  const texts = joinTexts.use()
  const { session } = useFrame()
  const linked = useLinkToken()
  const token = linked === null ? (findKeptInvitation() ?? null) : linked
  if (token === null) return <Unusable />
  if (!session) return <Guest token={token} />
  if (token === undefined) return <Door title={texts.title} lead={texts.loading} />
  return <Invitation key={token} token={token} session={session} />
}

function Unusable() {
  const texts = joinTexts.use()
  return (
    <Notice
      title={texts.unusableTitle}
      text={texts.unusable}
      action={{ name: texts.home, href: paths.home }}
      other={{ name: texts.account, href: paths.account }}
    />
  )
}

function Guest({ token }: { readonly token: string | undefined }) {
  const texts = joinTexts.use()
  useEffect(() => {
    if (token !== undefined) keepInvitation(token)
  }, [token])
  return (
    <Door title={texts.title} lead={texts.guest}>
      <div className="row row--wrap">
        <a className="btn btn--primary btn--lg" href={paths.signIn(paths.joinCompany)}>
          {texts.signIn}
        </a>
        <a className="btn btn--lg" href={paths.signUp()}>
          {texts.signUp}
        </a>
      </div>
      <p className="hint">{texts.signUpNote}</p>
    </Door>
  )
}

type Found = RouteReply<'POST /api/directory-invitation'>

/** The invitation of a token, or why it could not be read. */
function useInvitation(token: string) {
  const api = useApi()
  const [read, setRead] = useState<{ readonly found?: Found; readonly problem?: ApiProblem }>({})
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isGone = false
    void api
      .request('POST /api/directory-invitation', { body: { token } })
      .then((found) => ({ found }))
      .catch((error: unknown) => ({ problem: toProblem(error) }))
      .then((answer) => {
        if (!isGone) setRead(answer)
      })
    return () => {
      isGone = true
    }
  }, [api, token, tries])
  const retry = () => {
    setRead({})
    setTries((count) => count + 1)
  }
  return { ...read, retry }
}

const isUnusable = (problem: ApiProblem | undefined) => problem?.code === 'directory.invitation_unusable'

function Unread({ problem, onRetry }: { readonly problem: ApiProblem; onRetry(): void }) {
  const texts = joinTexts.use()
  return (
    <Door title={texts.title} lead={texts.unread}>
      <div className="door__fields">
        <Refused problem={problem} />
        <button className="btn btn--primary btn--lg" type="button" onClick={onRetry}>
          {texts.retry}
        </button>
      </div>
    </Door>
  )
}

function Invitation({ token, session }: { readonly token: string; readonly session: Session }) {
  const texts = joinTexts.use()
  const api = useApi()
  const invitation = useInvitation(token)
  const [isDone, setDone] = useState(false)
  const { busy, problem, send } = useSending()
  if (isUnusable(invitation.problem) || isUnusable(problem)) return <Unusable />
  if (invitation.problem) return <Unread problem={invitation.problem} onRetry={invitation.retry} />
  if (!invitation.found) return <Door title={texts.title} lead={texts.loading} />
  const { enterprise, person } = invitation.found
  if (isDone)
    return (
      <Notice
        title={texts.doneTitle}
        text={texts.done(enterprise.name)}
        action={{ name: texts.apps, href: paths.myApps }}
        other={{ name: texts.account, href: paths.account }}
      />
    )
  const onSubmit = () => {
    void send(async () => {
      await api.request('POST /api/directory-invitation/acceptance', { body: { token } })
      forgetInvitation()
      setDone(true)
    })
  }
  return (
    <Door title={texts.title} lead={texts.lead(session.member.name, session.member.email)}>
      <ScriptForm className="door__fields" onSubmit={onSubmit}>
        <p>{texts.asked(enterprise.name)}</p>
        <dl className="lines">
          <div>
            <dt>{texts.person}</dt>
            <dd>{person.name}</dd>
          </div>
          <div>
            <dt>{texts.userName}</dt>
            <dd className="mono">{person.userName}</dd>
          </div>
        </dl>
        <p className="dim t13">{texts.after}</p>
        {problem && <Refused problem={problem} />}
        <SubmitButton busy={busy} text={texts.act} doing={texts.busy} />
        <p className="door__other">
          {texts.another}{' '}
          <a href={paths.signIn(paths.joinCompany)} onClick={() => keepInvitation(token)}>
            {texts.change}
          </a>
        </p>
      </ScriptForm>
    </Door>
  )
}
