type Pressed = {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/**
 * Finds the index to which a key moves from the choice at `at`, among `count` choices in a row. It wraps around at both
 * ends (ARIA Authoring Practices, tabs). Undefined for other keys, and with Alt, Ctrl or Meta, which belong to the
 * browser.
 */
export function findChoiceAfter({ key, altKey, ctrlKey, metaKey }: Pressed, at: number, count: number) {
  if (altKey || ctrlKey || metaKey || count === 0) return undefined
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
