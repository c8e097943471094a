/** A line of a tree as it is shown; `isOpen` is undefined if nothing is below it. */
export type TreeLine = {
  readonly level: number
  readonly name: string
  readonly isOpen: boolean | undefined
}
type Pressed = {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}
type Move = { readonly what: 'focus' | 'open' | 'close'; readonly at: number }

/**
 * What a key does in a tree whose focus is on the line at `at` (ARIA Authoring Practices, tree view); undefined for
 * other keys, and with Alt, Ctrl or Meta, which belong to the browser.
 */
export function findTreeMove(
  { key, altKey, ctrlKey, metaKey }: Pressed,
  at: number,
  lines: readonly TreeLine[],
): Move | undefined {
  const line = lines[at]
  if (altKey || ctrlKey || metaKey || !line) return undefined
  const focus = (to: number): Move | undefined => (lines[to] ? { what: 'focus', at: to } : undefined)
  switch (key) {
    case 'ArrowDown':
      return focus(at + 1)
    case 'ArrowUp':
      return focus(at - 1)
    case 'Home':
      return focus(0)
    case 'End':
      return focus(lines.length - 1)
    case 'ArrowRight':
      if (line.isOpen === undefined) return undefined
      return line.isOpen ? focus(at + 1) : { what: 'open', at }
    case 'ArrowLeft':
      if (line.isOpen) return { what: 'close', at }
      return focus(lines.findLastIndex(({ level }, before) => before < at && level < line.level))
    default:
      return key.length === 1 && key !== ' ' ? focus(findNamed(key, at, lines)) : undefined
  }
}

/** The next line whose name begins with a letter, from the top again after the last. */
function findNamed(letter: string, at: number, lines: readonly TreeLine[]): number {
  const isNamed = ({ name }: TreeLine) => name.toLowerCase().startsWith(letter.toLowerCase())
  const next = lines.findIndex((line, other) => other > at && isNamed(line))
  return next === -1 ? lines.findIndex(isNamed) : next
}
