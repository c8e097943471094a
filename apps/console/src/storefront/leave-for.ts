/** Longer than a page takes to be left; after that, the reader has stopped it. */
const leavingMs = 15_000

/** Loads another page, as the last act of what is sent: the button stays busy until this page is left. */
export function leaveFor(href: string): Promise<void> {
  location.assign(href)
  return new Promise((settle) => setTimeout(settle, leavingMs))
}
