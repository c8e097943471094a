import { encodeBodyWithNumbers } from '../wire/encode.ts'
import type { MessageSet, UnsignedRequest } from '../message-set.ts'

const numbers: ReadonlySet<string> = new Set(['flag', 'testFlag'])
const lists: ReadonlySet<string> = new Set(['userList', 'orgInfoList', 'orgInfo'])

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * Creates the writer of requests whose members are given as text, with lists as JSON. Unchecked, lists stay text if the
 * generation `sendsListsAsText`.
 */
export function createTextWriter(
  encode: (request: object) => string,
  { sendsListsAsText }: { readonly sendsListsAsText: boolean },
): MessageSet['writeRequest'] {
  return function writeRequest(members, { isChecked }): UnsignedRequest {
    const readsLists = isChecked || !sendsListsAsText
    const typed = Object.entries(members).map(([name, text]): [string, unknown] => {
      if (numbers.has(name) && /^\d{1,2}$/.test(text)) return [name, Number(text)]
      return [name, readsLists && lists.has(name) ? readJson(text) : text]
    })
    if (isChecked) return { body: encode(Object.fromEntries(typed)) }
    return { body: encodeBodyWithNumbers(Object.fromEntries(typed.filter(([name]) => name !== 'activity'))) }
  }
}
