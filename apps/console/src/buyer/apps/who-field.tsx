import { Segmented } from '@loggia/ui'
import { DepartmentField } from '../directory/department-field.tsx'
import { GroupField } from '../directory/group-field.tsx'
import { assignmentTexts } from './assignment-texts.ts'
import { PeopleField } from './people-field.tsx'
import type { Who } from './selecting.ts'

/** Whom an act is about: people, a department, a group, or everybody. */
export function WhoField(props: {
  readonly enterpriseId: string
  readonly of: Who
  readonly isChecked: boolean
}) {
  const texts = assignmentTexts.use().who
  const { enterpriseId, of, isChecked } = props
  const isMissing = isChecked && of.selection === undefined
  return (
    <>
      <div className="scroll-x">
        <Segmented
          label={texts.label}
          value={of.kind}
          onChange={of.setKind}
          options={of.kinds.map((value) => ({ value, label: texts[value] }))}
        />
      </div>
      {of.kind === 'people' && (
        <PeopleField
          enterpriseId={enterpriseId}
          error={isMissing ? texts.peopleMissing : undefined}
          chosen={of.people}
          onChange={of.setPeople}
        />
      )}
      {of.kind === 'department' && (
        <>
          <DepartmentField
            enterpriseId={enterpriseId}
            label={texts.department}
            name="departmentId"
            error={isMissing ? texts.departmentMissing : undefined}
            value={of.departmentId}
            onChange={(id) => of.setDepartment(id ?? undefined)}
          />
          <p className="t12 faint">{texts.departmentNote}</p>
        </>
      )}
      {of.kind === 'group' && (
        <GroupField
          enterpriseId={enterpriseId}
          label={texts.group}
          name="groupId"
          error={isMissing ? texts.groupMissing : undefined}
          value={of.groupId}
          onChange={of.setGroup}
        />
      )}
      {of.kind === 'all' && <p className="t13 dim">{texts.allNote}</p>}
    </>
  )
}
