import type { Member, RouteNeed } from '@loggia/protocol/console'
import { Button, State, Tabs, Time } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../api.ts'
import { useArea, useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { Listing } from '../parts/listing.tsx'
import type { Column } from '../parts/listing.tsx'
import { NoRows } from '../parts/no-rows.tsx'
import { Lead, Page } from '../parts/page.tsx'
import { MoreMenu } from '../parts/more-menu.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { memberTexts } from './texts.ts'
import { DisableDialog, EnableDialog, ResetDialog } from './member-acts.tsx'
import { MemberForm } from './member-form.tsx'
import { useRightsText } from './rights-text.ts'
import { roleTexts } from './role-texts.ts'
import { RolesPanel } from './roles-panel.tsx'

type Act =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'disable' | 'enable' | 'reset'; readonly member: Member }

/** The right that a change needs. */
const needs = { buyer: 'main', seller: 'members:write', operator: 'main' } as const satisfies {
  [A in Area]: RouteNeed<`POST /api/${A}/members`>
}

/** The members of a buyer, a seller or the market itself. */
export function MembersPage() {
  const area = useArea()
  const texts = memberTexts.use()
  const roles = roleTexts.use()
  const members = useList(`GET /api/${area}/members`)
  const mayChange = useMayAsk(`POST /api/${area}/members`, needs[area])
  const [act, setAct] = useState<Act>()
  const [tab, setTab] = useState<'members' | 'roles'>('members')
  const columns = useColumns(area, { mayChange, onAct: setAct })
  return (
    <Page
      area={area}
      narrow
      title={texts.title[area]}
      lead={<Lead>{texts.lead[area]}</Lead>}
      actions={
        mayChange ? (
          <Button variant="primary" onClick={() => setAct({ kind: 'add' })}>
            {texts.add}
          </Button>
        ) : (
          <span className="why">{texts.readOnly[area]}</span>
        )
      }
    >
      <Tabs
        label={texts.title[area]}
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'members',
            label: roles.tabs.members,
            children: (
              <Listing
                of={members}
                columns={columns}
                rowKey={({ id }) => id}
                empty={<NoRows empty={texts.empty} narrowed={false} />}
              />
            ),
          },
          { key: 'roles', label: roles.tabs.roles, children: <RolesPanel area={area} /> },
        ]}
      />
      {act && <ActDialog area={area} act={act} onClose={() => setAct(undefined)} />}
    </Page>
  )
}

function ActDialog({ area, act, onClose }: { readonly area: Area; readonly act: Act; onClose(): void }) {
  switch (act.kind) {
    case 'add':
      return <MemberForm area={area} onClose={onClose} />
    case 'edit':
      return <MemberForm area={area} member={act.member} onClose={onClose} />
    case 'disable':
      return <DisableDialog area={area} member={act.member} onClose={onClose} />
    case 'enable':
      return <EnableDialog area={area} member={act.member} onClose={onClose} />
    case 'reset':
      return <ResetDialog area={area} member={act.member} onClose={onClose} />
  }
}

function useColumns(
  area: Area,
  { mayChange, onAct }: { readonly mayChange: boolean; readonly onAct: (act: Act) => void },
): readonly Column<Member>[] {
  const texts = memberTexts.use()
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
    {
      key: 'rights',
      title: texts.columns.rights,
      phone: 'below',
      render: (member) => <MemberRights of={member} area={area} />,
    },
    {
      key: 'state',
      title: texts.columns.state,
      phone: 'beside',
      render: (member) => <MemberState of={member} />,
    },
    {
      key: 'added',
      title: texts.columns.added,
      phone: 'end',
      render: ({ addedAt }) => <Time at={addedAt} />,
    },
  ]
  if (!mayChange) return columns
  const acts = (member: Member) =>
    member.id === session?.member.id ? (
      <span className="faint">–</span>
    ) : (
      <Acts member={member} onAct={onAct} />
    )
  return [...columns, { key: 'acts', title: texts.columns.acts, end: true, render: acts }]
}

/** The roles of a member, and what they come to. */
function MemberRights({ of: { rights, roles }, area }: { readonly of: Member; readonly area: Area }) {
  const said = useRightsText(area)
  if (roles.length === 0) return said(rights)
  return (
    <div>
      <span className="row row--wrap">
        {roles.map(({ id, name }) => (
          <span className="tag" key={id}>
            {name}
          </span>
        ))}
      </span>
      <p className="below">{said(rights)}</p>
    </div>
  )
}

function MemberState({ of }: { readonly of: Member }) {
  const texts = memberTexts.use()
  return (
    <div>
      <State kind={of.enabled ? 'ok' : 'ice'}>{of.enabled ? texts.enabled : texts.disabled}</State>
      {of.enabled && of.mustChangePassword && <p className="below">{texts.mustChange}</p>}
      {of.suspension && <p className="below written">{of.suspension.reason}</p>}
      {of.suspension?.until !== undefined && (
        <p className="below">
          {texts.suspendedUntil} <Time at={of.suspension.until} />
        </p>
      )}
    </div>
  )
}

function Acts(props: { readonly member: Member; onAct(act: Act): void }) {
  const { member, onAct } = props
  const texts = memberTexts.use()
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
            : {
                text: texts.enable,
                label: texts.enableOf(member.name),
                onAct: () => onAct({ kind: 'enable', member }),
              },
        ]}
      />
    </div>
  )
}
