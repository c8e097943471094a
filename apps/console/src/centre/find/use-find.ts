import type { Found } from '@loggia/protocol/console'
import { useEffect, useRef, useState } from 'react'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'
import { groupFound } from './found.ts'

const leastLength = 2
const quietMs = 200

export type Find = ReturnType<typeof useFind>

/** The text, its results, and the chosen one. The server is asked when the reader pauses. */
export function useFind(area: Area) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [jumping, setJumping] = useState<string>()
  const [at, choose] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), quietMs)
    return () => clearTimeout(timer)
  }, [text])
  const isLong = asked.length >= leastLength
  const { data, error, isFetching } = useRead(
    `GET /api/${area}/find`,
    { query: { q: asked } },
    { enabled: isLong },
  )
  const groups = isLong && data ? groupFound(data.items) : []
  return {
    text,
    asked,
    groups,
    options: groups.flatMap(({ items }) => items),
    at,
    choose,
    jumping,
    error,
    isLong,
    /** Whether the results are those of the text. */
    isCurrent: asked === text.trim() && isLong && !isFetching,
    write(written: string) {
      setText(written)
      setJumping(undefined)
      choose(0)
    },
    /** Asks at once, and opens the result if the text is a whole number. */
    jump() {
      setAsked(text.trim())
      setJumping(text.trim())
    },
  }
}

/** Opens what Enter asked for before its answer was there, if the text is its whole number or id. */
export function useJump({ jumping, asked, isCurrent, options }: Find, open: (found: Found) => void): void {
  const found = jumping !== undefined && jumping === asked && isCurrent ? options[0] : undefined
  const latest = useRef(open)
  latest.current = open
  const exact = found?.exact === true ? found : undefined
  useEffect(() => {
    if (exact) latest.current(exact)
  }, [exact])
}
