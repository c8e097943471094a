import { Button } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import { FieldGroup } from '../../centre/parts/fields.tsx'
import { DepartmentFinder } from './department-finder.tsx'
import { departmentTexts } from './department-texts.ts'
import { DepartmentTree } from './department-tree.tsx'
import { formatPlace, useDepartment } from './departments.ts'
import './directory.css'

/** A field whose value is a department: null is the place above all, undefined is none yet. */
export function DepartmentField(props: {
  readonly enterpriseId: string
  readonly label: string
  readonly name: string
  readonly error?: string | undefined
  readonly value: string | null | undefined
  /** Whether the place above all departments can be chosen. */
  readonly mayBeTop?: boolean
  /** A department that cannot be chosen, and none below it. */
  readonly without?: string | undefined
  onChange(value: string | null): void
}) {
  const texts = departmentTexts.use()
  const { enterpriseId, value, onChange, without } = props
  const [isOpen, setOpen] = useState(value === undefined)
  const change = useRef<HTMLButtonElement>(null)
  const hasChosen = useRef(false)
  // The tree, which had the focus, is gone.
  useEffect(() => {
    if (!isOpen && hasChosen.current) change.current?.focus()
  }, [isOpen])
  const choose = (chosen: string | null) => {
    hasChosen.current = true
    onChange(chosen)
    setOpen(false)
  }
  return (
    <FieldGroup className="dfield" label={props.label} name={props.name} error={props.error}>
      {value !== undefined && !isOpen && (
        <div className="dfield__chosen">
          <span className="grow">
            <span className="sr">{texts.chosen} </span>
            {value === null ? texts.top : <Place enterpriseId={enterpriseId} departmentId={value} />}
          </span>
          <Button ref={change} size="small" onClick={() => setOpen(true)}>
            {texts.change}
          </Button>
        </div>
      )}
      {(isOpen || value === undefined) && (
        <div className="dfield__choice">
          <DepartmentFinder enterpriseId={enterpriseId} without={without} onChoose={({ id }) => choose(id)}>
            <div className="dfield__tree">
              <DepartmentTree
                enterpriseId={enterpriseId}
                root={props.mayBeTop ? texts.top : undefined}
                chosen={value}
                without={without}
                onChoose={(department) => choose(department?.id ?? null)}
              />
            </div>
          </DepartmentFinder>
        </div>
      )}
    </FieldGroup>
  )
}

function Place({
  enterpriseId,
  departmentId,
}: {
  readonly enterpriseId: string
  readonly departmentId: string
}) {
  const department = useDepartment(enterpriseId, departmentId).data
  return department ? formatPlace(department) : '–'
}
