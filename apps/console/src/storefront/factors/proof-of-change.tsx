import type { ProofKind, SecondProof } from '@loggia/protocol/console'
import { useEffect, useState } from 'react'
import { useApi } from '../frame.tsx'
import { ProofFields, readProof } from './proof.tsx'
import type { TypedProof } from './proof.tsx'
import { factorTexts } from './texts.ts'

/** Asks for the second factor within another form, which calls the function that it is given when it is sent. */
export function ProofOfChange(props: {
  readonly methods: readonly ProofKind[]
  readonly onReady: (read: () => Promise<SecondProof>) => void
}) {
  const texts = factorTexts.use()
  const api = useApi()
  const { methods, onReady } = props
  const [proof, setProof] = useState<TypedProof>({ kind: methods[0] ?? 'totp', code: '' })
  useEffect(() => {
    onReady(() => readProof(proof, () => api.request('POST /api/profile/factors/challenge', {}), texts))
  }, [api, onReady, proof, texts])
  return <ProofFields methods={methods} proof={proof} isChecked={false} onChange={setProof} />
}
