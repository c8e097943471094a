import { Link } from '@tanstack/react-router'
import type { Enterprise, PersonGroup } from '@loggia/protocol/console'
import { Button, Time, formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import { FindField } from '../../centre/parts/find-field.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { DeleteGroupDialog, GroupForm } from './group-dialogs.tsx'
import { groupTexts } from './group-texts.ts'
import { useGroups } from './groups.ts'

type Act = { readonly kind: 'create' } | { readonly kind: 'rename' | 'delete'; readonly group: PersonGroup }

/** The groups of a company. */
export function GroupsTab({ of }: { readonly of: Enterprise }) {
  const texts = groupTexts.use()
  const id = useId()
  const [q, setQ] = useState<string>()
  const [act, setAct] = useState<Act>()
  const groups = useGroups(of.id, q)
  const isActive = of.state === 'active'
  const columns = useColumns(of.id, isActive ? setAct : undefined)
  return (
    <section className="card listing" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{texts.title}</h2>
        <span className="t13 faint">{texts.lead}</span>
        <span className="grow" />
        {isActive && (
          <Button size="small" onClick={() => setAct({ kind: 'create' })}>
            {texts.form.create}
          </Button>
        )}
      </div>
      <div className="tools filters">
        <FindField
          label={texts.find}
          hint={texts.find}
          isCode={false}
          maxLength={100}
          value={q}
          onFind={setQ}
        />
      </div>
      <Listing
        of={groups}
        columns={columns}
        rowKey={(group) => group.id}
        framed={false}
        empty={
          <NoRows
            level={3}
            empty={texts.empty}
            narrowed={q !== undefined && { ...texts.filtered, onReset: () => setQ(undefined) }}
          />
        }
      />
      {act && <ActDialog enterpriseId={of.id} act={act} onClose={() => setAct(undefined)} />}
    </section>
  )
}

function ActDialog({ enterpriseId, act, onClose }: { enterpriseId: string; act: Act; onClose(): void }) {
  switch (act.kind) {
    case 'create':
      return <GroupForm enterpriseId={enterpriseId} onClose={onClose} />
    case 'rename':
      return <GroupForm enterpriseId={enterpriseId} group={act.group} onClose={onClose} />
    case 'delete':
      return <DeleteGroupDialog enterpriseId={enterpriseId} group={act.group} onClose={onClose} />
  }
}

function useColumns(
  enterpriseId: string,
  onAct: ((act: Act) => void) | undefined,
): readonly Column<PersonGroup>[] {
  const texts = groupTexts.use()
  const { columns } = texts
  const all: readonly Column<PersonGroup>[] = [
    {
      key: 'name',
      title: columns.name,
      head: true,
      render: ({ id, name }) => (
        <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId }} search={{ group: id }}>
          <b className="strong">{name}</b>
        </Link>
      ),
    },
    {
      key: 'people',
      title: columns.people,
      phone: 'beside',
      end: true,
      render: ({ people }) => <span className="num">{texts.people(formatCount(people), people)}</span>,
    },
    {
      key: 'created',
      title: columns.created,
      phone: 'below',
      render: ({ createdAt }) => <Time at={createdAt} precision="day" />,
    },
  ]
  if (!onAct) return all
  const acts = (group: PersonGroup) => (
    <div className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.renameOf(group.name)}
        onClick={() => onAct({ kind: 'rename', group })}
      >
        {texts.rename}
      </button>
      <button
        className="link"
        type="button"
        aria-label={texts.remove.actOf(group.name)}
        onClick={() => onAct({ kind: 'delete', group })}
      >
        {texts.remove.act}
      </button>
    </div>
  )
  return [...all, { key: 'acts', title: columns.acts, end: true, render: acts }]
}
