import { Link } from '@tanstack/react-router'
import type { OperatorApplication } from '@loggia/protocol/console'
import { applicationStates } from '@loggia/protocol/console/parties/kinds'
import type { ApplicationState } from '@loggia/protocol/console/parties/kinds'
import { EmptyArch, State, Time, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useRef, useState } from 'react'
import { useList } from '../../centre/api.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { applicationTexts } from './texts.ts'
import { OrganisationReviewsCard } from './organisation-reviews-card.tsx'
import { OwnerResetsCard } from './owner-resets-card.tsx'
import { DueTime as TimeLeft } from '../reviews/review-list.tsx'
import { SignUpsCard } from './sign-ups-card.tsx'

const kinds: Readonly<Record<ApplicationState, StateKind>> = {
  submitted: 'warn',
  claimed: 'run',
  approved: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}

/** The applications to sell, oldest first, the accounts that wait to be confirmed, and the requests for new passwords. */
export function ApplicationsPage() {
  const texts = applicationTexts.use()
  const [state, setState] = useState<ApplicationState | undefined>('submitted')
  const applications = useList('GET /api/operator/applications', { state })
  // The queues below are shown only after the first has its final length; otherwise they would jump.
  const isSettled = useRef(false)
  if (!applications.isPending) isSettled.current = true
  return (
    <Page area="operator" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <Card
        id={useId()}
        title={texts.applications}
        end={
          <Filter
            label={texts.state}
            any={texts.any}
            value={state}
            options={applicationStates.map((name) => [name, texts.states[name]])}
            onChoose={setState}
          />
        }
        bare
      >
        <Listing
          of={applications}
          columns={useColumns()}
          rowKey={({ id }) => id}
          framed={false}
          empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
        />
      </Card>
      {isSettled.current && (
        <>
          <OrganisationReviewsCard />
          <SignUpsCard />
          <OwnerResetsCard />
        </>
      )}
    </Page>
  )
}

/** The state of an application. */
export function ApplicationStanding(props: { readonly state: ApplicationState; readonly pill?: boolean }) {
  const { state, pill = false } = props
  return (
    <State kind={kinds[state]} pill={pill}>
      {applicationTexts.use().states[state]}
    </State>
  )
}

/** When an answer is due; if there is none yet, also how much time is left or overdue. */
export function DueTime({ of }: { readonly of: OperatorApplication }) {
  const isOpen = of.state === 'submitted' || of.state === 'claimed'
  return isOpen ? <TimeLeft at={of.dueAt} /> : <Time at={of.dueAt} />
}

function useColumns(): readonly Column<OperatorApplication>[] {
  const { columns } = applicationTexts.use()
  const text = useText()
  return [
    {
      key: 'company',
      title: columns.company,
      head: true,
      render: ({ id, company }) => (
        <>
          <Link to="/operator/applications/$applicationId" params={{ applicationId: id }}>
            {text(company.name)}
          </Link>
          <p className="below">
            <span className="mono">{company.registrationNumber}</span>
          </p>
        </>
      ),
    },
    { key: 'applicant', title: columns.applicant, phone: 'none', render: ({ applicant }) => applicant.name },
    {
      key: 'state',
      title: columns.state,
      phone: 'below',
      render: ({ state }) => <ApplicationStanding state={state} />,
    },
    {
      key: 'claimer',
      title: columns.claimer,
      phone: 'none',
      render: ({ claimedBy }) => claimedBy?.name ?? <span className="faint">–</span>,
    },
    {
      key: 'submitted',
      title: columns.submitted,
      phone: 'none',
      render: ({ submittedAt }) => <Time at={submittedAt} />,
    },
    { key: 'due', title: columns.due, phone: 'end', render: (one) => <DueTime of={one} /> },
  ]
}
