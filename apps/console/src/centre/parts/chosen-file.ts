import { useState } from 'react'
import type { ChangeEvent } from 'react'
import { readFile } from './read-file.ts'
import type { ReadFile } from './read-file.ts'

/** A chosen file, read into the form of the contract. */
export function useChosenFile(texts: { readonly fileTooLarge: string; readonly fileMissing: string }) {
  const [chosen, setChosen] = useState<ReadFile>()
  const [error, setError] = useState<string>()
  const read = async (file: File) => {
    const found = await readFile(file)
    if (typeof found === 'string') setError(found === 'tooLarge' ? texts.fileTooLarge : texts.fileMissing)
    else setChosen(found)
  }
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    setChosen(undefined)
    setError(undefined)
    if (file) void read(file)
  }
  return { chosen, error, choose, requireOne: () => setError((known) => known ?? texts.fileMissing) }
}
