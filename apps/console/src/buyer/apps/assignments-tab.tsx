import { omitUndefined } from '@loggia/kernel'
import type { Assignment, ConnectedApp } from '@loggia/protocol/console'
import { assignmentStates } from '@loggia/protocol/console/apps/kinds'
import { mostPeopleAtOnce } from '@loggia/protocol/console/directory/kinds'
import { Button, formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useList } from '../../centre/api.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import type { AppSearch, AppSearchChange } from './app-search.ts'
import { ChangeRoleDialog, WithdrawDialog, WithdrawSelectedDialog } from './assignment-dialogs.tsx'
import { AssignmentRows } from './assignment-rows.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import { isOpen } from './following.ts'
import '../directory/directory.css'

type Props = {
  readonly of: ConnectedApp
  readonly search: AppSearch
  onChange(change: AppSearchChange): void
}
/** Of people in one request. */
const atOnce = 50

/** Who may use an app, and what its seller knows of that. */
export function AssignmentsTab({ of, search, onChange }: Props) {
  const id = useId()
  const { q, state } = search
  const filter = omitUndefined({ q, state })
  const people = useList(
    'GET /api/buyer/connected-apps/:connectedAppId/assignments',
    { ...filter, limit: atOnce },
    { params: { connectedAppId: of.id } },
  )
  return (
    <section className="card listing dir__list" aria-labelledby={id}>
      <Head id={id} of={of} />
      <Filters search={search} onChange={onChange} />
      <Loaded of={{ ...people, data: people.items }} skeleton={<CardSkeleton rows={8} />}>
        {(items) =>
          items.length === 0 ? (
            <Nothing search={search} onChange={onChange} />
          ) : (
            <Selectable
              key={JSON.stringify(filter)}
              of={of}
              items={items}
              more={<More of={people} count={items.length} />}
            />
          )
        }
      </Loaded>
    </section>
  )
}

function Head({ id, of }: { readonly id: string; readonly of: ConnectedApp }) {
  const texts = assignmentTexts.use()
  const [isWithdrawing, setWithdrawing] = useState(false)
  return (
    <div className="card__head">
      <h2 id={id}>{texts.title}</h2>
      <span className="t13 faint">{texts.lead}</span>
      <span className="grow" />
      {isOpen(of) && of.people.wanted > 0 && (
        <Button size="small" onClick={() => setWithdrawing(true)}>
          {texts.withdraw.byPart}
        </Button>
      )}
      {isWithdrawing && (
        <WithdrawDialog
          connectedAppId={of.id}
          enterpriseId={of.enterprise.id}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </div>
  )
}

function Filters({ search, onChange }: Omit<Props, 'of'>) {
  const texts = assignmentTexts.use()
  return (
    <div className="tools filters">
      <FindField
        className="filters__text"
        label={texts.find}
        hint={texts.find}
        isCode={false}
        maxLength={100}
        value={search.q}
        onFind={(q) => onChange({ q })}
      />
      <Filter
        label={texts.state}
        any={texts.anyState}
        value={search.state}
        options={assignmentStates.map((name) => [name, texts.states[name]])}
        onChoose={(state) => onChange({ state })}
      />
    </div>
  )
}

function Nothing({ search: { q, state }, onChange }: Omit<Props, 'of'>) {
  const texts = assignmentTexts.use()
  const isNarrowed = q !== undefined || state !== undefined
  return (
    <NoRows
      level={3}
      empty={texts.empty}
      narrowed={
        isNarrowed && { ...texts.filtered, onReset: () => onChange({ q: undefined, state: undefined }) }
      }
    />
  )
}

/** The list with the selection. Whose access ends already is not selected. */
function Selectable(props: {
  readonly of: ConnectedApp
  readonly items: readonly Assignment[]
  readonly more: ReactNode
}) {
  const { of, items } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const choosable = items.flatMap(({ personId, ending }) =>
    personId === undefined || ending ? [] : [personId],
  )
  const ids = choosable.filter((id) => chosen.has(id))
  const clear = () => setChosen(new Set())
  const onChoose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((one) => one !== id)))
  const isAllChosen = ids.length > 0 && ids.length === choosable.length
  return (
    <>
      {isOpen(of) && ids.length > 0 && <SelectionBar of={of} ids={ids} onClear={clear} />}
      <AssignmentRows
        enterpriseId={of.enterprise.id}
        items={items}
        chosen={chosen}
        onChoose={isOpen(of) ? onChoose : undefined}
        isAllChosen={isAllChosen}
        onAll={(isChosen) => setChosen(new Set(isChosen ? choosable : []))}
      />
      {props.more}
    </>
  )
}

function SelectionBar(props: {
  readonly of: ConnectedApp
  readonly ids: readonly string[]
  onClear(): void
}) {
  const texts = assignmentTexts.use()
  const { of, ids, onClear } = props
  const [act, setAct] = useState<'role' | 'withdraw'>()
  const dialog = { connectedAppId: of.id, ids, onDone: onClear, onClose: () => setAct(undefined) }
  return (
    <div className="selbar">
      <b role="status">{texts.selection.count(formatCount(ids.length), ids.length)}</b>
      <span className="grow" />
      {ids.length > mostPeopleAtOnce ? (
        <span>{texts.selection.tooMany(formatCount(mostPeopleAtOnce))}</span>
      ) : (
        <span className="dir__acts">
          <Button size="small" onClick={() => setAct('role')}>
            {texts.role.act}
          </Button>
          <Button size="small" onClick={() => setAct('withdraw')}>
            {texts.withdraw.act}
          </Button>
        </span>
      )}
      <Button size="small" variant="plain" onClick={onClear}>
        {texts.selection.clear}
      </Button>
      {act === 'role' && <ChangeRoleDialog {...dialog} />}
      {act === 'withdraw' && <WithdrawSelectedDialog {...dialog} />}
    </div>
  )
}
