import { parentPort } from 'node:worker_threads'
import { diagnose, readInput } from '@loggia/diagnosis'
import type { Diagnosis, DiagnosisAsked, Exchange, InputFault } from '@loggia/diagnosis'

/** The input of a diagnosis: an exchange, or text that a seller pasted. */
export type Judging = Omit<DiagnosisAsked, 'exchange'> & {
  readonly of: Exchange | { readonly pasted: string; readonly entry: number | undefined }
}
export type Judged =
  | { readonly ok: true; readonly diagnosis: Diagnosis }
  | { readonly ok: false; readonly fault: InputFault }

function judge({ of, ...asked }: Judging): Judged {
  const read =
    'pasted' in of
      ? readInput(Buffer.from(of.pasted), { entry: of.entry })
      : { ok: true as const, exchange: of }
  return read.ok ? { ok: true, diagnosis: diagnose({ ...asked, exchange: read.exchange }) } : read
}

parentPort?.on('message', (asked: Judging) => parentPort?.postMessage(judge(asked)))
