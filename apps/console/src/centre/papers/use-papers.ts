import { ApiProblem } from '@loggia/client'
import type { Client } from '@loggia/client'
import type { Paper } from '@loggia/protocol/console'
import { paperMediaTypes } from '@loggia/protocol/console/papers/kinds'
import type { PaperKind, PaperPurpose } from '@loggia/protocol/console/papers/kinds'
import { useEffect, useState } from 'react'
import { createKey } from '../fresh-key.ts'
import { readFile } from '../parts/read-file.ts'
import { paperTexts } from './texts.ts'

const types: readonly string[] = paperMediaTypes

type Refused = { readonly kind: PaperKind; readonly text: string }
export type PapersState = ReturnType<typeof usePapers>

/** The papers of the next application, or of the one in review: one upload or removal at a time. */
export function usePapers(api: Client, purpose: PaperPurpose) {
  const texts = paperTexts.use()
  const [items, setItems] = useState<readonly Paper[]>([])
  const [busy, setBusy] = useState<{ readonly kind: PaperKind; readonly name: string }>()
  const [refused, setRefused] = useState<Refused>()
  const [said, setSaid] = useState('')

  useEffect(() => {
    const shown = api.request('GET /api/buyer/papers', { query: { purpose } })
    void shown.then(
      ({ items: found }) => setItems(found),
      () => undefined,
    )
  }, [api, purpose])

  async function work(kind: PaperKind, name: string, change: () => Promise<string>): Promise<void> {
    if (busy) return
    setBusy({ kind, name })
    setRefused(undefined)
    try {
      setSaid(await change())
    } catch (error) {
      const isTold = error instanceof ApiProblem && error.detail !== ''
      setRefused({ kind, text: isTold ? error.detail : texts.failed })
    }
    setBusy(undefined)
  }

  function add(kind: PaperKind, file: File, replaces?: string): void {
    if (!types.includes(file.type)) return setRefused({ kind, text: texts.wrongType })
    void work(kind, file.name, async () => {
      const read = await readFile(file)
      if (typeof read === 'string')
        throw new ApiProblem({ status: 0, code: 'client.unreadable', detail: texts[read] })
      const body = { purpose, kind, file: read, replaces: replaces as `fil_${string}` | undefined }
      const reply = await api.request('POST /api/buyer/papers', { body }, { idempotencyKey: createKey() })
      setItems(reply.items)
      return texts.uploaded(file.name)
    })
  }

  const remove = (paper: Paper): void =>
    void work(paper.kind, paper.file.name, async () => {
      const params = { purpose, fileId: paper.file.id }
      await api.request('DELETE /api/buyer/papers/:purpose/:fileId', { params })
      setItems((known) => known.filter((one) => one !== paper))
      return texts.removed(paper.file.name)
    })

  return { items, busy, refused, said, add, remove }
}
