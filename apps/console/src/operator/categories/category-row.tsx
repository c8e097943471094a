import type { Category } from '@loggia/protocol/console'
import { Icon, formatCount, useLanguage, useText } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent } from 'react'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import type { CategoryDraft } from './category-form.tsx'
import { findDistance } from './category-tree.ts'
import type { Placed } from './category-tree.ts'
import { categoryTexts } from './texts.ts'
import './categories.css'

type Drag = ReturnType<typeof useDrag>

/** One row is dragged by its handle onto a sibling, whose place it takes. */
export function useDrag(items: readonly Category[], run: (code: string, by: number) => Promise<void>) {
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  const distanceTo = (code: string) =>
    dragged === undefined ? undefined : findDistance(items, dragged, code)
  const end = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  return {
    isOver: (code: string): boolean => over === code && dragged !== code,
    begin: setDragged,
    end,
    enter(event: DragEvent, code: string) {
      if (distanceTo(code) === undefined) return
      // Without this the browser lets nothing be dropped here.
      event.preventDefault()
      setOver(code)
    },
    drop(event: DragEvent, code: string) {
      const by = distanceTo(code)
      event.preventDefault()
      if (dragged !== undefined && by) void run(dragged, by)
      end()
    },
  }
}

type OfRow = {
  readonly of: Placed
  /** Listed ones, with those of the categories below. */
  readonly products: number | undefined
  readonly mayWrite: boolean
  readonly isMoving: boolean
  readonly drag: Drag
  onMove(by: number): void
  onEdit(draft: CategoryDraft): void
  onRemove(category: Category): void
}

/** A category in the tree, with its handle and what can be done with it. */
export function CategoryRow(row: OfRow) {
  const texts = categoryTexts.use()
  const text = useText()
  const language = useLanguage()
  const { columns } = texts
  const { of, products, mayWrite, drag } = row
  const { category, level } = of
  return (
    <tr
      className={drag.isOver(category.code) ? 'cattree__over' : undefined}
      onDragOver={(event) => drag.enter(event, category.code)}
      onDrop={(event) => drag.drop(event, category.code)}
    >
      <td className="rows__head">
        <span className={`cattree__name cattree__name--${Math.min(level, 4)}`}>
          {mayWrite && <Handle {...row} />}
          {level > 1 && <span className="sr">{texts.level(level)} </span>}
          <b>{text(category.name)}</b>
        </span>
      </td>
      <td data-label={columns.other} lang={language === 'zh-CN' ? 'en' : 'zh-CN'}>
        {language === 'zh-CN' ? category.name.en : category.name.zh}
      </td>
      <td data-label={columns.code} className="mono">
        {category.code}
      </td>
      <td data-label={columns.products} className="n">
        <Products count={products} />
      </td>
      {mayWrite && (
        <td data-label={columns.acts} className="n">
          <Acts {...row} />
        </td>
      )}
    </tr>
  )
}

function Products({ count }: { readonly count: number | undefined }) {
  const texts = categoryTexts.use()
  if (count === undefined) return <span className="faint">–</span>
  return count === 0 ? (
    <span className="faint">{texts.noProducts}</span>
  ) : (
    <span className="num">{texts.products(formatCount(count))}</span>
  )
}

/** Dragged with the pointer; the arrow keys move the category too. */
function Handle({ of, isMoving, drag, onMove }: OfRow) {
  const texts = categoryTexts.use()
  const name = useText()(of.category.name)
  const button = useRef<HTMLButtonElement>(null)
  const hasMoved = useRef(false)
  // The browser takes the focus from a row that moves.
  useEffect(() => {
    if (isMoving || !hasMoved.current) return
    hasMoved.current = false
    button.current?.focus()
  }, [isMoving])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    if (isMoving || (by < 0 ? of.isFirst : of.isLast)) return
    hasMoved.current = true
    onMove(by)
  }
  return (
    <button
      ref={button}
      type="button"
      className="cattree__handle"
      draggable
      aria-label={texts.handle(name)}
      title={texts.orderNote}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', of.category.code)
        drag.begin(of.category.code)
      }}
      onDragEnd={drag.end}
      onKeyDown={onKeyDown}
    >
      <Icon name="drag" size={16} />
    </button>
  )
}

function Acts({ of, isMoving, onMove, onEdit, onRemove }: OfRow) {
  const texts = categoryTexts.use()
  const { category } = of
  const name = useText()(category.name)
  return (
    <span className="acts">
      <button
        className="link"
        type="button"
        aria-label={texts.addBelowOf(name)}
        onClick={() => onEdit({ parent: category.code })}
      >
        {texts.addBelow}
      </button>
      <button
        className="link"
        type="button"
        aria-label={texts.editOf(name)}
        onClick={() => onEdit({ category })}
      >
        {texts.edit}
      </button>
      <MoreMenu
        of={name}
        acts={[
          {
            text: texts.up,
            label: texts.upOf(name),
            why: of.isFirst || isMoving ? texts.isFirst : undefined,
            onAct: () => onMove(-1),
          },
          {
            text: texts.down,
            label: texts.downOf(name),
            why: of.isLast || isMoving ? texts.isLast : undefined,
            onAct: () => onMove(1),
          },
          {
            text: texts.remove,
            label: texts.removeOf(name),
            why: of.hasBelow ? texts.hasBelow : undefined,
            onAct: () => onRemove(category),
          },
        ]}
      />
    </span>
  )
}
