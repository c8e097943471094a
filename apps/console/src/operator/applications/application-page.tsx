import { Link, getRouteApi } from '@tanstack/react-router'
import type { OperatorApplication, RouteReply } from '@loggia/protocol/console'
import { Icon, Time, formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { applicationTexts } from './texts.ts'
import { countryTexts } from '../../storefront/account/country-texts.ts'
import { ApplicationStanding, DueTime } from './applications-page.tsx'
import { DecisionDialog } from '../reviews/decision-dialog.tsx'
import { CalendarDay } from '../parties/party-parts.tsx'
import { DecideActs, FirstAct, ReviewFrame } from '../reviews/review-frame.tsx'
import { NotesCard } from '../notes/later.ts'
import { PapersCard } from './papers-card.tsx'
import { ReviewRecord } from '../reviews/review-record.tsx'

const route = getRouteApi('/operator/applications/$applicationId')

type Application = RouteReply<'GET /api/operator/applications/:applicationId'>

/** One application to sell: the company's statements, the history, and the decision. */
export function ApplicationPage() {
  const texts = applicationTexts.use()
  const text = useText()
  const { applicationId } = route.useParams()
  const application = useRead('GET /api/operator/applications/:applicationId', {
    params: { applicationId },
  })
  const found = application.data
  return (
    <ReviewFrame<Application>
      of={application}
      title={found ? text(found.company.name) : texts.title}
      crumbs={<Link to="/operator/applications">{texts.title}</Link>}
      state={found && <ApplicationStanding state={found.state} pill />}
      acts={found && <Acts of={found} />}
    >
      {(shown) => (
        <>
          {shown.reason !== undefined && (
            <div className="note note--bad">
              <Icon name="alert" />
              <p>
                {texts.reason}: {shown.reason}
              </p>
            </div>
          )}
          {shown.sellerId !== undefined && <Made sellerId={shown.sellerId} />}
          <Conditions of={shown.conditions} />
          <Facts of={shown} />
          <PapersCard of="applications" applicationId={shown.id} />
          <NotesCard subjectId={shown.id} />
          <ReviewRecord history={shown.history} />
        </>
      )}
    </ReviewFrame>
  )
}

/** What the approval created. */
function Made({ sellerId }: { readonly sellerId: string }) {
  const texts = applicationTexts.use()
  return (
    <Outcome text={texts.made}>
      <Link to="/operator/sellers/$sellerId" params={{ sellerId }}>
        {texts.madeSee}
      </Link>
    </Outcome>
  )
}

/** R81: whether the company meets today's conditions; at its submission the conditions of that time were checked. */
function Conditions({ of: { exempt, asked, unmet } }: { readonly of: Application['conditions'] }) {
  const texts = applicationTexts.use().conditions
  if (!exempt && Object.keys(asked).length === 0) return null
  if (exempt || unmet.length === 0)
    return (
      <div className={exempt ? 'note' : 'note note--ok'}>
        <Icon name={exempt ? 'info' : 'check'} />
        <p>{exempt ? texts.exempt : texts.met}</p>
      </div>
    )
  return (
    <div className="note note--warn">
      <Icon name="alert" />
      <p>{texts.unmet(unmet.map((condition) => texts.names[condition]))}</p>
    </div>
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
          <CalendarDay on={company.foundedOn} />
        </Fact>
        <Fact name={facts.staff}>{texts.people(formatCount(company.staff))}</Fact>
        <Fact name={facts.capital}>
          {company.capital === undefined ? (
            <span className="faint">{texts.none}</span>
          ) : (
            <span className="num">{texts.yuan(formatCount(company.capital))}</span>
          )}
        </Fact>
        <Fact name={facts.support}>
          {company.support ? (
            <span className="num">{texts.support(company.support.days, company.support.hours)}</span>
          ) : (
            <span className="faint">{texts.none}</span>
          )}
        </Fact>
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

function Acts({ of }: { readonly of: OperatorApplication }) {
  const texts = applicationTexts.use()
  const { session } = useFrame()
  const mayDecide = useMayAsk('POST /api/operator/applications/:applicationId/decision', 'reviewer')
  const claim = useChange('POST /api/operator/applications/:applicationId/claim', stale)
  if (!mayDecide || (of.state !== 'submitted' && of.state !== 'claimed')) return null
  const isMine = of.claimedBy?.id === session?.member.id
  if (!isMine)
    return (
      <FirstAct
        why={texts.claimFirst}
        act={of.claimedBy ? texts.takeOver : texts.claim}
        busy={texts.claiming}
        change={claim}
        onAct={() => claim.mutate({ params: { applicationId: of.id } })}
      />
    )
  return (
    <DecideActs texts={texts}>
      {(approve, onClose) => <Decide approve={approve} of={of} onClose={onClose} />}
    </DecideActs>
  )
}

const stale = [
  'GET /api/operator/applications',
  'GET /api/operator/applications/:applicationId',
  'GET /api/operator/overview',
  'GET /api/operator/messages',
] as const

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
