import type { Department, Enterprise } from '@loggia/protocol/console'
import { Button, CopyText, formatCount } from '@loggia/ui'
import { useState } from 'react'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import {
  CreateDepartmentDialog,
  DeleteDepartmentDialog,
  MoveDepartmentDialog,
  RenameDepartmentDialog,
} from './department-dialogs.tsx'
import { departmentTexts } from './department-texts.ts'
import { useDepartment } from './departments.ts'
import { peopleTexts } from './people-texts.ts'

type Act = 'create' | 'rename' | 'move' | 'delete'

/** The head of a list of people: the department they are in, and what can be done with it. */
export function DepartmentHead(props: {
  readonly id: string
  readonly of: Enterprise
  readonly departmentId: string | undefined
  onDeleted(parentId: string | undefined): void
}) {
  const texts = departmentTexts.use()
  const { all } = peopleTexts.use()
  const { of, departmentId } = props
  const department = useDepartment(of.id, departmentId).data
  const here = departmentId === undefined ? undefined : department
  const [act, setAct] = useState<Act>()
  const isActive = of.state === 'active'
  return (
    <div className="card__head">
      <h2 id={props.id}>{departmentId === undefined ? all : (here?.name ?? '–')}</h2>
      {here && <Facts of={here} />}
      <span className="grow" />
      {isActive && (
        <div className="row">
          <Button size="small" onClick={() => setAct('create')}>
            {departmentId === undefined ? texts.create.act : texts.create.below}
          </Button>
          {here && <More of={here} onAct={setAct} />}
        </div>
      )}
      <ActDialog {...props} act={act} department={here} onClose={() => setAct(undefined)} />
    </div>
  )
}

function Facts({ of }: { readonly of: Department }) {
  const texts = departmentTexts.use()
  const { people, allPeople, departments } = of.counts
  return (
    <span className="row row--wrap t13 faint">
      <CopyText value={of.code} label={texts.code} />
      <span className="num">{texts.own(formatCount(people), people)}</span>
      {departments > 0 && <span className="num">{texts.all(formatCount(allPeople), allPeople)}</span>}
    </span>
  )
}

function More({ of, onAct }: { readonly of: Department; onAct(act: Act): void }) {
  const texts = departmentTexts.use()
  const line = (act: Act, text: string) => ({ text, label: `${text}: ${of.name}`, onAct: () => onAct(act) })
  return (
    <MoreMenu
      of={of.name}
      acts={[
        line('rename', texts.rename.act),
        line('move', texts.move.act),
        line('delete', texts.remove.act),
      ]}
    />
  )
}

function ActDialog({
  of,
  departmentId,
  act,
  department,
  onClose,
  onDeleted,
}: Parameters<typeof DepartmentHead>[0] & {
  readonly act: Act | undefined
  readonly department: Department | undefined
  onClose(): void
}) {
  if (act === 'create')
    return <CreateDepartmentDialog enterpriseId={of.id} parentId={departmentId} onClose={onClose} />
  if (!act || !department) return null
  const shared = { enterpriseId: of.id, of: department, onClose }
  if (act === 'rename') return <RenameDepartmentDialog {...shared} />
  if (act === 'move') return <MoveDepartmentDialog {...shared} />
  return <DeleteDepartmentDialog {...shared} onDeleted={() => onDeleted(department.parentId)} />
}
