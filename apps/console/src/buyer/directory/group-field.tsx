import { Button, formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import { FieldGroup } from '../../centre/parts/fields.tsx'
import { FindField } from '../../centre/parts/find-field.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
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
      <div className="dfield__choice">
        <div className="dir__find">
          <FindField
            label={texts.find}
            hint={texts.find}
            isCode={false}
            maxLength={100}
            value={q}
            onFind={setQ}
          />
        </div>
        <Loaded of={{ ...groups, data: groups.items }} skeleton={<CardSkeleton rows={3} />}>
          {(items) => (
            <div className="dfield__tree dfield__radios">
              {items.length === 0 && (
                <p className="t13 dim">{q === undefined ? texts.empty.title : texts.filtered.title}</p>
              )}
              {items.map(({ id, name, people }) => (
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
              ))}
              {groups.hasNextPage && (
                <Button
                  size="small"
                  disabled={groups.isFetchingNextPage}
                  onClick={() => void groups.fetchNextPage()}
                >
                  {texts.more}
                </Button>
              )}
            </div>
          )}
        </Loaded>
      </div>
    </FieldGroup>
  )
}
