import type { PersonalData } from '@loggia/protocol/console/apps/kinds'
import { connectedTexts } from '../../centre/apps/texts.ts'
import { FieldGroup, TickField } from '../../centre/parts/fields.tsx'
import { appTexts } from './texts.ts'
import './apps.css'

/** What is always passed on of people, and a tick box for each thing that the seller asks for besides. */
export function SharedDataField(props: {
  readonly asked: readonly PersonalData[]
  readonly shared: readonly PersonalData[]
  onChange(shared: PersonalData[]): void
}) {
  const texts = appTexts.use().shared
  const { data } = connectedTexts.use()
  const { asked, shared, onChange } = props
  return (
    <>
      <p className="t13 dim">{texts.always}</p>
      {asked.length === 0 ? (
        <p className="t13 dim">{texts.none}</p>
      ) : (
        <FieldGroup className="consents" name="sharedData" label={texts.asked}>
          {asked.map((name) => (
            <TickField
              key={name}
              name={`sharedData.${name}`}
              label={data[name]}
              checked={shared.includes(name)}
              onChange={(isShared) =>
                onChange(asked.filter((one) => (one === name ? isShared : shared.includes(one))))
              }
            />
          ))}
        </FieldGroup>
      )}
    </>
  )
}
