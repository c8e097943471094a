import { buyerGrants, operatorGrants } from '@loggia/protocol/console/parties/kinds'
import type { Role } from '@loggia/protocol/console'
import { Button, formatCount } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../api.ts'
import type { Area } from '../frame.ts'
import { Listing } from '../parts/listing.tsx'
import type { Column } from '../parts/listing.tsx'
import { NoRows } from '../parts/no-rows.tsx'
import { useMayAsk } from '../rights/rights.ts'
import { rightTexts } from '../rights/texts.ts'
import { RemoveRoleDialog, RoleForm } from './role-form.tsx'
import { roleTexts } from './role-texts.ts'
import { useRightsText } from './rights-text.ts'
import { memberTexts } from './texts.ts'

type Act = { readonly kind: 'create' } | { readonly kind: 'edit' | 'remove'; readonly role: Role }
/** A role of the party, or one that is built in: the owner, or a single permission with a name. */
type Row = { readonly key: string; readonly name: string; readonly rights: string; readonly role?: Role }

/** The roles of a party: those that are built in, and its own. */
export function RolesPanel({ area }: { readonly area: Area }) {
  const texts = roleTexts.use()
  const roles = useList(`GET /api/${area}/roles`)
  const mayChange = useMayAsk(`POST /api/${area}/roles`, 'main')
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  const rows = useRows(area, roles.items)
  const others = (role: Role) => (roles.items ?? []).filter(({ id }) => id !== role.id)
  return (
    <div className="stack">
      <div className="roles__head">
        <p className="t13 dim">{texts.lead}</p>
        {mayChange ? (
          <Button onClick={() => setAct({ kind: 'create' })}>{texts.create}</Button>
        ) : (
          <span className="t13 faint">{texts.readOnly}</span>
        )}
      </div>
      <Listing<Row>
        of={{ ...roles, items: rows }}
        columns={useColumns({ mayChange, onAct: setAct })}
        rowKey={({ key }) => key}
        empty={<NoRows empty={texts.empty} narrowed={false} />}
      />
      {act?.kind === 'create' && <RoleForm area={area} onClose={close} />}
      {act?.kind === 'edit' && <RoleForm area={area} role={act.role} onClose={close} />}
      {act?.kind === 'remove' && (
        <RemoveRoleDialog area={area} role={act.role} others={others(act.role)} onClose={close} />
      )}
    </div>
  )
}

function useRows(area: Area, own: readonly Role[] | undefined): readonly Row[] | undefined {
  const texts = roleTexts.use()
  const { grants, grantHints } = memberTexts.use()
  const { main } = rightTexts.use()
  const said = useRightsText(area)
  const named = { buyer: buyerGrants, seller: [], operator: operatorGrants }[area]
  return (
    own && [
      { key: 'main', name: main[area], rights: texts.ownerRights },
      ...named.map((grant) => ({ key: grant, name: grants[grant], rights: grantHints[grant] })),
      ...own.map((role) => ({
        key: role.id,
        name: role.name,
        rights: said({ main: false, grants: role.grants }),
        role,
      })),
    ]
  )
}

function useColumns({
  mayChange,
  onAct,
}: {
  readonly mayChange: boolean
  readonly onAct: (act: Act) => void
}): readonly Column<Row>[] {
  const texts = roleTexts.use()
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      head: true,
      render: ({ name, role }) => (
        <>
          <b className="strong">{name}</b> {!role && <span className="tag">{texts.builtIn}</span>}
        </>
      ),
    },
    { key: 'rights', title: texts.columns.rights, phone: 'below', render: ({ rights }) => rights },
    {
      key: 'members',
      title: texts.columns.members,
      end: true,
      render: ({ role }) => (role ? formatCount(role.members) : <span className="faint">–</span>),
    },
  ]
  if (!mayChange) return columns
  const link = (text: string, label: string, act: Act) => (
    <button className="link" type="button" aria-label={label} onClick={() => onAct(act)}>
      {text}
    </button>
  )
  const acts = ({ role }: Row) =>
    role ? (
      <div className="acts">
        {link(texts.edit, texts.editOf(role.name), { kind: 'edit', role })}
        {link(texts.remove, texts.removeOf(role.name), { kind: 'remove', role })}
      </div>
    ) : (
      <span className="faint">–</span>
    )
  return [...columns, { key: 'acts', title: texts.columns.acts, end: true, render: acts }]
}
