import { Link } from '@tanstack/react-router'
import type { Person, PersonAccount as Account, PersonState as StateName } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { peopleTexts } from './people-texts.ts'
import './directory.css'

type Props = {
  readonly enterpriseId: string
  readonly items: readonly Person[]
  readonly chosen: ReadonlySet<string>
  readonly isAllChosen: boolean
  /** Absent where nothing can be done with people. */
  readonly onChoose: ((id: string, isChosen: boolean) => void) | undefined
  onAll(isChosen: boolean): void
}

const stateKinds: Readonly<Record<StateName, StateKind>> = { active: 'ok', disabled: 'ice', left: 'end' }
export function PersonState({ of, pill = false }: { readonly of: StateName; readonly pill?: boolean }) {
  return (
    <State kind={stateKinds[of]} pill={pill}>
      {peopleTexts.use().states[of]}
    </State>
  )
}

const accountKinds: Readonly<Record<Account, StateKind>> = { none: 'end', invited: 'warn', linked: 'ok' }
export function PersonAccount({ of }: { readonly of: Account }) {
  return <State kind={accountKinds[of]}>{peopleTexts.use().accounts[of]}</State>
}

/** People as a table; on a phone each is a card. */
export function PeopleRows(props: Props) {
  const { columns, selection } = peopleTexts.use()
  return (
    <div className="scroll-x">
      <table className="table ppl">
        <thead>
          <tr>
            {props.onChoose && (
              <th scope="col" className="ppl__pick">
                <PickAll label={selection.page} isAllChosen={props.isAllChosen} onAll={props.onAll} />
              </th>
            )}
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.department}</th>
            <th scope="col">{columns.position}</th>
            <th scope="col">{columns.contact}</th>
            <th scope="col">{columns.account}</th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((person) => (
            <Row key={person.id} {...props} of={person} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The tick box of a table's head, for everybody who is shown. */
export function PickAll(props: {
  readonly label: string
  readonly isAllChosen: boolean
  onAll(isChosen: boolean): void
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.isAllChosen}
        onChange={({ target }) => props.onAll(target.checked)}
      />
      <span className="ppl__all">{props.label}</span>
    </label>
  )
}

/** The tick box of a row. */
export function PickOne(props: {
  readonly label: string
  readonly isChosen: boolean
  onChoose(isChosen: boolean): void
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.isChosen}
        aria-label={props.label}
        onChange={({ target }) => props.onChoose(target.checked)}
      />
    </label>
  )
}

function Row({ of, enterpriseId, chosen, onChoose }: Props & { readonly of: Person }) {
  const { selection } = peopleTexts.use()
  return (
    <tr aria-selected={chosen.has(of.id) || undefined}>
      {onChoose && (
        <td className="ppl__pick">
          <PickOne
            label={selection.one(of.name)}
            isChosen={chosen.has(of.id)}
            onChoose={(isChosen) => onChoose(of.id, isChosen)}
          />
        </td>
      )}
      <td className="ppl__name">
        <Link to="/buyer/companies/$enterpriseId/people/$personId" params={{ enterpriseId, personId: of.id }}>
          <b className="strong">{of.name}</b>
        </Link>
        <p className="below mono">{of.userName}</p>
      </td>
      <td className="ppl__department">{of.department?.name ?? <Dash />}</td>
      <td className="ppl__position">
        {of.position ?? <Dash />}
        {of.employeeCode !== undefined && <p className="below mono">{of.employeeCode}</p>}
      </td>
      <td className="ppl__contact">
        <Contact of={of} />
      </td>
      <td className="ppl__account">{of.state === 'left' ? <Dash /> : <PersonAccount of={of.account} />}</td>
      <td className="ppl__state">
        <PersonState of={of.state} />
      </td>
    </tr>
  )
}

function Contact({ of: { mobile, email } }: { readonly of: Person }) {
  if (mobile === undefined && email === undefined) return <Dash />
  return (
    <>
      {mobile !== undefined && <span className="num">{mobile}</span>}
      {email !== undefined && (
        <p className={mobile === undefined ? 'ppl__email' : 'below ppl__email'}>{email}</p>
      )}
    </>
  )
}

const Dash = () => <span className="faint">–</span>
