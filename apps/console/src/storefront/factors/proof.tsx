import type { ProofKind, RequestOptions, SecondProof } from '@loggia/protocol/console'
import { Choice, TextInput } from '../account/form.tsx'
import { signWithPasskey } from './browser-passkeys.ts'
import { factorTexts } from './texts.ts'
import type { FactorTexts } from './texts.ts'

/** How the member proves the second factor, and the code that they type. */
export type TypedProof = { readonly kind: ProofKind; readonly code: string }

const codeId = 'second-code'

/** Asks for the proof; it is checked by {@link findProofFault} and read by {@link readProof}. */
export function ProofFields(props: {
  readonly methods: readonly ProofKind[]
  readonly proof: TypedProof
  readonly isChecked: boolean
  readonly onChange: (proof: TypedProof) => void
}) {
  const texts = factorTexts.use()
  const { methods, proof, isChecked, onChange } = props
  const fault = isChecked ? findProofFault(proof, texts)?.[codeId] : undefined
  return (
    <>
      {methods.length > 1 && (
        <Choice
          id="second-method"
          label={texts.method}
          value={proof.kind}
          options={methods.map((kind) => [kind, texts.methods[kind]])}
          onChange={(kind) => onChange({ kind, code: '' })}
        />
      )}
      {proof.kind === 'passkey' ? (
        <p className="t13 dim">{texts.passkeyHint}</p>
      ) : (
        <TextInput
          id={codeId}
          name="code"
          label={proof.kind === 'totp' ? texts.code : texts.recovery}
          hint={proof.kind === 'totp' ? texts.codeHint : undefined}
          error={fault}
          inputMode={proof.kind === 'totp' ? 'numeric' : 'text'}
          autoComplete={proof.kind === 'totp' ? 'one-time-code' : 'off'}
          value={proof.code}
          onChange={(code) => onChange({ ...proof, code })}
        />
      )}
    </>
  )
}

/** By the id of the field. */
export function findProofFault(
  { kind, code }: TypedProof,
  texts: FactorTexts,
): { readonly [codeId]: string } | undefined {
  if (kind === 'totp' && !isCode(code)) return { [codeId]: texts.codeMissing }
  return kind === 'recovery' && code.trim().length < 8 ? { [codeId]: texts.recoveryMissing } : undefined
}

export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed.replace(/\s/g, ''))

/** The proof for a request; a passkey is asked to sign now. */
export async function readProof(
  { kind, code }: TypedProof,
  request: () => Promise<{ options: RequestOptions }>,
  texts: FactorTexts,
): Promise<SecondProof> {
  if (kind !== 'passkey') return { kind, code }
  const { options } = await request()
  return { kind, response: await signWithPasskey(options, texts) }
}
