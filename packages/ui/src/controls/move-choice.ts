type Pressed = {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/**
 * Which of `count` choices in a row a key leads to from the one `at`, after the last the first again (ARIA Authoring Practices, tabs). Undefined for any
 * other key, and with Alt, Ctrl or Meta, which are the browser's.
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
