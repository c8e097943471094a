import { Icon } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent } from 'react'
import './drag-handle.css'

export type RowDrag = ReturnType<typeof useRowDrag>

/**
 * A row is dragged by its handle onto another one, whose place it takes. `distance` says how many places apart two rows
 * are, or nothing if the one cannot go there.
 */
export function useRowDrag(
  distance: (from: string, to: string) => number | undefined,
  move: (rowKey: string, by: number) => Promise<void>,
) {
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  const distanceTo = (rowKey: string) => (dragged === undefined ? undefined : distance(dragged, rowKey))
  const end = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  return {
    isOver: (rowKey: string): boolean => over === rowKey && dragged !== rowKey,
    begin: setDragged,
    end,
    enter(event: DragEvent, rowKey: string) {
      if (distanceTo(rowKey) === undefined) return
      // Without this the browser lets nothing be dropped here.
      event.preventDefault()
      setOver(rowKey)
    },
    drop(event: DragEvent, rowKey: string) {
      const by = distanceTo(rowKey)
      event.preventDefault()
      if (dragged !== undefined && by) void move(dragged, by)
      end()
    },
  }
}

type Props = {
  readonly rowKey: string
  readonly label: string
  readonly title: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isMoving: boolean
  readonly drag: RowDrag
  onMove(by: number): void
}

/** Dragged with the pointer; the arrow keys move the row too. */
export function DragHandle({ rowKey, label, title, isFirst, isLast, isMoving, drag, onMove }: Props) {
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
    if (isMoving || (by < 0 ? isFirst : isLast)) return
    hasMoved.current = true
    onMove(by)
  }
  return (
    <button
      ref={button}
      type="button"
      className="rowdrag__handle"
      draggable
      aria-label={label}
      title={title}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', rowKey)
        drag.begin(rowKey)
      }}
      onDragEnd={drag.end}
      onKeyDown={onKeyDown}
    >
      <Icon name="drag" size={16} />
    </button>
  )
}
