import { DepartmentFinder } from './department-finder.tsx'
import { DepartmentPath } from './department-path.tsx'
import { departmentTexts } from './department-texts.ts'
import { DepartmentTree } from './department-tree.tsx'
import { peopleTexts } from './people-texts.ts'
import './directory.css'

/** Where a department is chosen whose people are listed: a tree, on a phone the way down to it. */
export function DepartmentAside(props: {
  readonly enterpriseId: string
  readonly chosen: string | undefined
  onChoose(departmentId: string | undefined): void
}) {
  const texts = departmentTexts.use()
  const { all } = peopleTexts.use()
  const { enterpriseId, chosen, onChoose } = props
  return (
    <section className="card dir__aside" aria-label={texts.tree}>
      <DepartmentFinder enterpriseId={enterpriseId} onChoose={({ id }) => onChoose(id)}>
        <div className="dir__tree">
          <DepartmentTree
            enterpriseId={enterpriseId}
            root={all}
            chosen={chosen ?? null}
            onChoose={(department) => onChoose(department?.id)}
          />
        </div>
        <DepartmentPath enterpriseId={enterpriseId} root={all} chosen={chosen} onChoose={onChoose} />
      </DepartmentFinder>
    </section>
  )
}
