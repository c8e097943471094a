import { State, useText } from '@loggia/ui'
import { DragHandle } from '../../centre/parts/drag-handle.tsx'
import type { RowDrag } from '../../centre/parts/drag-handle.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { useHandleLabel, useRowMoves } from '../../centre/parts/row-moves.ts'
import { Named, ProductLogo } from '../../centre/parts/product.tsx'
import { ProductState } from '../../centre/parts/states.tsx'
import { homePageTexts } from './texts.ts'
import type { Selection } from './use-selection.ts'
import '../../centre/parts/drag-handle.css'
import './home-page.css'

type Row = {
  readonly of: Selection['products'][number]
  /** Counted from 1. */
  readonly place: number
  readonly last: number
  readonly mayChange: boolean
  readonly isMoving: boolean
  readonly drag: RowDrag
  onMove(by: number): void
  onReason(): void
  onRemove(): void
}

/** A product of the selection: its place, why it was chosen, and whether it appears. */
export function SelectionRow(row: Row) {
  const texts = homePageTexts.use().selection
  const text = useText()
  const { of, place, last, mayChange, drag, isMoving, onMove } = row
  const name = text(of.name)
  const handleLabel = useHandleLabel(name)
  return (
    <tr
      className={drag.isOver(of.id) ? 'rowdrag__over' : undefined}
      onDragOver={(event) => drag.enter(event, of.id)}
      onDrop={(event) => drag.drop(event, of.id)}
    >
      <td className="rows__head">
        <span className="homesel__name">
          {mayChange && (
            <DragHandle
              rowKey={of.id}
              label={handleLabel}
              title={texts.orderNote}
              isFirst={place === 1}
              isLast={place === last}
              isMoving={isMoving}
              drag={drag}
              onMove={onMove}
            />
          )}
          <span className="num faint" aria-hidden="true">
            {place}
          </span>
          <span className="sr">{texts.place(place)} </span>
          <Named logo={<ProductLogo of={of} small />} name={name} below={text(of.seller.name)} />
        </span>
      </td>
      <td data-label={texts.columns.reason}>
        {of.note ? text(of.note) : <span className="faint">{texts.noReason}</span>}
      </td>
      <td data-label={texts.columns.state}>
        <Appearance of={of} />
      </td>
      {mayChange && (
        <td data-label={texts.columns.acts} className="n">
          <Acts {...row} name={name} />
        </td>
      )}
    </tr>
  )
}

function Appearance({ of }: Pick<Row, 'of'>) {
  const texts = homePageTexts.use().selection
  if (of.isPublic) return <State kind="ok">{texts.isShown}</State>
  return (
    <span className="homesel__not">
      <State kind="warn">{texts.isNotShown}</State>
      {of.state === 'listed' ? (
        <span className="t13 dim">{texts.nothingPublic}</span>
      ) : (
        <ProductState state={of.state} />
      )}
    </span>
  )
}

function Acts({ name, place, last, isMoving, onMove, onReason, onRemove }: Row & { readonly name: string }) {
  const texts = homePageTexts.use().selection
  const moves = useRowMoves({ name, isFirst: place === 1, isLast: place === last, isMoving, onMove })
  return (
    <span className="acts">
      <button className="link" type="button" aria-label={texts.editOf(name)} onClick={onReason}>
        {texts.edit}
      </button>
      <MoreMenu
        of={name}
        acts={[...moves, { text: texts.remove, label: texts.removeOf(name), onAct: onRemove }]}
      />
    </span>
  )
}
