import type { Application, CompanyConditions } from '@loggia/protocol/console'
import { Icon, State, Time } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { sellTexts } from '../account/texts.ts'
import { useSending } from '../account/form.tsx'
import { useApi, useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { SellForm } from './sell-form.tsx'
import { Refused } from '../entrance/sign-in.tsx'

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
      <Steps />
      <Standing first={application} conditions={conditions} />
      <noscript>
        <p className="note note--warn">{texts.noScript}</p>
      </noscript>
    </main>
  )
}

function Steps() {
  const { steps, step } = sellTexts.use()
  return (
    <ol className="sell__steps" aria-label={steps}>
      {Object.entries(step).map(([name, text], i) => (
        <li key={name}>
          <span className="sell__n" aria-hidden="true">
            {i + 1}
          </span>
          {text}
        </li>
      ))}
    </ol>
  )
}

/** What the reader can do now. */
function Standing({
  first,
  conditions,
}: {
  readonly first: Application | null
  readonly conditions: CompanyConditions
}) {
  const texts = sellTexts.use()
  const { session } = useFrame()
  const [application, setApplication] = useState(first)
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
  const isOpen = application?.state === 'submitted' || application?.state === 'claimed'
  return (
    <>
      {application && <Submitted of={application} onChange={setApplication} />}
      {!isOpen && (
        <SellForm
          key={application?.id}
          before={application}
          conditions={conditions}
          onDone={setApplication}
        />
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
  const isOpen = of.state === 'submitted' || of.state === 'claimed'
  const withdraw = () =>
    void send(async () => onChange(await api.request('POST /api/application/withdrawal', {})))
  return (
    <section className="account__part" aria-live="polite">
      <div className="row row--wrap">
        <h2>{of.company.name.zh}</h2>
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
