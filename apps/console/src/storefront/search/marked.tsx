import { splitAtMarks } from './search-links.ts'

/** A text in which what was asked for is marked. */
export const Marked = ({ text, asked }: { readonly text: string; readonly asked: string }) =>
  splitAtMarks(text, asked).map(({ part, marked }, at) => (marked ? <mark key={at}>{part}</mark> : part))
