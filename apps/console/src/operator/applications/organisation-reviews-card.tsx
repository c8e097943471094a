import { organisationApplicationStates } from '@loggia/protocol/console/parties/kinds'
import { Link } from '@tanstack/react-router'
import type { OrganisationApplicationState, OrganisationReview } from '@loggia/protocol/console'
import { EmptyArch, Time, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useList } from '../../centre/api.ts'
import { ApplicationState } from '../../centre/organisations/application-state.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import { DueTime } from '../reviews/review-list.tsx'

/** Applications of organisations to change their data, oldest first. */
export function OrganisationReviewsCard() {
  const { review: texts, states: words } = organisationTexts.use()
  const [state, setState] = useState<OrganisationApplicationState | undefined>('in_review')
  const reviews = useList('GET /api/operator/organisation-applications', { state })
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <Filter
          label={texts.state}
          any={texts.any}
          value={state}
          options={organisationApplicationStates.map((name) => [name, words[name]])}
          onChoose={setState}
        />
      }
      bare
    >
      <Listing
        of={reviews}
        columns={useColumns()}
        rowKey={({ application }) => application.id}
        framed={false}
        empty={<EmptyArch title={texts.empty.title} text={texts.empty.text} />}
      />
    </Card>
  )
}

function useColumns(): readonly Column<OrganisationReview>[] {
  const { review, history } = organisationTexts.use()
  const { columns } = review
  const text = useText()
  return [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: ({ application, organisation }) => (
        <Link
          to="/operator/applications/organisations/$organisationApplicationId"
          params={{ organisationApplicationId: application.id }}
        >
          {text(organisation.name)}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: columns.kind,
      phone: 'below',
      render: ({ application }) => history[application.kind],
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'beside',
      render: ({ application }) => <ApplicationState state={application.state} />,
    },
    {
      key: 'opener',
      title: columns.opener,
      phone: 'none',
      render: ({ openedBy }) => openedBy ?? <span className="faint">–</span>,
    },
    {
      key: 'filed',
      title: columns.filed,
      phone: 'none',
      render: ({ application }) => <Time at={application.filedAt} />,
    },
    {
      key: 'due',
      title: columns.due,
      phone: 'end',
      render: ({ application: { state, dueAt } }) =>
        state === 'in_review' ? <DueTime at={dueAt} /> : <Time at={dueAt} />,
    },
  ]
}
