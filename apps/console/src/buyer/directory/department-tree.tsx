import type { Department } from '@loggia/protocol/console'
import { Icon, formatCount } from '@loggia/ui'
import { useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { departmentTexts } from './department-texts.ts'
import { useDepartment, useDepartmentsBelow } from './departments.ts'
import { findTreeMove } from './tree-keys.ts'
import './directory.css'

type Tree = {
  readonly enterpriseId: string
  readonly chosen: string | null | undefined
  readonly without: string | undefined
  readonly hasRoot: boolean
  readonly focused: string
  /** `isAlone`: unless it was closed, because there is nothing else to see. */
  isOpen(id: string, isAlone: boolean): boolean
  toggle(id: string, isOpen: boolean): void
  onFocus(id: string): void
  onChoose(department: Department | null): void
}
/** The line of no department, and of lines that are none. */
const noId = ''

/**
 * The departments of a company as a tree. Only those that are shown are read, so there may be many thousands. Arrows
 * move in it; Enter or a press chooses.
 */
export function DepartmentTree(props: {
  readonly enterpriseId: string
  /** The first line, which stands for no department; without it, one must be chosen. */
  readonly root?: string | undefined
  /** Null for the first line, undefined for none. */
  readonly chosen: string | null | undefined
  /** A department that is left out, with all below it. */
  readonly without?: string | undefined
  onChoose(department: Department | null): void
}) {
  const texts = departmentTexts.use()
  const element = useRef<HTMLUListElement>(null)
  const tree = useTree(props)
  return (
    <ul
      ref={element}
      className="tree"
      role="tree"
      aria-label={texts.tree}
      onKeyDown={(event) => moveByKey(event, element.current)}
    >
      {props.root !== undefined && (
        <Line
          level={1}
          name={props.root}
          isChosen={tree.chosen === null}
          isTabStop
          onFocus={() => tree.onFocus(noId)}
          onPress={() => tree.onChoose(null)}
        >
          <span className="grow">{props.root}</span>
        </Line>
      )}
      <Branch tree={tree} parentId={undefined} level={1} />
    </ul>
  )
}

function useTree(props: Parameters<typeof DepartmentTree>[0]): Tree {
  const { enterpriseId, chosen, without, onChoose } = props
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [focused, setFocused] = useState<string>()
  const [revealed, setRevealed] = useState<string>()
  const department = useDepartment(enterpriseId, chosen).data
  // What is above a chosen department is opened once; it can be closed then.
  if (department && department.id !== revealed) {
    setRevealed(department.id)
    setToggled(new Map([...toggled, ...department.above.map(({ id }) => [id, true] as const)]))
  }
  return {
    enterpriseId,
    chosen,
    without,
    hasRoot: props.root !== undefined,
    focused: focused ?? chosen ?? noId,
    isOpen: (id, isAlone) => toggled.get(id) ?? isAlone,
    toggle: (id, isOpen) => setToggled(new Map([...toggled, [id, isOpen]])),
    onFocus: setFocused,
    onChoose,
  }
}

/** Moves the focus, opens or closes, on the lines as they are shown. */
function moveByKey(event: KeyboardEvent, tree: HTMLUListElement | null): void {
  const items = [...(tree?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])]
  const at = items.findIndex((item) => item === document.activeElement)
  const lines = items.map((item) => ({
    level: Number(item.ariaLevel),
    name: item.dataset['name'] ?? '',
    isOpen: item.ariaExpanded === null ? undefined : item.ariaExpanded === 'true',
  }))
  const move = findTreeMove(event, at, lines)
  const to = move && items[move.at]
  if (!to) return
  event.preventDefault()
  if (move.what === 'focus') to.focus()
  else to.querySelector<HTMLElement>('.tree__twisty')?.click()
}

/** What all lines of a tree have. */
function Line(props: {
  readonly level: number
  readonly name: string
  readonly isChosen: boolean
  readonly isOpen?: boolean | undefined
  readonly isTabStop: boolean
  readonly twisty?: ReactNode
  readonly children: ReactNode
  onFocus?(): void
  onPress(): void
}) {
  return (
    <li
      className="tree__line"
      role="treeitem"
      aria-level={props.level}
      aria-selected={props.isChosen}
      aria-expanded={props.isOpen}
      tabIndex={props.isTabStop ? 0 : -1}
      data-name={props.name}
      style={{ '--level': Math.min(props.level, 9) - 1 } as CSSProperties}
      onFocus={props.onFocus}
      onClick={props.onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        props.onPress()
      }}
    >
      {props.twisty ?? <span className="tree__twisty" />}
      {props.children}
    </li>
  )
}

type OfBranch = { readonly tree: Tree; readonly parentId: string | undefined; readonly level: number }

function Branch({ tree, parentId, level }: OfBranch) {
  const texts = departmentTexts.use()
  const list = useDepartmentsBelow(tree.enterpriseId, parentId)
  const extra = (text: string, onPress: () => void) => (
    <Line level={level} name={text} isChosen={false} isTabStop={false} onPress={onPress}>
      <span className="c-accent">{text}</span>
    </Line>
  )
  if (!list.items)
    return list.error ? (
      extra(texts.failed, () => void list.refetch())
    ) : (
      <li className="tree__wait late faint" role="none">
        {texts.loading}
      </li>
    )
  const shown = list.items.filter(({ id }) => id !== tree.without)
  return (
    <>
      {shown.map((department, nth) => (
        <Item
          key={department.id}
          tree={tree}
          of={department}
          level={level}
          isFirst={nth === 0 && level === 1}
          isAlone={shown.length === 1 && level === 1}
        />
      ))}
      {list.hasNextPage &&
        extra(list.isFetchingNextPage ? texts.loading : texts.more, () => void list.fetchNextPage())}
    </>
  )
}

type OfItem = {
  readonly tree: Tree
  readonly of: Department
  readonly level: number
  readonly isFirst: boolean
  /** The only one at the top. */
  readonly isAlone: boolean
}

/** A department, and those below it if it is open. */
function Item({ tree, of, level, isFirst, isAlone }: OfItem) {
  const texts = departmentTexts.use()
  const hasBelow = of.counts.departments > 0
  const isOpen = hasBelow && tree.isOpen(of.id, isAlone)
  const count = of.counts.allPeople
  return (
    <>
      <Line
        level={level}
        name={of.name}
        isChosen={tree.chosen === of.id}
        isOpen={hasBelow ? isOpen : undefined}
        isTabStop={(isFirst && !tree.hasRoot) || tree.focused === of.id}
        onFocus={() => tree.onFocus(of.id)}
        onPress={() => tree.onChoose(of)}
        twisty={
          hasBelow ? (
            <span
              className="tree__twisty"
              role="presentation"
              onClick={(event) => {
                event.stopPropagation()
                tree.onFocus(of.id)
                tree.toggle(of.id, !isOpen)
              }}
            >
              <Icon name="chevron-right" />
            </span>
          ) : undefined
        }
      >
        <span className="grow">{of.name}</span>
        <span className="sr">{texts.people(formatCount(count), count)}</span>
        <span className="t12 faint num" aria-hidden="true">
          {formatCount(count)}
        </span>
      </Line>
      {isOpen && <Branch tree={tree} parentId={of.id} level={level + 1} />}
    </>
  )
}
