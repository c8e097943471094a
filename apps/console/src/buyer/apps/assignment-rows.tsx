import { Link } from '@tanstack/react-router'
import type { Assignment } from '@loggia/protocol/console'
import { PickAll, PickOne, PersonState } from '../directory/people-rows.tsx'
import { SellersState } from './app-state.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import '../directory/directory.css'

type Props = {
  readonly enterpriseId: string
  readonly items: readonly Assignment[]
  readonly chosen: ReadonlySet<string>
  readonly isAllChosen: boolean
  /** Absent where nothing can be done with assignments. */
  readonly onChoose: ((personId: string, isChosen: boolean) => void) | undefined
  onAll(isChosen: boolean): void
}

/** Assignments as a table; on a phone each is a card. */
export function AssignmentRows(props: Props) {
  const { columns, selection } = assignmentTexts.use()
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
            <th scope="col">{columns.role}</th>
            <th scope="col">{columns.person}</th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((one) => (
            <Row key={one.userName} {...props} of={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ of, enterpriseId, chosen, onChoose }: Props & { readonly of: Assignment }) {
  const { selection, roles } = assignmentTexts.use()
  const { personId } = of
  return (
    <tr aria-selected={(personId !== undefined && chosen.has(personId)) || undefined}>
      {onChoose && (
        <td className="ppl__pick">
          {personId !== undefined && !of.ending && (
            <PickOne
              label={selection.one(of.name)}
              isChosen={chosen.has(personId)}
              onChoose={(isChosen) => onChoose(personId, isChosen)}
            />
          )}
        </td>
      )}
      <td className="ppl__name">
        {personId === undefined ? (
          <b className="strong">{of.name}</b>
        ) : (
          <Link to="/buyer/companies/$enterpriseId/people/$personId" params={{ enterpriseId, personId }}>
            <b className="strong">{of.name}</b>
          </Link>
        )}
        <p className="below mono">{of.userName}</p>
      </td>
      <td className="ppl__department">{roles[of.role]}</td>
      <td className="ppl__account">
        <PersonState of={of.enabled ? 'active' : 'disabled'} />
      </td>
      <td className="ppl__state">
        <SellersState of={of} />
      </td>
    </tr>
  )
}
