import { appRoles } from '@loggia/protocol/console/apps/kinds'
import type { AppRole } from '@loggia/protocol/console/apps/kinds'
import { useId } from 'react'
import { FieldGroup } from '../../centre/parts/fields.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import './apps.css'

/** A field whose value is a role in an app. */
export function RoleField(props: { readonly value: AppRole; onChange(role: AppRole): void }) {
  const texts = assignmentTexts.use()
  const name = useId()
  return (
    <FieldGroup name="role" label={texts.assign.role}>
      <div className="skus choices">
        {appRoles.map((role) => (
          <label key={role}>
            <input
              type="radio"
              name={name}
              checked={props.value === role}
              onChange={() => props.onChange(role)}
            />
            <b>{texts.roles[role]}</b>
            <span className="t12">{texts.roleTexts[role]}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
