import type { Category } from '@loggia/protocol/console'
import { formatCount, useLanguage, useText } from '@loggia/ui'
import { DragHandle } from '../../centre/parts/drag-handle.tsx'
import type { RowDrag } from '../../centre/parts/drag-handle.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { useHandleLabel, useRowMoves } from '../../centre/parts/row-moves.ts'
import type { CategoryDraft } from './category-form.tsx'
import type { Placed } from './category-tree.ts'
import { categoryTexts } from './texts.ts'
import '../../centre/parts/drag-handle.css'
import './categories.css'

type OfRow = {
  readonly of: Placed
  /** Listed ones, with those of the categories below. */
  readonly products: number | undefined
  readonly mayWrite: boolean
  readonly isMoving: boolean
  readonly drag: RowDrag
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
  const handleLabel = useHandleLabel(text(category.name))
  return (
    <tr
      className={drag.isOver(category.code) ? 'rowdrag__over' : undefined}
      onDragOver={(event) => drag.enter(event, category.code)}
      onDrop={(event) => drag.drop(event, category.code)}
    >
      <td className="rows__head">
        <span className={`cattree__name cattree__name--${Math.min(level, 4)}`}>
          {mayWrite && (
            <DragHandle
              rowKey={category.code}
              label={handleLabel}
              title={texts.orderNote}
              {...row}
              isFirst={of.isFirst}
              isLast={of.isLast}
            />
          )}
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

function Acts({ of, isMoving, onMove, onEdit, onRemove }: OfRow) {
  const texts = categoryTexts.use()
  const { category } = of
  const name = useText()(category.name)
  const moves = useRowMoves({ name, isFirst: of.isFirst, isLast: of.isLast, isMoving, onMove })
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
          ...moves,
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
