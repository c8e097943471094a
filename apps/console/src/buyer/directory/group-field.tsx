import { formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import { FieldGroup } from '../../centre/parts/fields.tsx'
import { FoundChoices } from './found-choices.tsx'
import { groupTexts } from './group-texts.ts'
import { useGroups } from './groups.ts'
import './directory.css'

/** A field whose value is a group of the company. */
export function GroupField(props: {
  readonly enterpriseId: string
  readonly label: string
  readonly name: string
  readonly error?: string | undefined
  readonly value: string | undefined
  onChange(groupId: string): void
}) {
  const texts = groupTexts.use()
  const radios = useId()
  const [q, setQ] = useState<string>()
  const groups = useGroups(props.enterpriseId, q)
  return (
    <FieldGroup className="dfield" label={props.label} name={props.name} error={props.error}>
      <FoundChoices
        texts={texts}
        found={groups}
        q={q}
        none={q === undefined ? texts.empty.title : texts.filtered.title}
        onFind={setQ}
      >
        {({ id, name, people }) => (
          <label className="check" key={id}>
            <input
              type="radio"
              name={radios}
              checked={props.value === id}
              onChange={() => props.onChange(id)}
            />
            <span className="grow">{name}</span>
            <span className="t12 faint num">{texts.people(formatCount(people), people)}</span>
          </label>
        )}
      </FoundChoices>
    </FieldGroup>
  )
}
