import type { Department } from '@loggia/protocol/console'
import { Button, Icon, formatCount } from '@loggia/ui'
import { departmentTexts } from './department-texts.ts'
import { useDepartment, useDepartmentsBelow } from './departments.ts'
import './directory.css'

type Props = {
  readonly enterpriseId: string
  /** The name of the place above all departments. */
  readonly root: string
  readonly chosen: string | undefined
  onChoose(departmentId: string | undefined): void
}

/** What a phone shows in place of the tree: the way down to a department, and what is directly below it. */
export function DepartmentPath({ enterpriseId, root, chosen, onChoose }: Props) {
  const texts = departmentTexts.use()
  const department = useDepartment(enterpriseId, chosen).data
  const here = chosen === undefined ? undefined : department
  return (
    <div className="drill">
      <nav className="crumbs" aria-label={texts.path}>
        <Step name={root} isHere={chosen === undefined} onPress={() => onChoose(undefined)} />
        {here?.above.map(({ id, name }) => (
          <Step key={id} name={name} onPress={() => onChoose(id)} />
        ))}
        {here && <Step name={here.name} isHere onPress={() => undefined} />}
      </nav>
      <Below enterpriseId={enterpriseId} parentId={chosen} onChoose={({ id }) => onChoose(id)} />
    </div>
  )
}

function Step(props: { readonly name: string; readonly isHere?: boolean; onPress(): void }) {
  if (props.isHere)
    return (
      <b className="drill__here" aria-current="true">
        {props.name}
      </b>
    )
  return (
    <>
      <button className="link" type="button" onClick={props.onPress}>
        {props.name}
      </button>
      <Icon name="chevron-right" />
    </>
  )
}

function Below(props: {
  readonly enterpriseId: string
  readonly parentId: string | undefined
  onChoose(department: Department): void
}) {
  const texts = departmentTexts.use()
  const list = useDepartmentsBelow(props.enterpriseId, props.parentId)
  if (list.error && !list.items)
    return (
      <Button size="small" onClick={() => void list.refetch()}>
        {texts.failed}
      </Button>
    )
  if (!list.items || list.items.length === 0) return null
  return (
    <>
      <ul className="drill__below" aria-label={texts.inside}>
        {list.items.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => props.onChoose(one)}>
              <span className="grow">{one.name}</span>
              <span className="t12 faint num">
                {texts.people(formatCount(one.counts.allPeople), one.counts.allPeople)}
              </span>
              <Icon name="chevron-right" />
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="small" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? texts.loading : texts.more}
        </Button>
      )}
    </>
  )
}
