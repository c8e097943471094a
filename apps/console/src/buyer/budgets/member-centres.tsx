import type { CostCentre, Member } from '@loggia/protocol/console'
import { useToast } from '@loggia/ui'
import { useId } from 'react'
import { useChange, useList, useRead } from '../../centre/api.ts'
import { useRefusalToast } from '../../centre/parts/dialog.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { staleBudgets } from './stale.ts'
import { budgetTexts } from './texts.ts'
import './budgets.css'

type Centres = { readonly centres: readonly CostCentre[] }

/** To which cost centre each member belongs. */
export function MemberCentres({ centres }: Centres) {
  const { members: texts } = budgetTexts.use()
  const members = useList('GET /api/buyer/members')
  const assigned = useRead('GET /api/buyer/member-cost-centres', {}).data?.members
  return (
    <Card id={useId()} title={texts.title} bare>
      <Listing<Member>
        of={members}
        framed={false}
        rowKey={({ id }) => id}
        empty={<NoRows level={3} empty={texts.empty} narrowed={false} />}
        columns={[
          {
            key: 'member',
            title: texts.columns.member,
            head: true,
            render: ({ name, email }) => (
              <>
                <b className="strong">{name}</b>
                <p className="below mono">{email}</p>
              </>
            ),
          },
          {
            key: 'centre',
            title: texts.columns.centre,
            render: (member) => (
              <Chosen
                member={member}
                centres={centres}
                value={assigned?.find(({ memberId }) => memberId === member.id)?.costCentreId ?? ''}
              />
            ),
          },
        ]}
      />
      <p className="t12 faint budget-note">{texts.note}</p>
    </Card>
  )
}

/** Saved as soon as it is chosen. */
function Chosen({ member, centres, value }: Centres & { readonly member: Member; readonly value: string }) {
  const { members: texts } = budgetTexts.use()
  const toast = useToast()
  const refuse = useRefusalToast()
  const change = useChange('PUT /api/buyer/members/:memberId/cost-centre', staleBudgets)
  const choose = (chosen: string) =>
    change.mutate(
      { params: { memberId: member.id }, body: { costCentreId: chosen === '' ? null : chosen } },
      { onSuccess: () => toast.success(texts.done), onError: refuse },
    )
  return (
    <select
      className="select"
      aria-label={texts.of(member.name)}
      value={value}
      disabled={change.isPending}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{texts.none}</option>
      {centres
        .filter(({ id, archived }) => !archived || id === value)
        .map(({ id, code, name }) => (
          <option key={id} value={id}>
            {code} {name}
          </option>
        ))}
    </select>
  )
}
