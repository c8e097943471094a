import { Link } from '@tanstack/react-router'
import type { Enterprise } from '@loggia/protocol/console'
import { Button, Time, formatCount } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { ListPage } from '../../centre/parts/list-page.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { CompanyState } from './company-state.tsx'
import { CreateDialog } from './company-dialogs.tsx'
import { companyTexts } from './texts.ts'
import './directory.css'

/** The companies whose people the buyer keeps; most buyers have one. */
export function CompaniesPage() {
  const texts = companyTexts.use()
  const companies = useList('GET /api/buyer/enterprises')
  const [isCreating, setCreating] = useState(false)
  return (
    <ListPage
      area="buyer"
      narrow
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button variant="primary" onClick={() => setCreating(true)}>
          {texts.create.act}
        </Button>
      }
      of={companies}
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={texts.empty}
    >
      {isCreating && <CreateDialog onClose={() => setCreating(false)} />}
    </ListPage>
  )
}

function useColumns(): readonly Column<Enterprise>[] {
  const texts = companyTexts.use()
  const { columns, counts, disabled } = texts
  return [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: ({ id, name, tenantCode }) => (
        <>
          <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId: id }}>
            <b className="strong">{name}</b>
          </Link>
          <p className="below mono">{tenantCode}</p>
        </>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      phone: 'beside',
      render: ({ state }) => <CompanyState of={state} />,
    },
    {
      key: 'people',
      title: columns.people,
      phone: 'below',
      render: ({ counts: { people, disabled: count } }) => (
        <>
          <span className="num">{counts.people(formatCount(people), people)}</span>
          {count > 0 && <p className="below">{disabled(formatCount(count))}</p>}
        </>
      ),
    },
    {
      key: 'departments',
      title: columns.departments,
      phone: 'none',
      end: true,
      render: ({ counts: { departments } }) => formatCount(departments),
    },
    {
      key: 'groups',
      title: columns.groups,
      phone: 'none',
      end: true,
      render: ({ counts: { groups } }) => formatCount(groups),
    },
    {
      key: 'created',
      title: columns.created,
      phone: 'end',
      render: ({ createdAt }) => <Time at={createdAt} precision="day" />,
    },
  ]
}
