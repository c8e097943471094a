import type { Member, RouteNeed } from '@loggia/protocol/console'
import { Button, State, Time, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useList } from '../api.ts'
import { useArea, useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { ListPage } from '../parts/list-page.tsx'
import type { Column } from '../parts/listing.tsx'
import { MoreMenu } from '../parts/more-menu.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { memberTexts } from './texts.ts'
import { DisableDialog, ResetDialog } from './member-acts.tsx'
import { MemberForm } from './member-form.tsx'
import { useRightsText } from './rights-text.ts'
import { useRefusalToast } from '../parts/dialog.tsx'

type Act = { readonly kind: 'add' } | { readonly kind: 'edit' | 'disable' | 'reset'; readonly member: Member }

/** The right that a change needs. */
const needs = { buyer: 'main', seller: 'members:write', operator: 'main' } as const satisfies {
  [A in Area]: RouteNeed<`POST /api/${A}/members`>
}

/** The members of a buyer, a seller or the market itself. */
export function MembersPage() {
  const area = useArea()
  const texts = memberTexts.use()
  const members = useList(`GET /api/${area}/members`)
  const mayChange = useMayAsk(`POST /api/${area}/members`, needs[area])
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  return (
    <ListPage
      area={area}
      narrow
      title={texts.title[area]}
      lead={texts.lead[area]}
      actions={
        mayChange ? (
          <Button variant="primary" onClick={() => setAct({ kind: 'add' })}>
            {texts.add}
          </Button>
        ) : (
          <span className="why">{texts.readOnly[area]}</span>
        )
      }
      of={members}
      columns={useColumns(area, { mayChange, onAct: setAct })}
      rowKey={({ id }) => id}
      empty={texts.empty}
    >
      {act?.kind === 'add' && <MemberForm area={area} onClose={close} />}
      {act?.kind === 'edit' && <MemberForm area={area} member={act.member} onClose={close} />}
      {act?.kind === 'disable' && <DisableDialog area={area} member={act.member} onClose={close} />}
      {act?.kind === 'reset' && <ResetDialog area={area} member={act.member} onClose={close} />}
    </ListPage>
  )
}

function useColumns(
  area: Area,
  { mayChange, onAct }: { readonly mayChange: boolean; readonly onAct: (act: Act) => void },
): readonly Column<Member>[] {
  const texts = memberTexts.use()
  const said = useRightsText(area)
  const { session } = useFrame()
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      head: true,
      render: ({ id, name, email }) => (
        <>
          <b className="strong">{name}</b>{' '}
          {id === session?.member.id && <span className="tag">{texts.you}</span>}
          <p className="below mono">{email}</p>
        </>
      ),
    },
    { key: 'rights', title: texts.columns.rights, render: ({ rights }) => said(rights) },
    { key: 'state', title: texts.columns.state, render: (member) => <MemberState of={member} /> },
    { key: 'added', title: texts.columns.added, render: ({ addedAt }) => <Time at={addedAt} /> },
  ]
  if (!mayChange) return columns
  const acts = (member: Member) =>
    member.id === session?.member.id ? (
      <span className="faint">–</span>
    ) : (
      <Acts area={area} member={member} onAct={onAct} />
    )
  return [...columns, { key: 'acts', title: texts.columns.acts, end: true, render: acts }]
}

function MemberState({ of }: { readonly of: Member }) {
  const texts = memberTexts.use()
  return (
    <>
      <State kind={of.enabled ? 'ok' : 'ice'}>{of.enabled ? texts.enabled : texts.disabled}</State>
      {of.enabled && of.mustChangePassword && <p className="below">{texts.mustChange}</p>}
    </>
  )
}

function Acts(props: { readonly area: Area; readonly member: Member; onAct(act: Act): void }) {
  const { area, member, onAct } = props
  const texts = memberTexts.use()
  const toast = useToast()
  const showRefusal = useRefusalToast()
  const access = useChange(`PUT /api/${area}/members/:memberId/access`, [`GET /api/${area}/members`])
  const letIn = () =>
    access.mutate(
      { params: { memberId: member.id }, body: { enabled: true } },
      {
        onSuccess: () => toast.success(texts.enabledDone),
        onError: showRefusal,
      },
    )
  const link = (text: string, label: string, onClick: () => void) => (
    <button className="link" type="button" aria-label={label} onClick={onClick}>
      {text}
    </button>
  )
  return (
    <div className="acts">
      {link(texts.edit, texts.editOf(member.name), () => onAct({ kind: 'edit', member }))}
      {link(texts.reset, texts.resetOf(member.name), () => onAct({ kind: 'reset', member }))}
      <MoreMenu
        of={member.name}
        acts={[
          member.enabled
            ? {
                text: texts.disable,
                label: texts.disableOf(member.name),
                onAct: () => onAct({ kind: 'disable', member }),
              }
            : { text: texts.enable, label: texts.enableOf(member.name), onAct: letIn },
        ]}
      />
    </div>
  )
}
