import { useState } from 'react'
import type { ChangeEvent } from 'react'

const mostBytes = 5 * 1024 * 1024

/** A chosen file of up to 5 MB, read into the form of the contract. */
export function useChosenFile(texts: { readonly fileTooLarge: string; readonly fileMissing: string }) {
  const [chosen, setChosen] = useState<{ name: string; mediaType: string; content: string }>()
  const [error, setError] = useState<string>()
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    setChosen(undefined)
    setError(file && file.size > mostBytes ? texts.fileTooLarge : undefined)
    if (!file || file.size > mostBytes) return
    const reader = new FileReader()
    reader.onerror = () => setError(texts.fileMissing)
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      setChosen({ name: file.name, mediaType: file.type, content: url.slice(url.indexOf(',') + 1) })
    }
    reader.readAsDataURL(file)
  }
  return { chosen, error, choose, requireOne: () => setError((known) => known ?? texts.fileMissing) }
}
