import { Link, getRouteApi } from '@tanstack/react-router'
import type { OrganisationReview, RouteReply } from '@loggia/protocol/console'
import { Icon, Time, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { ApplicationState } from '../../centre/organisations/application-state.tsx'
import { listApplicationRows } from '../../centre/organisations/facts.ts'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { VersionDiff } from '../../centre/parts/version-diff.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { applicationTexts } from './texts.ts'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import { DecisionDialog } from '../reviews/decision-dialog.tsx'
import { DueTime } from '../reviews/review-list.tsx'
import { DecideActs, FirstAct, ReviewFrame } from '../reviews/review-frame.tsx'
import { NotesCard } from '../notes/later.ts'
import { PapersCard } from './papers-card.tsx'
import { ReviewRecord } from '../reviews/review-record.tsx'

const route = getRouteApi('/operator/applications/organisations/$organisationApplicationId')

type Review = RouteReply<'GET /api/operator/organisation-applications/:applicationId'>
const stale = [
  'GET /api/operator/organisation-applications',
  'GET /api/operator/organisation-applications/:applicationId',
  'GET /api/operator/overview',
  'GET /api/operator/messages',
] as const

/** One application to change a seller's data or a buyer's verification: its changes, and the decision (R4, R84). */
export function OrganisationReviewPage() {
  const texts = organisationTexts.use()
  const queue = applicationTexts.use()
  const text = useText()
  const language = useLanguage()
  const { organisationApplicationId: applicationId } = route.useParams()
  const review = useRead('GET /api/operator/organisation-applications/:applicationId', {
    params: { applicationId },
  })
  const found = review.data
  const changesId = useId()
  return (
    <ReviewFrame<Review>
      of={review}
      title={found ? text(found.organisation.name) : texts.review.title}
      crumbs={<Link to="/operator/applications">{queue.title}</Link>}
      state={found && <ApplicationState state={found.application.state} pill />}
      acts={found && <Acts of={found} />}
    >
      {(shown) => (
        <>
          {shown.application.reason !== undefined && (
            <div className="note note--bad">
              <Icon name="alert" />
              <p>{texts.history.reason(shown.application.reason)}</p>
            </div>
          )}
          {shown.application.state === 'approved' && <Changed of={shown} />}
          <Facts of={shown} />
          <Card
            id={changesId}
            title={texts.review.changes}
            beside={<span className="t13 faint">{texts.review.check}</span>}
            bare
          >
            <VersionDiff rows={listApplicationRows(shown.application, language)} />
          </Card>
          {shown.application.kind === 'buyer_verification' && (
            <PapersCard of="organisation-applications" applicationId={shown.application.id} />
          )}
          <NotesCard subjectId={shown.application.id} />
          <ReviewRecord history={shown.history} />
        </>
      )}
    </ReviewFrame>
  )
}

/** Leads to the organisation that the approval changed. */
function Changed({ of: { organisation, application } }: { readonly of: OrganisationReview }) {
  const texts = organisationTexts.use().review
  return (
    <Outcome text={texts.changed}>
      {application.kind === 'seller_data' ? (
        <Link to="/operator/sellers/$sellerId" params={{ sellerId: organisation.id }}>
          {texts.seeSeller}
        </Link>
      ) : (
        <Link to="/operator/buyers/$buyerId" params={{ buyerId: organisation.id }}>
          {texts.seeBuyer}
        </Link>
      )}
    </Outcome>
  )
}

function Facts({ of }: { readonly of: OrganisationReview }) {
  const { review: texts, history } = organisationTexts.use()
  const { application, filedBy, openedBy } = of
  return (
    <Card id={useId()} title={texts.facts} bare>
      <dl className="ins">
        <Fact name={texts.columns.kind}>{history[application.kind]}</Fact>
        <Fact name={texts.filedBy}>
          {filedBy.name} <span className="mono faint">{filedBy.email}</span>
        </Fact>
        <Fact name={texts.columns.filed}>
          <Time at={application.filedAt} />
        </Fact>
        <Fact name={texts.columns.due}>
          {application.state === 'in_review' ? (
            <DueTime at={application.dueAt} />
          ) : (
            <Time at={application.dueAt} />
          )}
        </Fact>
        {openedBy !== undefined && <Fact name={texts.columns.opener}>{openedBy}</Fact>}
        {application.decidedAt !== undefined && (
          <Fact name={history.decided}>
            <Time at={application.decidedAt} />
          </Fact>
        )}
      </dl>
    </Card>
  )
}

function Acts({ of }: { readonly of: OrganisationReview }) {
  const texts = organisationTexts.use().review
  const mayDecide = useMayAsk(
    'POST /api/operator/organisation-applications/:applicationId/decision',
    'reviewer',
  )
  const open = useChange('POST /api/operator/organisation-applications/:applicationId/opening', stale)
  const { application } = of
  if (!mayDecide || application.state !== 'in_review') return null
  if (application.openedAt === undefined)
    return (
      <FirstAct
        why={texts.openNote}
        act={texts.open}
        busy={texts.opening}
        change={open}
        onAct={() => open.mutate({ params: { applicationId: application.id } })}
      />
    )
  return (
    <DecideActs texts={texts}>
      {(approve, onClose) => <Decide approve={approve} of={of} onClose={onClose} />}
    </DecideActs>
  )
}

function Decide(props: { readonly approve: boolean; readonly of: OrganisationReview; onClose(): void }) {
  const { approve, of, onClose } = props
  const texts = organisationTexts.use()
  const text = useText()
  const decide = useChange('POST /api/operator/organisation-applications/:applicationId/decision', stale)
  const params = { applicationId: of.application.id }
  return (
    <DecisionDialog
      approve={approve}
      texts={texts.review.decision}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) => decide.mutate({ params, body }, { onSuccess })}
      onClose={onClose}
    >
      <p>
        <b className="strong">{text(of.organisation.name)}</b>{' '}
        <span className="t13 faint">{texts.history[of.application.kind]}</span>
      </p>
    </DecisionDialog>
  )
}
