import { defineTexts } from '@loggia/ui'

/** What moves a row of a list whose order can be changed. */
const rowMoveTexts = defineTexts(
  {
    handle: (name: string) => `调整“${name}”的顺序，可用上下方向键`,
    up: '上移',
    upOf: (name: string) => `上移“${name}”`,
    isFirst: '已在最前',
    down: '下移',
    downOf: (name: string) => `下移“${name}”`,
    isLast: '已在最后',
    isMoving: '正在保存',
  },
  {
    handle: (name) => `Change the order of ${name}, also with the arrow keys up and down`,
    up: 'Move up',
    upOf: (name) => `Move ${name} up`,
    isFirst: 'already first',
    down: 'Move down',
    downOf: (name) => `Move ${name} down`,
    isLast: 'already last',
    isMoving: 'being saved',
  },
)

type Row = {
  readonly name: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isMoving: boolean
  onMove(by: number): void
}

/** The name of a row's handle. */
export const useHandleLabel = (name: string): string => rowMoveTexts.use().handle(name)

/** The entries of a row's menu that move it by one place, each with why it is not possible now. */
export function useRowMoves({ name, isFirst, isLast, isMoving, onMove }: Row) {
  const texts = rowMoveTexts.use()
  const whyNot = (isEnd: boolean, end: string): string | undefined =>
    isMoving ? texts.isMoving : isEnd ? end : undefined
  return [
    { text: texts.up, label: texts.upOf(name), why: whyNot(isFirst, texts.isFirst), onAct: () => onMove(-1) },
    {
      text: texts.down,
      label: texts.downOf(name),
      why: whyNot(isLast, texts.isLast),
      onAct: () => onMove(1),
    },
  ]
}
