import type { Enterprise, Person } from '@loggia/protocol/console'
import { personStates } from '@loggia/protocol/console/directory/kinds'
import { Icon, formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { useHydrated } from '../../centre/hydrated.ts'
import { CsvLink } from '../../centre/parts/csv-link.tsx'
import { Filter } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { DepartmentAside } from './department-aside.tsx'
import { DepartmentHead } from './department-head.tsx'
import { toPeopleFilter } from './directory-search.ts'
import type { CompanySearch, CompanySearchChange, PeopleFilter } from './directory-search.ts'
import { useGroupName } from './groups.ts'
import { PeopleBar } from './people-bar.tsx'
import { PeopleRows } from './people-rows.tsx'
import { peopleTexts } from './people-texts.ts'
import './directory.css'

type Props = {
  readonly of: Enterprise
  readonly search: CompanySearch
  onChange(change: CompanySearchChange): void
}
const listKey = 'GET /api/buyer/enterprises/:enterpriseId/people'
/** Of people in one request. */
const atOnce = 50

/** The departments of a company, and the people of the chosen one. */
export function PeopleTab({ of, search, onChange }: Props) {
  const id = useId()
  const filter = toPeopleFilter(search)
  const people = useList(listKey, { ...filter, limit: atOnce }, { params: { enterpriseId: of.id } })
  return (
    <div className="dir">
      <DepartmentAside
        enterpriseId={of.id}
        chosen={search.department}
        onChoose={(department) => onChange({ department, below: undefined })}
      />
      <section className="card listing dir__list" aria-labelledby={id}>
        <DepartmentHead
          id={id}
          of={of}
          departmentId={search.department}
          onDeleted={(department) => onChange({ department })}
        />
        <Filters of={of} search={search} onChange={onChange} />
        <Loaded of={{ ...people, data: people.items }} skeleton={<CardSkeleton rows={8} />}>
          {(items) =>
            items.length === 0 ? (
              <Nothing of={of} search={search} onChange={onChange} />
            ) : (
              <Selectable
                key={JSON.stringify(filter)}
                of={of}
                filter={filter}
                items={items}
                more={<More of={people} count={items.length} />}
              />
            )
          }
        </Loaded>
      </section>
    </div>
  )
}

function Filters({ of, search, onChange }: Props) {
  const texts = peopleTexts.use()
  const isHydrated = useHydrated()
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
        options={personStates.map((name) => [name, texts.states[name]])}
        onChoose={(state) => onChange({ state })}
      />
      {search.department !== undefined && (
        <label className="check t13" inert={!isHydrated}>
          <input
            type="checkbox"
            checked={search.below === undefined}
            onChange={({ target }) => onChange({ below: target.checked ? undefined : 'no' })}
          />
          <span>{texts.below}</span>
        </label>
      )}
      {search.group !== undefined && (
        <GroupChip
          enterpriseId={of.id}
          groupId={search.group}
          onRemove={() => onChange({ group: undefined })}
        />
      )}
      <Count enterpriseId={of.id} filter={toPeopleFilter(search)} />
      <CsvLink
        of="GET /api/buyer/enterprises/:enterpriseId/people.csv"
        params={{ enterpriseId: of.id }}
        query={toPeopleFilter(search)}
      />
    </div>
  )
}

function GroupChip(props: { readonly enterpriseId: string; readonly groupId: string; onRemove(): void }) {
  const texts = peopleTexts.use()
  const name = useGroupName(props.enterpriseId, props.groupId)
  return (
    <span className="chip chip--on">
      {name === undefined ? texts.unknownGroup : texts.inGroup(name)}
      <button className="copy" type="button" aria-label={texts.noGroup} onClick={props.onRemove}>
        <Icon name="x" />
      </button>
    </span>
  )
}

const useCount = (enterpriseId: string, filter: PeopleFilter) =>
  useRead('GET /api/buyer/enterprises/:enterpriseId/people-count', {
    params: { enterpriseId },
    query: filter,
  }).data?.people

function Count({ enterpriseId, filter }: { readonly enterpriseId: string; readonly filter: PeopleFilter }) {
  const texts = peopleTexts.use()
  const count = useCount(enterpriseId, filter)
  return (
    <span className="grow end t13 faint num nowrap" role="status">
      {count !== undefined && texts.found(formatCount(count), count)}
    </span>
  )
}

function Nothing({ of, search, onChange }: Props) {
  const texts = peopleTexts.use()
  const { q, group, state } = search
  const empty = search.department === undefined ? texts.empty : texts.emptyDepartment
  const isNarrowed = q !== undefined || group !== undefined || state !== undefined
  return (
    <NoRows
      level={3}
      empty={of.state === 'dissolved' ? texts.emptyDissolved : empty}
      narrowed={
        isNarrowed && {
          ...texts.filtered,
          onReset: () => onChange({ q: undefined, group: undefined, state: undefined }),
        }
      }
    />
  )
}

/** The list with the selection: single people, or everybody whom the filters find. */
function Selectable(props: {
  readonly of: Enterprise
  readonly filter: PeopleFilter
  readonly items: readonly Person[]
  readonly more: React.ReactNode
}) {
  const { of, filter, items } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isEverybody, setEverybody] = useState(false)
  const found = useCount(of.id, filter)
  const mayAct = of.state === 'active' && filter.state !== 'left'
  const clear = () => {
    setChosen(new Set())
    setEverybody(false)
  }
  const choose = (ids: Iterable<string>) => {
    setEverybody(false)
    setChosen(new Set(ids))
  }
  const onChoose = (id: string, isChosen: boolean) =>
    choose(isChosen ? [...chosen, id] : [...chosen].filter((one) => one !== id))
  // Whoever was removed from the list meanwhile is not acted on.
  const ids = items.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const isAllShown = ids.length === items.length
  return (
    <>
      {mayAct && ids.length > 0 && (
        <PeopleBar
          enterpriseId={of.id}
          ids={ids}
          everybody={
            isAllShown && found !== undefined && found > ids.length ? { filter, expected: found } : undefined
          }
          isEverybody={isEverybody}
          onEverybody={() => setEverybody(true)}
          onClear={clear}
        />
      )}
      <PeopleRows
        enterpriseId={of.id}
        items={items}
        chosen={chosen}
        onChoose={mayAct ? onChoose : undefined}
        isAllChosen={isAllShown}
        onAll={(isChosen) => choose(isChosen ? items.map(({ id }) => id) : [])}
      />
      {props.more}
    </>
  )
}
