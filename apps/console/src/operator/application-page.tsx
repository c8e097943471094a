import { Link, useParams } from '@tanstack/react-router'
import type { OperatorApplication, RouteReply } from '@loggia/protocol/console'
import { Icon, Time, countText, useText } from '@loggia/ui'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useChange, useRead } from '../centre/api.ts'
import { useFrame } from '../centre/frame.ts'
import { Refusal } from '../centre/parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../centre/parts/loaded.tsx'
import { Card, Fact, Page, ZoneNote } from '../centre/parts/page.tsx'
import { useMayAsk } from '../centre/rights/rights.ts'
import { applicationTexts } from '../centre/text/applications.ts'
import { countryTexts } from '../text/accounts.ts'
import { ApplicationStanding, DueTime } from './applications-page.tsx'
import { DecisionDialog } from './decision-dialog.tsx'

type Application = RouteReply<'GET /api/operator/applications/:applicationId'>

/** One application: what the company says, what happened, and the decision. */
export function ApplicationPage() {
  const texts = applicationTexts.use()
  const text = useText()
  const { applicationId } = useParams({ strict: false })
  const application = useRead('GET /api/operator/applications/:applicationId', {
    params: { applicationId: applicationId ?? '' },
  })
  const found = application.data
  return (
    <Page
      area="operator"
      title={found ? text(found.company.name) : texts.title}
      crumbs={<Link to="/operator/applications">{texts.title}</Link>}
      state={found && <ApplicationStanding state={found.state} />}
      lead={<ZoneNote />}
      actions={found && <Acts of={found} />}
    >
      <Loaded of={application} skeleton={<CardSkeleton rows={8} />}>
        {(shown) => (
          <div className="stack">
            {shown.reason !== undefined && (
              <div className="note note--bad">
                <Icon name="alert" />
                <p>
                  {texts.reason}: {shown.reason}
                </p>
              </div>
            )}
            <Facts of={shown} />
            <History of={shown} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ of }: { readonly of: Application }) {
  const texts = applicationTexts.use()
  const countries: Readonly<Record<string, string>> = countryTexts.use()
  const text = useText()
  const { facts } = texts
  const { company } = of
  return (
    <Card id={useId()} title={texts.company} beside={<span className="t13 faint">{texts.check}</span>} bare>
      <dl className="ins">
        <Fact name={facts.nameZh}>{company.name.zh}</Fact>
        <Fact name={facts.nameEn}>{company.name.en}</Fact>
        <Fact name={facts.registrationNumber}>
          <span className="mono">{company.registrationNumber}</span>
        </Fact>
        <Fact name={facts.country}>{countries[company.country] ?? company.country}</Fact>
        <Fact name={facts.foundedOn}>
          <span className="num">{company.foundedOn}</span>
        </Fact>
        <Fact name={facts.staff}>{texts.people(countText(company.staff))}</Fact>
        <Fact name={facts.taxpayer}>{texts.taxpayers[company.taxpayer]}</Fact>
        <Fact name={facts.contact}>{company.contactName}</Fact>
        <Fact name={facts.email}>{company.contactEmail}</Fact>
        <Fact name={facts.phone}>
          <span className="num">{company.contactPhone}</span>
        </Fact>
        <Fact name={facts.applicant}>
          {of.applicant.name} <span className="mono faint">{of.applicant.email}</span>
        </Fact>
        <Fact name={facts.buyer}>
          <Link to="/operator/buyers/$buyerId" params={{ buyerId: of.buyer.id }}>
            {text(of.buyer.name)}
          </Link>
        </Fact>
        <Fact name={facts.plan}>
          <span className="written">{company.plan}</span>
        </Fact>
        <Fact name={facts.documents}>
          {company.documents ? (
            <span className="written">{company.documents}</span>
          ) : (
            <span className="faint">{texts.none}</span>
          )}
        </Fact>
        <Fact name={texts.columns.submitted}>
          <Time at={of.submittedAt} />
        </Fact>
        <Fact name={texts.columns.due}>
          <DueTime of={of} />
        </Fact>
      </dl>
    </Card>
  )
}

function History({ of }: { readonly of: Application }) {
  const texts = applicationTexts.use()
  const events: Readonly<Record<string, string>> = texts.events
  return (
    <Card id={useId()} title={texts.history}>
      <ol className="record">
        {[...of.history].reverse().map((entry) => (
          <li key={entry.sequence}>
            <Time at={entry.at} precision="second" />
            <span>{events[entry.kind] ?? entry.kind}</span>
            <span className="faint">{entry.actor.name}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Acts({ of }: { readonly of: OperatorApplication }) {
  const texts = applicationTexts.use()
  const { session } = useFrame()
  const mayDecide = useMayAsk('POST /api/operator/applications/:applicationId/decision')
  const claim = useChange('POST /api/operator/applications/:applicationId/claim', stale)
  const [approve, setApprove] = useState<boolean>()
  if (!mayDecide || (of.state !== 'submitted' && of.state !== 'claimed')) return null
  const isMine = of.claimedBy?.id === session?.member.id
  if (!isMine)
    return (
      <div className="row row--wrap">
        <span className="why">{texts.claimFirst}</span>
        <Button
          type="primary"
          aria-busy={claim.isPending}
          onClick={() => claim.mutate({ params: { applicationId: of.id } })}
        >
          {claim.isPending ? texts.claiming : of.claimedBy ? texts.takeOver : texts.claim}
        </Button>
        <Refusal error={claim.error} />
      </div>
    )
  return (
    <div className="row row--wrap">
      <Button onClick={() => setApprove(false)}>{texts.reject}</Button>
      <Button type="primary" onClick={() => setApprove(true)}>
        {texts.approve}
      </Button>
      {approve !== undefined && <Decide approve={approve} of={of} onClose={() => setApprove(undefined)} />}
    </div>
  )
}

const stale = ['GET /api/operator/applications', 'GET /api/operator/applications/:applicationId'] as const

function Decide(props: { readonly approve: boolean; readonly of: OperatorApplication; onClose(): void }) {
  const { approve, of, onClose } = props
  const texts = applicationTexts.use()
  const text = useText()
  const decide = useChange('POST /api/operator/applications/:applicationId/decision', stale)
  return (
    <DecisionDialog
      approve={approve}
      texts={texts.decision}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) => decide.mutate({ params: { applicationId: of.id }, body }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        <b className="strong">{text(of.company.name)}</b>{' '}
        <span className="mono faint">{of.company.registrationNumber}</span>
      </p>
    </DecisionDialog>
  )
}
