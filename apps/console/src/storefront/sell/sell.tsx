import type { Application, CompanyConditions } from '@loggia/protocol/console'
import { Icon, State, Time, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { sellTexts } from './texts.ts'
import { useSending } from '../account/form.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { PaperFields } from '../../centre/papers/paper-fields.tsx'
import { paperTexts } from '../../centre/papers/texts.ts'
import { usePapers } from '../../centre/papers/use-papers.ts'
import { SellForm } from './sell-form.tsx'
import { useApplicant } from './use-applicant.ts'
import { findSellStep, isPending, sellSteps } from './sell-steps.ts'
import type { SellStep } from './sell-steps.ts'
import { Refused } from '../entrance/refused.tsx'

/** How to become a seller. Everybody can read it; a buyer's main account can apply. */
export function Sell({
  application,
  conditions,
}: {
  readonly application: Application | null
  readonly conditions: CompanyConditions
}) {
  const texts = sellTexts.use()
  return (
    <main id="main" className="wrap account">
      <h1>{texts.title}</h1>
      <p className="dim">{texts.lead}</p>
      <Standing first={application} conditions={conditions} />
      <noscript>
        <p className="note note--warn">{texts.noScript}</p>
      </noscript>
    </main>
  )
}

/** Done steps have a tick, the reader's next one is marked. */
function Steps({ at }: { readonly at: SellStep }) {
  const { steps, step, done } = sellTexts.use()
  const current = sellSteps.indexOf(at)
  return (
    <ol className="sell__steps" aria-label={steps}>
      {sellSteps.map((name, i) => (
        <li
          key={name}
          className={i < current ? 'is-done' : undefined}
          aria-current={i === current ? 'step' : undefined}
        >
          <span className="sell__n" aria-hidden="true">
            {i < current ? <Icon name="check" size={16} /> : i + 1}
          </span>
          <span>
            {step[name]}
            {i < current && <span className="sr">{done}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Where the reader is on the way, and what they can do now. */
function Standing({
  first,
  conditions,
}: {
  readonly first: Application | null
  readonly conditions: CompanyConditions
}) {
  const { session } = useFrame()
  const [application, setApplication] = useState(first)
  return (
    <>
      <Steps at={findSellStep(session, application)} />
      <NextStep application={application} conditions={conditions} onChange={setApplication} />
    </>
  )
}

function NextStep(props: {
  readonly application: Application | null
  readonly conditions: CompanyConditions
  readonly onChange: (application: Application) => void
}) {
  const texts = sellTexts.use()
  const { session } = useFrame()
  const { application, conditions, onChange } = props
  if (!session)
    return (
      <Note text={texts.needAccount}>
        <a className="btn btn--primary" href={paths.signUp(paths.sell)}>
          {texts.signUp}
        </a>
        <a className="btn" href={paths.signIn(paths.sell)}>
          {texts.signIn}
        </a>
      </Note>
    )
  if (session.seller)
    return (
      <Note text={texts.isSeller}>
        <a className="btn btn--primary" href={paths.sellerCentre}>
          {texts.sellerCentre}
        </a>
      </Note>
    )
  if (!session.buyer) return <Note text={texts.needBuyer} />
  if (!session.rights.buyer?.main) return <Note text={texts.needMain} />
  const isOpen = isPending(application)
  return (
    <>
      {application && <Submitted of={application} onChange={onChange} />}
      {!isOpen && (
        <SellForm key={application?.id} before={application} conditions={conditions} onDone={onChange} />
      )}
    </>
  )
}

function Note({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <section className="account__part">
      <p>{text}</p>
      {children && <div className="row row--wrap">{children}</div>}
    </section>
  )
}

const stateKinds: Readonly<Record<Application['state'], StateKind>> = {
  submitted: 'warn',
  claimed: 'run',
  approved: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}

type SubmittedProps = { readonly of: Application; readonly onChange: (application: Application) => void }

function Submitted({ of, onChange }: SubmittedProps) {
  const texts = sellTexts.use()
  const api = useApi()
  const { busy, problem, send } = useSending()
  const isOpen = isPending(of)
  const text = useText()
  const withdraw = () =>
    void send(async () => onChange(await api.request('POST /api/application/withdrawal', {})))
  return (
    <section className="account__part" aria-live="polite">
      <div className="row row--wrap">
        <h2>{text(of.company.name)}</h2>
        <State kind={stateKinds[of.state]}>{texts.states[of.state]}</State>
      </div>
      {isOpen && <Due at={of.dueAt} />}
      {of.reason !== undefined && (
        <div className="note note--bad">
          <Icon name="alert" />
          <p>{texts.reason(of.reason)}</p>
        </div>
      )}
      {(of.state === 'rejected' || of.state === 'withdrawn') && <p className="dim">{texts.again}</p>}
      {problem && <Refused problem={problem} />}
      {isOpen && <OpenPapers />}
      {isOpen && (
        <div className="row">
          <button type="button" className="btn" aria-busy={busy} onClick={withdraw}>
            {busy ? texts.withdrawing : texts.withdraw}
          </button>
        </div>
      )}
    </section>
  )
}

/** The papers of an application that is not decided: they can be replaced and added to. */
function OpenPapers() {
  const texts = paperTexts.use()
  const papers = usePapers(useApi(), 'selling')
  const applicant = useApplicant()
  return (
    <>
      <p className="t13 dim">{texts.waiting}</p>
      <PaperFields purpose="selling" applicant={applicant} of={papers} isChecked={false} />
    </>
  )
}

function Due({ at }: { readonly at: string }) {
  const [before = '', after = ''] = sellTexts.use().due('\u0000').split('\u0000')
  return (
    <p className="dim">
      {before}
      <Time at={at} />
      {after}
    </p>
  )
}
