import { omitUndefined } from '@loggia/kernel'
import type { Person } from '@loggia/protocol/console'
import { mostPeopleAtOnce } from '@loggia/protocol/console/directory/kinds'
import { Icon, formatCount } from '@loggia/ui'
import { useState } from 'react'
import { useList } from '../../centre/api.ts'
import { FieldGroup } from '../../centre/parts/fields.tsx'
import { FoundChoices } from '../directory/found-choices.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import type { Chosen } from './selecting.ts'
import '../directory/directory.css'
import './apps.css'

type Props = {
  readonly enterpriseId: string
  readonly error: string | undefined
  readonly chosen: Chosen
  onChange(chosen: Chosen): void
}
/** Of people in one request. */
const atOnce = 20

/** A field whose value is some people of a company; those who were chosen stay while others are looked for. */
export function PeopleField({ enterpriseId, error, chosen, onChange }: Props) {
  const texts = assignmentTexts.use().who
  const [q, setQ] = useState<string>()
  const people = useList(
    'GET /api/buyer/enterprises/:enterpriseId/people',
    omitUndefined({ q, limit: atOnce }),
    { params: { enterpriseId } },
  )
  const choose = ({ id, name }: Pick<Person, 'id' | 'name'>, isChosen: boolean) => {
    const next = new Map(chosen)
    if (isChosen) next.set(id, name)
    else next.delete(id)
    onChange(next)
  }
  return (
    <FieldGroup className="dfield" label={texts.people} name="people" error={error}>
      <ChosenPeople of={chosen} onRemove={(id) => choose({ id, name: '' }, false)} />
      <FoundChoices texts={texts} found={people} q={q} none={texts.none} onFind={setQ}>
        {(person) => <Line key={person.id} of={person} chosen={chosen} onChoose={choose} />}
      </FoundChoices>
      {chosen.size >= mostPeopleAtOnce && (
        <p className="t12 faint">{texts.mostReached(formatCount(mostPeopleAtOnce))}</p>
      )}
    </FieldGroup>
  )
}

function Line(props: {
  readonly of: Person
  readonly chosen: Chosen
  onChoose(person: Person, isChosen: boolean): void
}) {
  const { of, chosen } = props
  const isChosen = chosen.has(of.id)
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!isChosen && chosen.size >= mostPeopleAtOnce}
        onChange={({ target }) => props.onChoose(of, target.checked)}
      />
      <span className="grow">
        {of.name} <span className="mono faint t12">{of.userName}</span>
      </span>
      <span className="t12 faint">{of.department?.name}</span>
    </label>
  )
}

function ChosenPeople({ of, onRemove }: { readonly of: Chosen; onRemove(id: Person['id']): void }) {
  const texts = assignmentTexts.use().who
  return (
    <>
      <p className="t12 faint" role="status">
        {texts.chosen(formatCount(of.size), of.size)}
      </p>
      {of.size > 0 && (
        <ul className="row row--wrap picked">
          {[...of].map(([id, name]) => (
            <li key={id} className="chip">
              {name}
              <button
                className="copy"
                type="button"
                aria-label={texts.remove(name)}
                onClick={() => onRemove(id)}
              >
                <Icon name="x" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
